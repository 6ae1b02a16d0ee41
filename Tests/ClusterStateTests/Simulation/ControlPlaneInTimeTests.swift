import ClusterState
import Testing

/// What happens between a command and the state it leads to.
@Suite struct ControlPlaneInTimeTests {
  private static let web = ClusterFixture.web
  private static let wait = Delay.milliseconds(250)

  private func lags(of simulation: Simulation) -> [Bool] {
    simulation.cluster.nodes.ids.map {
      simulation.serviceTable(of: $0)[Self.web] != simulation.proxyTable[Self.web]
    }
  }

  @Test func `a killed pod is in the slices for a moment, and in the rules for another`() throws {
    var simulation = Simulation(opening: ClusterFixture.shop())
    try simulation.apply(.deletePod(simulation.webPods[0].key, graceSeconds: nil))
    #expect(simulation.endpointCounts(of: Self.web) == (3, 3))
    while simulation.endpointCounts(of: Self.web) == (3, 3) {
      simulation.advance(to: try #require(simulation.nextInstant))
    }
    #expect(simulation.now <= Instant(microseconds: 20_000))
    #expect(lags(of: simulation) == [true, true, true])
    #expect(!simulation.areProxiesInStep)
    simulation.advance(to: Instant(microseconds: 100_000))
    #expect(lags(of: simulation) == [false, false, false])
    #expect(simulation.brokenInvariants == [])
  }

  @Test func `nodes disagree while one rests longer than the others`() throws {
    var simulation = Simulation(opening: ClusterFixture.shop())
    let slow = Delays.Range.exactly(.seconds(30))
    try simulation.apply(.setDelay(.minSyncPeriod, slow, node: "node-b"))
    try simulation.apply(.deletePod(simulation.webPods[0].key, graceSeconds: nil))
    simulation.advance(by: Self.wait)
    // All synced at once after a long rest; the next change finds node-b resting.
    try simulation.apply(.deletePod(simulation.webPods[1].key, graceSeconds: nil))
    simulation.advance(by: .seconds(3))
    #expect(lags(of: simulation) == [false, true, false])
    simulation.advance(by: .seconds(30))
    #expect(lags(of: simulation) == [false, false, false])
  }

  @Test func `under a perfect control plane everybody knows at once`() throws {
    var simulation = Simulation(opening: ClusterFixture.shop())
    try simulation.apply(.deletePod(simulation.webPods[0].key, graceSeconds: nil))
    try simulation.apply(.setPerfect(true))
    #expect(simulation.areProxiesInStep)
    #expect(lags(of: simulation) == [false, false, false])
    #expect(simulation.endpointCounts(of: Self.web) == (3, 4))
    #expect(simulation.brokenInvariants == [])
    try simulation.apply(.setPerfect(false))
    try simulation.apply(.deletePod(simulation.webPods[1].key, graceSeconds: nil))
    #expect(simulation.endpointCounts(of: Self.web) == (3, 4))
  }

  @Test func `readiness is lost after failureThreshold probes and won by one`() throws {
    var document = ClusterFixture.shop(replicas: 1)
    var probe = Probe()
    probe.periodSeconds = 4
    document.deployments[0].spec.template.spec.containers[0].readinessProbe = probe
    var simulation = Simulation(opening: document)
    let pod = try #require(simulation.webPods.first).key
    try simulation.apply(.setPodReady(pod, false))
    simulation.advance(to: Instant(microseconds: 7_900_000))
    #expect(simulation.endpointCounts(of: Self.web) == (1, 1))
    simulation.advance(to: Instant(microseconds: 12_100_000))
    #expect(simulation.endpointCounts(of: Self.web) == (0, 1))
    try simulation.apply(.setPodReady(pod, true))
    simulation.advance(by: .milliseconds(4_100))
    #expect(simulation.endpointCounts(of: Self.web) == (1, 1))
  }

  @Test func `an answer that changes back before the threshold goes unnoticed`() throws {
    var document = ClusterFixture.shop(replicas: 1)
    document.deployments[0].spec.template.spec.containers[0].readinessProbe = Probe()
    var simulation = Simulation(opening: document)
    let pod = try #require(simulation.webPods.first).key
    try simulation.apply(.setPodReady(pod, false))
    simulation.advance(by: .seconds(15))
    try simulation.apply(.setPodReady(pod, true))
    for _ in 0..<60 {
      simulation.advance(by: .seconds(1))
      #expect(simulation.endpointCounts(of: Self.web) == (1, 1))
    }
  }

  @Test func `a container that crashes again and again waits longer each time`() throws {
    var simulation = Simulation(opening: ClusterFixture.shop(replicas: 1))
    let pod = try #require(simulation.webPods.first).key
    try simulation.apply(.crash(pod, isLooping: true))
    simulation.advance(to: Instant(microseconds: 400_000_000))
    let waits = simulation.events.compactMap { event -> Delay? in
      if case .podBackingOff(_, let wait) = event.kind { wait } else { nil }
    }
    #expect(waits.prefix(6) == [0, 10, 20, 40, 80, 160].map { .seconds($0) }.prefix(6))
    #expect(simulation.cluster.pods[pod]?.status.reason == "CrashLoopBackOff")
    #expect(simulation.endpointCounts(of: Self.web) == (0, 1))
  }

  @Test(arguments: [
    (PodBehavior.OnSIGTERM.exit, 1_100, false), (.drain(.seconds(5)), 5_100, false),
    (.ignore, 30_100, true),
  ])
  func `a process does on SIGTERM what it is said to do`(
    reaction: PodBehavior.OnSIGTERM,
    goneAfter: Int64,
    listens: Bool
  ) throws {
    var simulation = Simulation(opening: ClusterFixture.shop())
    var rule = PodBehaviorRule(["app": "web"])
    rule.onSIGTERM = reaction
    try simulation.apply(.setBehavior(rule))
    let pod = simulation.webPods[0].key
    let id = try #require(simulation.cluster.pods.id(pod))
    try simulation.apply(.deletePod(pod, graceSeconds: nil))
    simulation.advance(by: .milliseconds(100))
    #expect(simulation.isListening(id) == listens)
    #expect(simulation.isServing(id))
    simulation.advance(to: Instant(microseconds: (goneAfter - 200) * 1_000))
    #expect(simulation.cluster.pods[pod] != nil)
    simulation.advance(to: Instant(microseconds: goneAfter * 1_000))
    #expect(simulation.cluster.pods[pod] == nil)
  }

  @Test func `an image is pulled once to a node`() throws {
    var document = ClusterFixture.shop()
    document.deployments[0].spec.template.spec.containers[0].image = "web:1"
    var simulation = Simulation(opening: document)
    let workload = ("Deployment", Self.web)
    try simulation.apply(.setImage(kind: workload.0, workload.1, container: "*", image: "web:2"))
    while let next = simulation.nextInstant { simulation.advance(to: next) }
    let pulls = simulation.events.compactMap { event -> String? in
      if case .imagesPulling(_, let node, let images) = event.kind {
        "\(node) \(images)"
      } else {
        nil
      }
    }
    #expect(!pulls.isEmpty)
    #expect(Set(pulls).count == pulls.count)
    #expect(simulation.webPods.allSatisfy { $0.spec.containers[0].image == "web:2" })
    try simulation.apply(.undoRollout(Self.web, toRevision: nil))
    while let next = simulation.nextInstant { simulation.advance(to: next) }
    #expect(simulation.webPods.allSatisfy { $0.spec.containers[0].image == "web:1" })
    let after = simulation.events.count {
      if case .imagesPulling = $0.kind { true } else { false }
    }
    #expect(after == pulls.count)
  }

  @Test func `minReadySeconds hold a rollout up`() throws {
    func duration(_ seconds: Int64) throws -> Delay {
      var document = ClusterFixture.shop()
      document.deployments[0].spec.minReadySeconds = seconds
      var simulation = Simulation(opening: document)
      try simulation.apply(.restartRollout(kind: "Deployment", Self.web))
      while let next = simulation.nextInstant { simulation.advance(to: next) }
      #expect(simulation.endpointCounts(of: Self.web) == (3, 3))
      return simulation.now - .zero
    }
    // Two of the three pods wait for their forerunner to be available, and the last for itself.
    let difference = try duration(20).microseconds - duration(0).microseconds
    #expect((40_000_000...62_000_000).contains(difference))
  }

  @Test func `the way is the same however it is cut`() throws {
    func run(_ step: Int64) throws -> Simulation {
      var simulation = Simulation(opening: CrowdedFixture.make())
      try simulation.apply(.startStream(ClusterFixture.toWeb, rate: 200))
      try simulation.apply(.restartRollout(kind: "Deployment", Self.web))
      try simulation.apply(.setNodeReady("node-c", false))
      while simulation.now < Instant(microseconds: 400_000_000) {
        simulation.advance(
          to: min(simulation.now + Delay(microseconds: step), .init(microseconds: 400_000_000))
        )
      }
      return simulation
    }
    let whole = try run(400_000_000)
    #expect(try run(3_333_333) == whole)
    #expect(try run(77_777) == whole)
  }
}
