private enum KubeProxyField: String, FieldName {
  case mode, scheduler, minSyncPeriod, clusterCIDR, detectLocalMode, dualStackCluster
  case localhostNodePorts, masqueradeAll, masqueradeBit, nodePortAddresses
  case podBridgeInterface, podInterfaceNamePrefix, serviceCIDRs
  static let table = FieldTable<Self>()
}

private enum NodeSettingsField: String, FieldName {
  case addresses, kubeProxy
  static let table = FieldTable<Self>()
}

extension JSONReader {
  /// `kubeProxy` of a Simulation; Service ranges that stand there go to the API server's settings.
  mutating func kubeProxy(_ settings: inout SimulationSettings) -> ProxySettings {
    var proxy = ProxySettings()
    guard enterObject() else { return proxy }
    var scope = FieldScope<KubeProxyField>(isClosed: true)
    while let field = next(&scope) {
      switch field {
      case .mode: proxy.mode = choice("a mode of kube-proxy")
      case .scheduler: proxy.scheduler = choice("a scheduler of IPVS")
      case .clusterCIDR: proxy.clusterCIDRs = ranges()
      case .detectLocalMode: proxy.detectLocalMode = choice("a way to detect local traffic")
      case .localhostNodePorts: proxy.answersOnLocalhost = bool()
      case .masqueradeAll: proxy.masqueradesAll = bool()
      case .masqueradeBit: proxy.masqueradeBit = masqueradeBit()
      case .nodePortAddresses: proxy.nodePortAddresses = nodePortAddresses()
      case .podBridgeInterface: proxy.podBridgeInterface = interfaceName()
      case .podInterfaceNamePrefix: proxy.podInterfaceNamePrefix = interfaceName()
      case .serviceCIDRs:
        if let ranges = ranges() {
          settings.serviceClusterIPRange = ranges.map(\.description).joined(separator: ",")
        }
      case .minSyncPeriod: settings.minSyncPeriod = delayRange()
      case .dualStackCluster: skipValue()
      }
    }
    return proxy
  }

  /// `nodes` of a Simulation.
  mutating func nodes(_ settings: inout SimulationSettings) {
    guard enterObject() else { return }
    var isFirst = true
    while let name = nextKey(&isFirst) {
      let node = makeString(name)
      settings.nodes[node] = ownSettings(&settings)
    }
  }

  private mutating func ownSettings(
    _ settings: inout SimulationSettings
  ) -> SimulationSettings.OwnSettings {
    var own = SimulationSettings.OwnSettings()
    guard enterObject() else { return own }
    var scope = FieldScope<NodeSettingsField>(isClosed: true)
    while let field = next(&scope) {
      switch field {
      case .addresses: own.addresses = list { $0.address() }
      case .kubeProxy:
        let general = settings.minSyncPeriod
        settings.minSyncPeriod = nil
        own.proxy = kubeProxy(&settings)
        own.minSyncPeriod = settings.minSyncPeriod
        settings.minSyncPeriod = general
      }
    }
    return own
  }

  private mutating func address() -> IPAddress? {
    let start = offset
    guard let text = string() else { return nil }
    if let address = IPAddress(text) { return address }
    note("Invalid", at: start, "\"\(text)\" is not an IP address")
    return nil
  }

  /// One of a closed set of words.
  mutating func choice<Choice: RawRepresentable<String> & CaseIterable>(
    _ what: String
  ) -> Choice? {
    let start = offset
    guard let text = string() else { return nil }
    if let choice = Choice(rawValue: text) { return choice }
    let all = Choice.allCases.map(\.rawValue).joined(separator: ", ")
    note("NotSupported", at: start, "\"\(text)\" is not \(what); supported are \(all)")
    return nil
  }

  private mutating func masqueradeBit() -> Int? {
    let start = offset
    guard let bit = int32() else { return nil }
    if ProxySettings.masqueradeBits.contains(Int(bit)) { return Int(bit) }
    note("Invalid", at: start, "\(bit) is not one of 0 to 31")
    return nil
  }

  private mutating func interfaceName() -> String? {
    let start = offset
    guard let text = string() else { return nil }
    if text.isEmpty || ProxySettings.isInterfaceName(text) { return text }
    note("Invalid", at: start, "\"\(text)\" is not a name of an interface")
    return nil
  }

  private mutating func nodePortAddresses() -> NodePortAddresses? {
    guard token == Byte.quote else { return ranges().map(NodePortAddresses.ranges) }
    let start = position
    if string() == "primary" { return .primary }
    position = start
    return ranges().map(NodePortAddresses.ranges)
  }

  /// Ranges as one text with commas, as the option has them, or as a list.
  private mutating func ranges() -> [CIDR]? {
    let start = offset
    let texts: [String]
    if token == Byte.bracket {
      texts = list { $0.string() }
    } else {
      guard let text = string() else { return nil }
      texts = text.split(separator: ",").map(String.init)
    }
    return texts.compactMap { text in
      if let range = CIDR(text) { return range }
      note("Invalid", at: start, "\"\(text)\" is not a range such as 10.244.0.0/16")
      return nil
    }
  }
}
