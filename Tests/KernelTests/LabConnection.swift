import Glibc

@testable import ClusterState

/// Connections of one sender to one address in a lab, and what the simulation says of them.
struct LabConnection {
  let traffic: Traffic
  let trace: Trace
  /// Where the packets are sent.
  let destination: SocketAddress

  /// `nil` if the simulation knows of no way to send this.
  init?(_ traffic: Traffic, in simulation: Simulation) {
    guard let trace = try? simulation.trace(traffic),
      case .address(let address, let port) = traffic.destination
    else { return nil }
    self.traffic = traffic
    self.trace = trace
    destination = SocketAddress(address, port)
  }

  var label: String { "\(traffic.source) to \(destination) \(traffic.protocol)" }

  /// The address that the sender's socket is bound to; a node leaves it to its kernel.
  var boundSource: IPAddress? {
    if case .node = traffic.source { nil } else { trace.source }
  }

  /// Endpoints that may answer, with the sender that each must have seen.
  private var answering: [SocketAddress: IPAddress] {
    var found: [SocketAddress: IPAddress] = [:]
    for target in trace.targets where target.verdict == .delivered && target.probability > 0 {
      found[target.endpoint.socketAddress] = target.sourceSeen
    }
    return found
  }

  /// Whether somebody answers every connection, be it with a refusal.
  var isAnswered: Bool {
    [.delivered, .rejected, .refused].contains(trace.verdict) && !mayBeSilent
  }

  /// Whether some connections may stay without an answer although others have one.
  private var mayBeSilent: Bool { trace.targets.contains { $0.verdict == .timedOut } }

  /// Holds what really happened against what the simulation says.
  func compare(_ counts: ConnectionCounts, _ name: String, _ complaints: inout Complaints) {
    let told = "\(name): \(label): \(trace.verdict) \(trace.reason), but \(counts)"
    let failed = counts.failures
    switch trace.verdict {
    case .delivered:
      let answering = answering
      complaints.unless(!counts.endpoints.isEmpty || mayBeSilent, told)
      complaints.unless(counts.endpoints.keys.allSatisfy { answering[$0] != nil }, told)
      complaints.unless(failed.isEmpty || mayBeSilent && failed[ETIMEDOUT] != nil, told)
      let seen = Set(counts.endpoints.keys.compactMap { answering[$0] })
      let isSeen = isOwnLoopback || seen == Set(counts.sources.keys)
      complaints.unless(isSeen, "\(told), not \(seen)")
      complaints.unless(trace.leading.affinity == .none || counts.endpoints.count <= 1, told)
    case .rejected, .refused:
      // A datagram that its own node refuses is not even sent.
      let refusals = traffic.protocol == .tcp ? [ECONNREFUSED] : [ECONNREFUSED, EPERM]
      let isRefused = counts.endpoints.isEmpty && failed.keys.allSatisfy(refusals.contains)
      complaints.unless(isRefused, told)
    case .dropped, .timedOut:
      complaints.unless(counts.endpoints.isEmpty && failed[ECONNREFUSED] == nil, told)
    default:
      // Where nobody is, nobody refuses; a node does so at its own addresses.
      let isNode = trace.leading.hops.contains { $0.node.owns(destination.address) }
      let isSilent = counts.endpoints.isEmpty && (isNode || failed[ECONNREFUSED] == nil)
      complaints.unless(isSilent, told)
    }
  }

  /// What a node sends to an address of its own may come from any of its addresses.
  private var isOwnLoopback: Bool {
    guard case .node = traffic.source, let node = trace.leading.hops.first?.node else {
      return false
    }
    return node.owns(destination.address)
      || trace.targets.allSatisfy {
        node.owns($0.endpoint.address)
      }
  }

  /// Shares within five standard deviations of what the rules give.
  func compareShares(_ counts: ConnectionCounts, _ name: String, _ complaints: inout Complaints) {
    guard trace.leading.affinity == .none, !mayBeSilent else { return }
    let total = Double(counts.endpoints.values.reduce(0, +))
    for target in trace.targets {
      let count = Double(counts.endpoints[target.endpoint.socketAddress] ?? 0)
      let expected = total * target.probability
      let deviation = (expected * (1 - target.probability)).squareRoot()
      complaints.unless(
        abs(count - expected) <= 5 * deviation,
        "\(name): \(label): \(target.endpoint.text) \(count) times instead of \(expected)"
      )
    }
  }
}
