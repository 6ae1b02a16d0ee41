/// The end of a way that connections take: an endpoint as one node's rules led to it.
///
/// Immutable and shared: a connection keeps it after the rules have changed.
final class Peer: Sendable {
  let service: ObjectName
  /// Name of the Service port; empty for an unnamed one.
  let servicePort: String
  let endpoint: ProxyEndpoint
  /// The pod that answers there; `nil` for an endpoint written by hand.
  let pod: PodID?
  /// The node whose rules decided; empty where the client itself chose among addresses.
  let node: String
  /// The client's own address.
  let source: IPAddress
  /// The source that the endpoint sees; `nil` where it is that of a controller.
  let sourceSeen: IPAddress?
  /// What the node decided about; `nil` where the client itself chose.
  let first: FirstPacket?
  /// What the client sent to.
  let destination: ServiceTable.Destination
  /// To the endpoint and back, in microseconds.
  let distance: Int64
  /// Its place among ``Chances/endpoints``.
  let place: Int
  /// What all could have been chosen, with which chance.
  let chances: Chances
  /// The virtual server that counts the connection; `nil` but in IPVS mode.
  let virtualServer: VirtualServer.Key?

  init(
    _ target: BalancedTarget,
    _ place: Int,
    pod: PodID?,
    source: IPAddress,
    distance: Int64,
    _ chances: Chances,
    _ virtualServer: VirtualServer.Key?
  ) {
    service = target.servicePort.service
    servicePort = target.servicePort.port
    endpoint = target.endpoints[place]
    self.pod = pod
    node = target.node?.name ?? ""
    self.source = source
    sourceSeen = target.sourceSeen(by: target.endpoints[place], from: source)
    first = target.first(to: endpoint)
    destination = target.destination
    self.distance = distance
    self.place = place
    self.chances = chances
    self.virtualServer = virtualServer
  }

  /// The same end among other chances.
  init(_ peer: Peer, _ place: Int, _ chances: Chances) {
    service = peer.service
    servicePort = peer.servicePort
    endpoint = peer.endpoint
    pod = peer.pod
    node = peer.node
    source = peer.source
    sourceSeen = peer.sourceSeen
    first = peer.first
    destination = peer.destination
    distance = peer.distance
    virtualServer = peer.virtualServer
    self.place = place
    self.chances = chances
  }
}

extension Peer: Equatable {
  static func == (left: Peer, right: Peer) -> Bool {
    left === right
      || left.endpoint == right.endpoint && left.service == right.service
        && left.servicePort == right.servicePort && left.node == right.node
        && left.source == right.source && left.sourceSeen == right.sourceSeen
        && left.first == right.first && left.pod == right.pod
        && left.destination == right.destination
        && left.distance == right.distance && left.virtualServer == right.virtualServer
        && left.chances == right.chances
  }
}

/// The endpoints that a choice was made among, each with its chance.
final class Chances: Sendable, Equatable {
  let servicePort: String
  let endpoints: [ProxyEndpoint]
  /// In units of 2^-32, so that sums are exact in any order.
  let shares: [UInt64]

  init(_ servicePort: String, _ endpoints: [ProxyEndpoint], _ probabilities: [Double]) {
    self.servicePort = servicePort
    self.endpoints = endpoints
    shares = probabilities.map(Self.share)
  }

  /// A chance between 0 and 1 in units of 2^-32.
  static func share(_ probability: Double) -> UInt64 {
    UInt64((probability * 0x1p32).rounded())
  }

  static func == (left: Chances, right: Chances) -> Bool {
    left === right
      || left.servicePort == right.servicePort && left.endpoints == right.endpoints
        && left.shares == right.shares
  }
}
