internal import ClusterState

/// Clients as they are called where their requests are counted.
enum ClientText {
  /// `pod/shop/client`, or with the node whose rules decided where that is not its own
  /// `203.0.113.2 via node-b`.
  static func name(_ origin: ClientTally.Origin?, _ simulation: Simulation) -> Sentence {
    guard let origin else { return "all others" }
    let cluster = simulation.cluster
    let source = source(of: origin, cluster)
    let home: String? =
      switch source {
      case .pod(let key): cluster.pods[key]?.spec.nodeName
      case .node(let name): name
      case .outside, .address: nil
      }
    let name: Sentence = origin.isGroup ? "\(source) and others" : "\(source)"
    return origin.node.isEmpty || origin.node == home ? name : "\(name) via \(origin.node)"
  }

  /// Who has the address of a client now.
  static func source(of origin: ClientTally.Origin, _ cluster: Cluster) -> Source {
    if let pod = cluster.pod(at: origin.address).flatMap({ cluster.pods[$0] }) {
      return .pod(pod.key)
    }
    if let node = cluster.node(at: origin.address).flatMap({ cluster.nodes[$0] }) {
      return .node(node.metadata.name)
    }
    return .outside(origin.address)
  }

  /// What a cell of the heat map says.
  static func cell(_ map: ClientMap, client: Int, place: Int) -> Sentence {
    let count = map.clients[client].count(place)
    let endpoint = map.endpoints[place].endpoint
    let name = endpoint.pod.name.isEmpty ? endpoint.text : endpoint.pod.name
    let (delivered, lost) = (Quantities.count(count.delivered), Quantities.count(count.lost))
    return "\(map.names[client]) to \(name): \(delivered) delivered, \(lost) lost"
  }
}
