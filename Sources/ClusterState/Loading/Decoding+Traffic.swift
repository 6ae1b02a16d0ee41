private enum TrafficField: String, FieldName {
  case from, to, rate, burst, clients, requestsPerConnection, `protocol`, timeout, retries
  static let table = FieldTable<Self>()
}

// What a Simulation says of requests.
extension JSONReader {
  /// An entry of `traffic`.
  mutating func traffic() -> SimulationSettings.Traffic? {
    guard enterObject() else { return nil }
    let start = offset
    var traffic = SimulationSettings.Traffic()
    var scope = FieldScope<TrafficField>(isClosed: true)
    while let field = next(&scope) {
      switch field {
      case .from: string(into: &traffic.from)
      case .to: string(into: &traffic.to)
      case .rate: traffic.rate = number("requests a second", 1...Int64(Simulation.rateMax))
      case .burst: traffic.burst = number("requests", 1...Int64(Simulation.requestsMax))
      case .clients: traffic.clients = number("clients", 1...Int64(TrafficPlan.clientsMax))
      case .requestsPerConnection: requestsPerConnection(&traffic)
      case .protocol: traffic.protocol = transport()
      case .timeout: traffic.timeout = delay(.milliseconds(1)...TrafficPlan.delayMax)
      case .retries: traffic.retries = number("retries", 0...Int64(TrafficPlan.retriesMax))
      }
    }
    if let mistake = traffic.plan?.mistake {
      note("Invalid", at: start, "\(mistake.option) \(mistake.value): must be \(mistake.limit)")
    }
    return traffic
  }

  private mutating func requestsPerConnection(_ traffic: inout SimulationSettings.Traffic) {
    let start = offset
    guard token == Byte.quote else {
      traffic.requestsPerConnection = number("requests", 1...Int64(Simulation.requestsMax))
      return
    }
    guard let text = string() else { return }
    traffic.sharesConnections = text == "unlimited"
    guard !traffic.sharesConnections else { return }
    note("Invalid", at: start, "\"\(text.prefix(40))\" is neither a number nor \"unlimited\"")
  }

  private mutating func transport() -> TransportProtocol? {
    let start = offset
    guard let text = string() else { return nil }
    let transport = TransportProtocol(rawValue: text.uppercased())
    if [.tcp, .udp, .sctp].contains(transport) { return transport }
    note("NotSupported", at: start, "\"\(text.prefix(40))\" is not tcp, udp or sctp")
    return nil
  }

  mutating func number(_ what: String, _ range: ClosedRange<Int64>) -> Int64? {
    let start = offset
    guard let value = int64() else { return nil }
    if range.contains(value) { return value }
    note(
      "Invalid",
      at: start,
      "\(value) \(what): must be between \(range.lowerBound) and \(range.upperBound)"
    )
    return nil
  }

  mutating func delay(_ range: ClosedRange<Delay>) -> Delay? {
    let start = offset
    guard let text = string() else { return nil }
    guard let delay = Delay(text) else {
      note("Invalid", at: start, "\"\(text.prefix(40))\" is not a time such as \"1.5s\"")
      return nil
    }
    if range.contains(delay) { return delay }
    note(
      "Invalid",
      at: start,
      "\(delay) must be between \(range.lowerBound) and \(range.upperBound)"
    )
    return nil
  }
}
