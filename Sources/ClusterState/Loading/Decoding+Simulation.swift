private enum SimulationField: String, FieldName {
  case seed, kubeProxy, apiServer, delays, perfectControlPlane, nodes, clients, traffic
  case loadBalancer, pods, title, `try`
  static let table = FieldTable<Self>()
}

private enum APIServerField: String, FieldName {
  case serviceClusterIPRange, serviceNodePortRange
  static let table = FieldTable<Self>()
}

private enum ClientField: String, FieldName {
  case name, from
  static let table = FieldTable<Self>()
}

private enum LanguageField: String, FieldName {
  case en, ko
  static let table = FieldTable<Self>()
}

extension JSONReader {
  /// `spec` of a Simulation; an unknown field is a mistake here, as nobody else would notice it.
  mutating func simulationSpec(_ settings: inout SimulationSettings) {
    guard enterObject() else { return }
    var scope = FieldScope<SimulationField>(isClosed: true)
    while let field = next(&scope) {
      switch field {
      case .seed: settings.seed = seed()
      case .kubeProxy: settings.proxy = kubeProxy(&settings)
      case .apiServer: apiServer(&settings)
      case .delays: delays(&settings)
      case .perfectControlPlane: settings.isPerfect = bool()
      case .nodes: nodes(&settings)
      case .clients: settings.clients = list { $0.client() }
      case .traffic: settings.traffic = list { $0.traffic() }
      case .loadBalancer: loadBalancer(&settings)
      case .pods: podBehaviors(&settings)
      case .title:
        let title = translated()
        settings.title = title.english
      case .try:
        let text = translated()
        settings.tryThis = text.english
        settings.tryThisKorean = text.korean
      }
    }
  }

  private mutating func seed() -> UInt64? {
    let start = offset
    guard let number = int64() else { return nil }
    guard number >= 0 else {
      note("Invalid", at: start, "must not be negative")
      return nil
    }
    return UInt64(number)
  }

  private mutating func apiServer(_ settings: inout SimulationSettings) {
    guard enterObject() else { return }
    var scope = FieldScope<APIServerField>(isClosed: true)
    while let field = next(&scope) {
      switch field {
      case .serviceClusterIPRange: settings.serviceClusterIPRange = string()
      case .serviceNodePortRange: settings.serviceNodePortRange = string()
      }
    }
  }

  private mutating func client() -> SimulationSettings.Client? {
    guard enterObject() else { return nil }
    var client = SimulationSettings.Client()
    // What else a client may say is not settled, so nothing is refused.
    var scope = FieldScope<ClientField>()
    while let field = next(&scope) {
      switch field {
      case .name: string(into: &client.name)
      case .from: string(into: &client.from)
      }
    }
    return client
  }

  /// One text for all languages, or one each.
  private mutating func translated() -> (english: String, korean: String) {
    if token == Byte.quote {
      let text = string() ?? ""
      return (text, text)
    }
    var english = ""
    var korean = ""
    guard enterObject() else { return (english, korean) }
    var scope = FieldScope<LanguageField>(isClosed: true)
    while let field = next(&scope) {
      switch field {
      case .en: string(into: &english)
      case .ko: string(into: &korean)
      }
    }
    return (english, korean)
  }

}

extension FieldScope {
  init(isClosed: Bool) {
    self.init()
    self.isClosed = isClosed
  }
}
