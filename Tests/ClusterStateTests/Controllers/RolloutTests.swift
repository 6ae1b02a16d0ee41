import Testing

@testable import ClusterState

@Suite struct RolloutTests {
  /// `web` with three pods.
  var simulation = Simulation(opening: ClusterFixture.shop())

  private var deployment: ObjectID<Deployment>? {
    simulation.cluster.deployments.id(ClusterFixture.web)
  }

  /// Sizes of the ReplicaSets by revision, oldest first.
  private var sizes: [Int64] {
    simulation.cluster.replicaSets.ids.compactMap { simulation.cluster.replicaSets[$0] }
      .sorted { revision($0) < revision($1) }.map(\.spec.replicas)
  }

  private func revision(_ replicaSet: ReplicaSet) -> Int64 {
    replicaSet.metadata.annotations[Deployment.revisionAnnotation].flatMap { Int64($0) } ?? 0
  }

  private mutating func change(_ body: (inout DeploymentSpec) -> Void) throws {
    simulation.cluster.updateDeployment(try #require(deployment)) { body(&$0.spec) }
    simulation.settle()
  }

  private mutating func roll(to image: String) throws {
    try change { $0.template.spec.containers[0].image = image }
  }

  private mutating func settle() {
    while let next = simulation.nextInstant { simulation.advance(to: next) }
    #expect(simulation.brokenInvariants == [])
  }

  @Test mutating func `a new template replaces all pods and keeps the old ReplicaSet`() throws {
    try roll(to: "web:2")
    simulation.advance(by: .milliseconds(200))
    #expect(sizes == [3, 1])
    settle()
    #expect(sizes == [0, 3])
    #expect(simulation.webPods.map { $0.spec.containers[0].image } == ["web:2", "web:2", "web:2"])
    #expect(simulation.endpointCounts(of: ClusterFixture.web) == (3, 3))
  }

  @Test mutating func `a template that comes back is the latest revision again`() throws {
    try roll(to: "web:2")
    settle()
    try roll(to: "")
    settle()
    #expect(simulation.cluster.replicaSets.count == 2)
    let id = try #require(deployment)
    let annotations = simulation.cluster.deployments[id]?.metadata.annotations
    #expect(annotations?[Deployment.revisionAnnotation] == "3")
    #expect(sizes == [0, 3])
  }

  @Test mutating func `pods that do not become ready stop the rollout`() throws {
    try change { spec in
      spec.maxSurge = .int(1)
      spec.maxUnavailable = .string("34%")
      spec.template.annotations = ["svctui.dev/ready": "false"]
    }
    settle()
    // One of three may be unavailable, and one more than three may exist.
    #expect(sizes == [2, 2])
    #expect(simulation.endpointCounts(of: ClusterFixture.web) == (2, 4))
    try change { $0.template.annotations = ["retry": "yes"] }
    settle()
    #expect(sizes == [0, 0, 3])
  }

  @Test mutating func `during a rollout all ReplicaSets share a change of the number`() throws {
    try change { $0.replicas = 10 }
    settle()
    try change { spec in
      spec.maxSurge = .int(3)
      spec.maxUnavailable = .int(2)
      spec.template.annotations = ["svctui.dev/ready": "false"]
    }
    settle()
    #expect(sizes == [8, 5])
    try simulation.apply(.scale(kind: "Deployment", ClusterFixture.web, replicas: 15))
    simulation.advance(by: .milliseconds(200))
    #expect(sizes == [11, 7])
    settle()
    #expect(sizes == [11, 7])
  }

  @Test mutating func `a paused Deployment is scaled but not rolled out`() throws {
    try change { $0.paused = true }
    try roll(to: "web:2")
    try change { $0.replicas = 5 }
    settle()
    #expect(sizes == [5])
    try change { $0.paused = false }
    settle()
    #expect(sizes == [0, 5])
  }

  @Test mutating func `with Recreate no new pod comes while an old one is there`() throws {
    try change { $0.strategyType = "Recreate" }
    let old = simulation.webPods.map(\.key)
    try roll(to: "web:2")
    simulation.advance(by: .milliseconds(100))
    #expect(simulation.webPods.map(\.key) == old)
    #expect(simulation.webPods.allSatisfy { $0.isTerminating })
    settle()
    #expect(sizes == [0, 3])
    #expect(!simulation.webPods.contains { old.contains($0.key) })
  }

  @Test mutating func `old ReplicaSets beyond the limit are deleted`() throws {
    try change { $0.revisionHistoryLimit = 2 }
    for number in 2...6 {
      try roll(to: "web:\(number)")
      settle()
    }
    #expect(sizes == [0, 0, 3])
  }

  @Test mutating func `a manifest's Deployment adopts the ReplicaSet that a dump has`() throws {
    try simulation.apply(.scale(kind: "Deployment", ClusterFixture.web, replicas: 2))
    settle()
    var document = ClusterFixture.shop()
    let cluster = simulation.cluster
    document.deployments = cluster.deployments.ids.compactMap { cluster.deployments[$0] }
    document.deployments[0].spec.template.annotations = ["written": "by hand"]
    document.replicaSets = cluster.replicaSets.ids.compactMap { cluster.replicaSets[$0] }
    document.pods = simulation.webPods
    simulation = Simulation(opening: document)
    try simulation.apply(.deletePod(simulation.webPods[0].key, graceSeconds: 0))
    settle()
    #expect(sizes == [2])
    #expect(simulation.webPods.count == 2)
  }

  @Test(
    arguments: [
      (10, nil, nil, 3, 2), (4, .string("0%"), .string("0%"), 0, 1), (3, .int(0), .int(5), 0, 3),
      (1, .string("25%"), .string("25%"), 1, 0), (0, nil, nil, 0, 0),
    ] as [(Int64, IntOrString?, IntOrString?, Int64, Int64)]
  )
  func `surge is rounded up and what may be unavailable down`(
    replicas: Int64,
    maxSurge: IntOrString?,
    maxUnavailable: IntOrString?,
    surge: Int64,
    unavailable: Int64
  ) {
    var spec = DeploymentSpec()
    spec.replicas = replicas
    spec.maxSurge = maxSurge
    spec.maxUnavailable = maxUnavailable
    #expect(spec.fenceposts == (surge, unavailable))
  }

  @Test(arguments: [31, 32, 33] as [UInt64])
  mutating func `whatever was changed, the latest template wins in the end`(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed, stream: "rollouts")
    for _ in 0..<25 {
      switch generator.next(below: 5) {
      case 0, 1: try roll(to: "web:\(generator.next(below: 4))")
      case 2: try change { $0.replicas = Int64(generator.next(below: 7)) }
      case 3:
        let recreates = generator.next(below: 2) == 0
        try change { $0.strategyType = recreates ? "Recreate" : "RollingUpdate" }
      default:
        let pods = simulation.webPods.filter { !$0.isTerminating }
        if let pod = pods.first { try simulation.apply(.deletePod(pod.key, graceSeconds: nil)) }
      }
      let pause = Int64(generator.next(below: 3)) * 700_000
      simulation.advance(to: simulation.now + Delay(microseconds: pause))
    }
    settle()
    let spec = try #require(deployment.flatMap { simulation.cluster.deployments[$0]?.spec })
    #expect(sizes.last == spec.replicas)
    #expect(sizes.dropLast().allSatisfy { $0 == 0 })
    let image = spec.template.spec.containers[0].image
    #expect(simulation.webPods.map { $0.spec.containers[0].image }.allSatisfy { $0 == image })
    #expect(simulation.webPods.count == Int(spec.replicas))
  }
}

@Suite struct NodeActionTests {
  var simulation = Simulation(opening: CrowdedFixture.make())

  private func node(_ name: String) throws -> NodeID {
    try #require(simulation.cluster.nodes.id(ObjectName(name: name)))
  }

  private mutating func settle() {
    simulation.settle()
    while let next = simulation.nextInstant { simulation.advance(to: next) }
    #expect(simulation.brokenInvariants == [])
  }

  @Test mutating func `a drained node keeps only pods of DaemonSets`() throws {
    simulation.drain(try node("node-b"))
    settle()
    #expect(simulation.cluster.podCount(on: "node-b") == 1)
    #expect(simulation.endpointCounts(of: ClusterFixture.web) == (3, 3))
  }

  @Test mutating func `pods without a place wait until a node takes them`() throws {
    for name in ["node-a", "node-b", "node-c"] {
      simulation.drain(try node(name))
      settle()
    }
    #expect(simulation.endpointCounts(of: ClusterFixture.web) == (0, 0))
    simulation.setUnschedulable(false, try node("node-c"))
    settle()
    #expect(simulation.endpointCounts(of: ClusterFixture.web) == (3, 3))
    #expect(simulation.webPods.allSatisfy { $0.spec.nodeName == "node-c" })
  }

  @Test
  mutating func `a dead node is noticed after 50 s and its pods are evicted after 300 s more`()
    throws
  {
    let lost = try #require(simulation.webPods.first { $0.spec.nodeName == "node-a" })
    try simulation.apply(.setNodeReady("node-a", false))
    simulation.advance(to: Instant(microseconds: 49_000_000))
    #expect(simulation.endpointCounts(of: ClusterFixture.web) == (3, 3))
    #expect(!simulation.isListening(try #require(simulation.cluster.pods.id(lost.key))))
    simulation.advance(to: Instant(microseconds: 60_000_000))
    #expect(simulation.endpointCounts(of: ClusterFixture.web) == (2, 3))
    simulation.advance(to: Instant(microseconds: 349_000_000))
    #expect(simulation.cluster.pods[lost.key]?.isTerminating == false)
    simulation.advance(to: Instant(microseconds: 420_000_000))
    #expect(simulation.cluster.pods[lost.key]?.isTerminating == true)
    #expect(simulation.endpointCounts(of: ClusterFixture.web) == (3, 4))
    settle()
    // Nobody there can say that it has ended.
    #expect(simulation.cluster.pods[lost.key]?.isTerminating == true)
    try simulation.apply(.deletePod(lost.key, graceSeconds: 0))
    settle()
    #expect(simulation.cluster.pods[lost.key] == nil)
    #expect(simulation.endpointCounts(of: ClusterFixture.web) == (3, 3))
  }

  @Test mutating func `pods of a node that comes back start again under new addresses`() throws {
    let before = try #require(simulation.webPods.first { $0.spec.nodeName == "node-a" })
    try simulation.apply(.setNodeReady("node-a", false))
    simulation.advance(to: Instant(microseconds: 100_000_000))
    try simulation.apply(.setNodeReady("node-a", true))
    settle()
    let after = try #require(simulation.cluster.pods[before.key])
    #expect(after.status.podIPs != before.status.podIPs)
    #expect(after.status.restartCount == before.status.restartCount + 1)
    #expect(
      simulation.cluster.pods.ids.allSatisfy { simulation.cluster.pods[$0]?.status.ready == true }
    )
  }
}
