internal import ClusterState

extension AppState {
  static let endpointColumns = [
    TableColumn("POD", importance: 12, leastWidth: 16, keepsEnd: true),
    TableColumn("PORT", importance: 6, leastWidth: 6),
    TableColumn("IP:PORT", importance: 8),
    TableColumn("NODE", importance: 5, leastWidth: 6),
    TableColumn("ZONE", importance: 1, leastWidth: 6),
    TableColumn("STATE", importance: 11),
    TableColumn("SHARE", importance: 4, isBar: true),
    TableColumn("COUNT", .right, importance: 10),
    TableColumn("%", .right, importance: 9),
    TableColumn("EXPECTED", .right, importance: 7),
  ]

  /// Endpoints of the selected Service with their share of its requests.
  func endpointsTable(_ isFocused: Bool, rows visible: Int) -> Table {
    var table = table(.pane(.endpoints), isFocused, visible: visible)
    let ports = selectedService.flatMap { simulation.cluster.services[$0]?.spec.ports.count }
    if ports ?? 0 < 2 { table.drop(column: "PORT") }
    table.emptyText = emptyEndpointsText
    return table
  }

  func cells(of row: EndpointRow, _ shares: EndpointShares) -> [TableCell] {
    let pod = simulation.cluster.pods[row.pod]
    let served = row.isCountedOnly ? nil : shares.serving[EndpointShares.Key(row)]
    let port = shares.ports.indices.contains(row.port) ? shares.ports[row.port] : nil
    let tally = shares.tally(of: row)
    let state = stateText(row, pod, served)
    let share = shares.share(of: tally)
    let expected = shares.expected(of: row, tally)
    let nodeName = served?.nodeName ?? pod?.spec.nodeName ?? tally?.endpoint.nodeName ?? ""
    let zone = simulation.cluster.nodes[ObjectName(name: nodeName)]?.zone ?? ""
    return [
      .text(row.pod.name.isEmpty ? "-" : row.pod.name, Style(row.isCountedOnly ? .dim : .text)),
      .text(port.map { "\($0.name.isEmpty ? "\($0.port)" : $0.name)/\($0.protocol)" } ?? "-"),
      .text(row.address?.withPort(row.number) ?? "-"),
      .text(nodeName.isEmpty ? "-" : nodeName),
      .text(zone.isEmpty ? "-" : zone),
      .text(state.text, Style(state.role)),
      .bar(shares.bar(share, expected), Style(.bar)),
      .text(shares.tally == nil ? "-" : Quantities.count(tally?.count ?? 0)),
      .text(share.map(Quantities.percent) ?? "-"),
      .text(expected.map(Quantities.percent) ?? "-", Style(.dim)),
    ]
  }

  /// What an endpoint is doing, in the words of its conditions.
  private func stateText(
    _ row: EndpointRow,
    _ pod: Pod?,
    _ served: ProxyEndpoint?
  ) -> (text: String, role: Role) {
    guard let served else {
      guard let pod, !pod.isFinished else { return ("gone", .dim) }
      return pod.status.podIPs.isEmpty
        ? (pod.spec.nodeName.isEmpty ? "unscheduled" : "starting", .starting)
        : ("not in slices", .notReady)
    }
    if served.isTerminating { return (terminatingText(row, pod), .terminating) }
    if served.isReady {
      return served.isServing || pod == nil ? ("ready", .ready) : ("ready (published)", .warning)
    }
    return ("not ready", .notReady)
  }

  private func terminatingText(_ row: EndpointRow, _ pod: Pod?) -> String {
    guard let pod, let id = simulation.cluster.pods.id(row.pod) else { return "terminating" }
    guard simulation.isListening(id) else { return "terminating" }
    guard let end = pod.metadata.deletionTimestamp else { return "terminating" }
    let left = (end.microseconds - simulation.timestamp.microseconds + 999_999) / 1_000_000
    return left > 0 ? "terminating \(left)s" : "terminating"
  }

  private var emptyEndpointsText: [Sentence] {
    guard let key = selectedService, let service = simulation.cluster.services[key] else {
      return ["Select a Service to see who serves it."]
    }
    if !list(.pane(.endpoints)).filter.isEmpty {
      return ["No endpoint matches the filter. Esc clears it."]
    }
    if service.spec.type == .externalName {
      return ["DNS answers with an alias for \(service.spec.externalName); no endpoints, no proxy."]
    }
    if service.spec.selector.isEmpty {
      return ["No selector (spec.selector) and no EndpointSlice names this Service."]
    }
    let selector = service.spec.selector.pairs.map { "\($0.key)=\($0.value)" }
      .joined(separator: ",")
    return [
      "No pod in namespace \(key.namespace) has the labels \(selector) (spec.selector).",
      "Requests are rejected: the Service has no endpoints.",
    ]
  }
}

/// Counted and expected shares of the selected Service's endpoints.
struct EndpointShares {
  struct Key: Hashable {
    let port: Int
    let address: IPAddress?
    let number: UInt16

    init(_ row: EndpointRow) {
      port = row.port
      address = row.address
      number = row.number
    }

    init(_ endpoint: ProxyEndpoint, port: Int) {
      self.port = port
      address = endpoint.address
      number = endpoint.port
    }
  }

  let tally: ServiceTally?
  let ports: [ServicePort]
  /// Endpoints as kube-proxy knows them now.
  let serving: [Key: ProxyEndpoint]
  private let chances: [Key: Double]
  private let chosen: UInt64
  private let expectedTotal: Double
  private let tallies: [Key: EndpointTally]
  /// The share that a full bar stands for.
  private let full: Double

  init(_ state: AppState, of key: ObjectName?) {
    let simulation = state.simulation
    let service = key.flatMap { simulation.cluster.services[$0] }
    tally = key.flatMap { simulation.ledger[$0] }
    ports = service?.spec.ports ?? []
    chosen = tally?.chosen ?? 0
    expectedTotal = tally?.endpoints.reduce(0) { $0 + $1.expected } ?? 0
    let most = tally?.endpoints.map { max(Double($0.count), $0.expected) }.max() ?? 0
    let largest = chosen > 0 ? most / Double(chosen) : 1
    // With many endpoints bars of the whole would all look alike.
    full = largest > 0.2 || largest == 0 ? 1 : min(1, largest * 2)
    let endpoints = key.map(simulation.servingEndpoints) ?? []
    serving = Dictionary(
      endpoints.map { (Key($0.endpoint, port: $0.port), $0.endpoint) },
      uniquingKeysWith: { first, _ in first }
    )
    let known =
      expectedTotal > 0 ? [] : service.flatMap(state.usualTraffic).map(simulation.chances) ?? []
    let names = ports.map(\.name)
    tallies = Dictionary(
      (tally?.endpoints ?? []).map { tally in
        let port = names.firstIndex(of: tally.servicePort) ?? 0
        return (Key(tally.endpoint, port: port), tally)
      },
      uniquingKeysWith: { first, _ in first }
    )
    chances = Dictionary(
      known.map {
        (Key($0.endpoint, port: names.firstIndex(of: $0.servicePort) ?? 0), $0.probability)
      },
      uniquingKeysWith: { first, _ in first }
    )
  }

  /// What was counted at an endpoint.
  func tally(of row: EndpointRow) -> EndpointTally? { tallies[Key(row)] }
  /// Shares are drawn in units of this part of a full bar.
  private static let units = 100_000.0

  /// A share beside what chance lets expect of it.
  func bar(_ share: Double?, _ expected: Double?) -> ShareBar {
    func units(_ share: Double) -> Int { Int(min(max(0, share / full), 1) * Self.units) }
    var bar = ShareBar(units(share ?? 0), of: Int(Self.units))
    guard tally != nil, let expected else { return bar }
    bar.expected = units(expected)
    guard chosen > 0, expected > 0, expected < 1 else { return bar }
    let margin = ExpectationText.margin(of: expected, requests: chosen)
    bar.band = units(expected - margin)...units(expected + margin)
    return bar
  }

  func share(of tally: EndpointTally?) -> Double? {
    guard chosen > 0 else { return nil }
    return Double(tally?.count ?? 0) / Double(chosen)
  }

  /// Its expected share of what was sent; before anything was, its chance with the usual client.
  func expected(of row: EndpointRow, _ tally: EndpointTally?) -> Double? {
    if expectedTotal > 0 { return (tally?.expected ?? 0) / expectedTotal }
    return chances[Key(row)]
  }
}
