internal import ClusterState

/// What the map shows of pods and nodes for the selected Service, found out once for a frame.
struct MapFacts {
  struct Endpoint {
    var share: Double?
    var count: UInt64
    /// What goes to it at the moment; `nil`: nothing.
    var flow: FlowWatch.Flow?
  }

  /// The pods that serve the selected Service.
  private(set) var endpoints: [ObjectName: Endpoint] = [:]
  /// Requests by node, of the selected Service.
  private var requests: [String: UInt64] = [:]
  private let cluster: Cluster
  private let service: ObjectName?
  private let busiest: UInt64
  private let fullest: UInt64
  let headline: Sentence

  init(_ state: AppState) {
    cluster = state.simulation.cluster
    service = state.selectedService
    let tally = state.shownTally
    let chosen = tally?.chosen ?? 0
    let serving = service.map { state.simulation.servingEndpoints(of: $0) } ?? []
    for (port, endpoint) in serving {
      guard !endpoint.pod.name.isEmpty else { continue }
      let names = service.flatMap { state.simulation.cluster.services[$0]?.spec.ports }
      let name = names?[safely: port]?.name ?? ""
      let count = tally?.endpoint(name, endpoint.address, endpoint.port)?.count ?? 0
      var known = endpoints[endpoint.pod] ?? Endpoint(share: nil, count: 0)
      known.count += count
      known.share = chosen > 0 ? Double(known.count) / Double(chosen) : nil
      let flow = state.topology.flows[SocketAddress(endpoint.address, endpoint.port)]
      known.flow = known.flow ?? flow
      endpoints[endpoint.pod] = known
    }
    for tally in tally?.endpoints ?? [] {
      requests[tally.endpoint.nodeName, default: 0] += tally.count
    }
    busiest = requests.values.max() ?? 0
    let nodes = state.topology.map.zones.flatMap(\.nodes)
    fullest = UInt64(nodes.map(\.podCount).max() ?? 0)
    headline = Self.headline(state, endpoints.count)
  }

  private static func headline(_ state: AppState, _ endpoints: Int) -> Sentence {
    guard let key = state.selectedService else { return "No Service is selected." }
    guard let tally = state.shownTally else {
      let count = Quantities.counted(endpoints, "endpoint")
      return "\(key): \(count), nothing was sent yet; t sends, Ctrl-T streams"
    }
    let clients = tally.clients.prefix(3).map { ClientText.name($0.origin, state.simulation) }
    let rest = tally.clients.count - clients.count
    let names = clients.joined(separator: ", ")
    let rate = Quantities.count(Int(tally.rate.perSecond(at: state.simulation.now).rounded()))
    return rest > 0
      ? "\(names) and \(Quantities.count(rest)) more to \(key): \(rate) req/s"
      : "\(names) to \(key): \(rate) req/s"
  }

  func sign(of key: ObjectName, _ symbols: Symbols) -> (Unicode.Scalar, Style) {
    guard let pod = cluster.pods[key] else { return (symbols.absent, Style(.dim)) }
    let sign: Unicode.Scalar =
      if pod.isTerminating {
        symbols.bad
      } else if pod.status.phase == .pending {
        symbols.ellipsis
      } else {
        pod.status.ready == true ? symbols.mark : symbols.notReady
      }
    return (sign, Style(pod.role, endpoints[key] == nil ? [] : .bold))
  }

  /// The name of a pod, and at the right, behind room for a bar, the share of an endpoint.
  func line(ofPod key: ObjectName, width: Int, bar: Int, _ symbols: Symbols) -> String {
    guard let endpoint = endpoints[key] else {
      return TextWidth.fit(key.name, width, symbols: symbols)
    }
    let share = endpoint.share.map(Quantities.percent) ?? "-"
    let room = max(0, width - 7 - bar)
    let name = TextWidth.fit(key.name, room, symbols: symbols)
    let blank = String(repeating: " ", count: bar)
    return name + blank + TextWidth.fit(share, min(7, width), .right, symbols: symbols)
  }

  func line(ofNode name: String, _ state: AppState) -> (Sentence, Style) {
    guard let node = cluster.nodes[ObjectName(name: name)] else {
      return ("waiting for a node", Style(.starting))
    }
    let words = Self.state(of: node)
    return ("\(name)  \(words)", Style(Self.isReady(node) ? .title : .bad, .bold))
  }

  private static func isReady(_ node: Node) -> Bool {
    node.status.ready != "False" && node.status.ready != "Unknown"
  }

  private static func state(of node: Node) -> String {
    let ready = isReady(node) ? "Ready" : "NotReady"
    return node.spec.unschedulable ? "\(ready),SchedulingDisabled" : ready
  }

  /// A node as one cell: by requests where there are any, else by pods.
  func cell(ofNode name: String, _ symbols: Symbols) -> (Unicode.Scalar, Style) {
    guard let node = cluster.nodes[ObjectName(name: name)] else {
      return (symbols.ellipsis, Style(.starting))
    }
    guard Self.isReady(node) else { return (symbols.bad, Style(.bad)) }
    let count = busiest > 0 ? requests[name] ?? 0 : UInt64(cluster.podCount(on: name))
    let full = busiest > 0 ? busiest : fullest
    let shades = symbols.shades
    guard let shade = HeatMap.shade(count, of: full, count: shades.count) else {
      return (symbols.absent, Style(.dim))
    }
    return (shades[shade], Style(busiest > 0 ? .good : .bar))
  }

  /// What the foot says of the item under the cursor.
  func words(of id: RowID?, _ state: AppState) -> Sentence {
    switch id {
    case .pod(let key):
      guard let pod = cluster.pods[key] else { return "" }
      let home = pod.spec.nodeName
      let place: Sentence = home.isEmpty ? "no node yet" : Sentence(verbatim: home)
      let address: Sentence = pod.status.podIPs.first.map { "\($0)" } ?? "no address"
      let about: Sentence = "pod/\(key)  \(pod.statusText)  \(address)  \(place)"
      guard let endpoint = endpoints[key], let service else { return about }
      let count = Quantities.count(endpoint.count)
      let share: Sentence = endpoint.share.map { "\(Quantities.percent($0))" } ?? "no requests yet"
      return "\(about): endpoint of \(service), \(count) requests, \(share)"
    case .node(let name):
      guard let node = cluster.nodes[ObjectName(name: name)] else {
        return "pods that wait for the scheduler"
      }
      let pods = Quantities.counted(cluster.podCount(on: name), "pod")
      let address: Sentence = node.status.internalIPs.first.map { "\($0)" } ?? "no address"
      let about: Sentence = "node/\(name)  \(Self.state(of: node))  \(address)  \(pods)"
      guard let service, let count = requests[name], count > 0 else { return about }
      return "\(about): \(Quantities.count(count)) requests to \(service) came here"
    default: return ""
    }
  }
}
