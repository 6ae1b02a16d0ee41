internal import ClusterState

/// Which endpoints requests have gone to in the last moments of simulated time, by the counters.
struct FlowWatch: Sendable {
  /// The counters are compared over so long at least.
  private static let span = Delay.milliseconds(500)

  /// What goes to one endpoint.
  struct Flow: Equatable {
    var isDelivered: Bool
    var isLost: Bool
  }

  private var service: ObjectName?
  private var base: ServiceTally?
  private var lookedAt = Instant.zero
  private var flows: [SocketAddress: Flow] = [:]

  subscript(address: SocketAddress) -> Flow? { flows[address] }

  /// Whether anything is on its way.
  var isEmpty: Bool { flows.isEmpty }

  /// Looks at the counters of a Service: what has grown since some moments ago flows.
  mutating func look(_ key: ObjectName?, _ tally: ServiceTally?, at now: Instant) {
    guard key == service, now >= lookedAt, let tally, let before = base,
      tally.requests >= before.requests
    else {
      (service, base, lookedAt, flows) = (key, tally, now, [:])
      return
    }
    guard now - lookedAt >= Self.span else { return }
    flows = [:]
    for (index, endpoint) in tally.endpoints.enumerated() {
      let old = before.endpoints[safely: index]?.outcomes ?? Outcomes()
      let delivered = endpoint.outcomes[.delivered] > old[.delivered]
      let lost =
        endpoint.outcomes.total - endpoint.outcomes[.delivered] > old.total - old[.delivered]
      guard delivered || lost else { continue }
      let address = SocketAddress(endpoint.endpoint.address, endpoint.endpoint.port)
      flows[address] = Flow(isDelivered: delivered, isLost: lost)
    }
    (base, lookedAt) = (tally, now)
  }
}
