import Testing

@testable import ClusterState

@Suite struct OutcomeHistoryTests {
  private func at(_ second: Int64) -> Instant { Instant(microseconds: second * 1_000_000) }

  @Test func `outcomes stand in the second they ended in, the present last`() {
    var history = OutcomeHistory()
    history.record(.delivered, at: at(5))
    history.record(.delivered, at: at(5))
    history.record(.refused, at: at(7))
    let recent = history.recent(4, at: at(8))
    #expect(recent.map { $0[.delivered] } == [2, 0, 0, 0])
    #expect(recent.map { $0[.refused] } == [0, 0, 1, 0])
    #expect(history.binSeconds == 1)
  }

  @Test func `a long history has longer bins and loses nothing`() {
    var history = OutcomeHistory()
    for second in 0..<3_000 { history.record(.delivered, at: at(Int64(second))) }
    #expect(history.binSeconds == 16)
    let bins = history.recent(OutcomeHistory.binsMax, at: at(2_999))
    #expect(bins.reduce(0) { $0 + $1.total } == 3_000)
    #expect(bins.last?.total == UInt64(2_999 % 16 + 1))
  }

  @Test func `what is counted a second late is not lost`() {
    var history = OutcomeHistory()
    history.record(.delivered, at: at(10))
    history.record(.dropped, at: at(9))
    #expect(history.recent(2, at: at(10)).map(\.total) == [1, 1])
  }

  @Test(arguments: [ProxyMode.iptables, .ipvs])
  func `history and clients tell the same as the counters`(mode: ProxyMode) throws {
    let plan = TrafficWorld.plan(rate: 200) { $0.clients = 3 }
    var world = try TrafficWorld.shop(mode: mode, plan)
    world.pass(milliseconds: 2_500)
    try world.apply(
      .deletePod(try #require(world.web.endpoints.first?.endpoint.pod), graceSeconds: 0)
    )
    try world.apply(.send(ClusterFixture.toWeb, count: 100))
    try world.finish()
    let web = world.web
    let bins = web.history.recent(200, at: world.now)
    for verdict in Verdict.allCases {
      #expect(bins.reduce(0) { $0 + $1[verdict] } == web.outcomes[verdict], "\(verdict)")
    }
    for (index, tally) in web.endpoints.enumerated() {
      #expect(web.clients.reduce(0) { $0 + $1.count(index).total } == tally.count)
      #expect(
        web.clients.reduce(0) { $0 + $1.count(index).delivered } == tally.outcomes[.delivered]
      )
    }
  }

  @Test func `clients beyond the limit count together`() throws {
    let plan = TrafficWorld.plan(rate: 500) {
      $0.traffic.source = .outside
      $0.traffic.destination = .node("node-a", 30_080)
      $0.clients = 100
      $0.requestsPerConnection = 10
    }
    var world = try TrafficWorld.shop(plan)
    world.pass(milliseconds: 3_000)
    try world.finish()
    let clients = world.web.clients
    #expect(clients.count == ClientTally.clientsMax)
    #expect(clients.last?.origin == nil)
    #expect(clients.reduce(0) { $0 + $1.total } == world.web.chosen)
  }

  @Test func `latencies are counted between bounds`() {
    var histogram = LatencyHistogram()
    for value in [100, 200, 200, 900, 5_000] as [Int64] { histogram.record(value) }
    #expect(histogram.counts(upTo: [150, 250, 1_000, 2_000]) == [1, 2, 1, 1])
    #expect(histogram.counts(upTo: []) == [])
  }
}
