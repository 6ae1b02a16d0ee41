/// Where the requests of one client go between two changes of the cluster: everything that does not
/// change from one new connection to the next.
enum Way {
  case ended(Verdict, Failure, ObjectName?)
  case balanced(BalancedWay)
  /// A load balancer or an HTTP router gives each way its share of the connections.
  case spread(Balancer, stream: Int, [Way])

  /// The Service concerned; of several ways, that of the first which has one.
  var service: ObjectName? {
    switch self {
    case .ended(_, _, let service): service
    case .balanced(let way): way.target.servicePort.service
    case .spread(_, _, let ways): ways.lazy.compactMap(\.service).first
    }
  }

  /// Whether requests one after the other differ in nothing but a draw: every endpoint serves, and
  /// nothing remembers clients or connections.
  var isMemoryless: Bool {
    switch self {
    case .ended: false
    case .balanced(let way): way.isMemoryless
    case .spread(_, _, let ways): ways.allSatisfy(\.isMemoryless)
    }
  }

  /// What the slowest endpoint takes, in microseconds.
  var slowest: Int64 {
    switch self {
    case .ended: 0
    case .balanced(let way): way.slowest
    case .spread(_, _, let ways): ways.map(\.slowest).max() ?? 0
    }
  }
}

extension Way {
  /// Gives several ways to one Service port the chances of all together: what is expected does not
  /// depend on how a load balancer happens to choose among them.
  static func share(chancesOf ways: inout [Way], weights: [UInt64]) {
    var ports: [ServicePortName] = []
    for case .balanced(let way) in ways where !ports.contains(way.target.servicePort) {
      ports.append(way.target.servicePort)
    }
    for port in ports {
      var merged: [(endpoint: ProxyEndpoint, chance: Double)] = []
      var places: [ProxyEndpoint: Int] = [:]
      var total = 0.0
      for (way, weight) in zip(ways, weights) {
        guard case .balanced(let way) = way, way.target.servicePort == port else { continue }
        total += Double(weight)
        for (place, endpoint) in way.target.endpoints.enumerated() {
          let chance = Double(way.peers[place].chances.shares[place]) * 0x1p-32 * Double(weight)
          let index = places[endpoint, default: merged.count]
          if index == merged.count {
            places[endpoint] = index
            merged.append((endpoint, 0))
          }
          merged[index].chance += chance
        }
      }
      let chances = Chances(port.port, merged.map(\.endpoint), merged.map { $0.chance / total })
      for index in ways.indices {
        guard case .balanced(let way) = ways[index], way.target.servicePort == port else {
          continue
        }
        ways[index] = .balanced(way.with(chances, places))
      }
    }
  }
}

/// The endpoints behind one node's rules, ready to be chosen from.
///
/// Immutable and shared.
final class BalancedWay: Sendable {
  let target: BalancedTarget
  let balancer: Balancer
  let peers: [Peer]
  /// What would happen to a new connection to each; `nil`: it is served.
  let failures: [(verdict: Verdict, failure: Failure)?]
  /// The number of the random stream that chooses, and its name.
  let stream: Int
  let streamName: String
  /// What the node's kernel is to have in IPVS mode.
  let virtualServer: WantedVirtualServer?
  /// What the slowest endpoint takes, in microseconds.
  let slowest: Int64

  init(
    _ target: BalancedTarget,
    _ balancer: Balancer,
    _ peers: [Peer],
    failures: [(verdict: Verdict, failure: Failure)?],
    stream: Int,
    named streamName: String,
    _ virtualServer: WantedVirtualServer?,
    slowest: Int64
  ) {
    self.target = target
    self.balancer = balancer
    self.peers = peers
    self.failures = failures
    self.stream = stream
    self.streamName = streamName
    self.virtualServer = virtualServer
    self.slowest = slowest
  }

  /// The same with the chances of more than its own endpoints, which are all among them.
  fileprivate func with(_ chances: Chances, _ places: [ProxyEndpoint: Int]) -> BalancedWay {
    let peers = peers.map { Peer($0, places[$0.endpoint, default: 0], chances) }
    return BalancedWay(
      target,
      balancer,
      peers,
      failures: failures,
      stream: stream,
      named: streamName,
      virtualServer,
      slowest: slowest
    )
  }

  /// See ``Way/isMemoryless``.
  var isMemoryless: Bool {
    target.affinitySeconds == nil && virtualServer == nil && failures.allSatisfy { $0 == nil }
  }
}

/// What is found out once for the time between two changes and then only looked up.
///
/// Two simulations are equal whatever they happen to have looked up.
struct WayMemory: Equatable, Sendable {
  private struct Key: Hashable {
    var stream: Int32
    var client: Int32
  }

  /// Clients with ways of their own that are remembered at once.
  private static let waysMax = 8_192

  // Only ever looked up by key.
  private var ways: [Key: Way] = [:]
  private var services: [PodID: ServedLoad] = [:]

  static func == (left: Self, right: Self) -> Bool { true }

  subscript(stream stream: Int32, client client: Int32) -> Way? {
    get { ways[Key(stream: stream, client: client)] }
    set {
      if ways.count >= Self.waysMax { ways = [:] }
      ways[Key(stream: stream, client: client)] = newValue
    }
  }

  subscript(pod: PodID) -> ServedLoad? {
    get { services[pod] }
    set { services[pod] = newValue }
  }

  /// Forgets the ways of one stream: its clients have asked DNS again.
  mutating func forget(stream: Int32) {
    ways = ways.filter { $0.key.stream != stream }
  }

  /// Forgets everything: something has changed.
  mutating func forgetAll() {
    if !ways.isEmpty { ways = [:] }
    if !services.isEmpty { services = [:] }
  }
}

/// What a pod takes for a request: the part of ``PodBehavior`` that every request asks for.
struct ServedLoad: Equatable {
  /// Where nothing is said of any pod.
  static let usual = Self(serviceTime: LatencyModel.service, concurrency: nil)

  /// Microseconds.
  var serviceTime: Int64
  /// Requests at a time; `nil`: any number.
  var concurrency: Int?
}
