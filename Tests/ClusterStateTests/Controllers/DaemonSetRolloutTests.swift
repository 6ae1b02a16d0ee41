import Testing

@testable import ClusterState

/// Rolling updates of a DaemonSet `agent` on three nodes.
@Suite struct DaemonSetRolloutTests {
  private static let agent = ObjectName(namespace: "shop", name: "agent")

  private static func open(_ adjust: (inout UpdateStrategy) -> Void = { _ in }) -> Simulation {
    var document = ClusterFixture.shop()
    var set = DaemonSet()
    set.metadata = ObjectMeta(name: "agent", namespace: "shop")
    set.spec.selector = LabelSelector(matchLabels: ["app": "agent"])
    set.spec.template.labels = ["app": "agent"]
    var container = Container()
    container.name = "agent"
    container.image = "agent:1"
    set.spec.template.spec.containers = [container]
    adjust(&set.spec.updateStrategy)
    document.daemonSets = [set]
    return Simulation(opening: document)
  }

  private static func pods(_ simulation: Simulation) -> [Pod] {
    simulation.cluster.pods.ids.compactMap { simulation.cluster.pods[$0] }
      .filter { $0.metadata.labels["app"] == "agent" }
  }

  /// Rolls out another image; the fewest ready pods and the most pods at any moment.
  private static func roll(_ simulation: inout Simulation) throws -> (ready: Int, all: Int) {
    let command = Command.setImage(
      kind: DaemonSet.kind,
      agent,
      container: "agent",
      image: "agent:2"
    )
    try simulation.apply(command)
    var (ready, all) = (3, 3)
    while let next = simulation.nextInstant {
      simulation.advance(to: next)
      let pods = pods(simulation).filter { !$0.isTerminating }
      ready = min(ready, pods.count { $0.status.ready == true })
      all = max(all, pods.count)
    }
    #expect(simulation.brokenInvariants == [])
    return (ready, all)
  }

  @Test(
    arguments: [
      (nil, 2), (.int(2), 1), (.string("100%"), 0), (.string("34%"), 1),
    ] as [(IntOrString?, Int)]
  )
  func `as many nodes are without a pod as may be`(most: IntOrString?, ready: Int) throws {
    var simulation = Self.open { $0.maxUnavailable = most }
    let extremes = try Self.roll(&simulation)
    #expect(extremes == (ready, 3))
    let pods = Self.pods(simulation)
    #expect(pods.map { $0.spec.containers[0].image } == ["agent:2", "agent:2", "agent:2"])
    #expect(Set(pods.map(\.spec.nodeName)).count == 3)
  }

  @Test func `with a surge the new pod is available before the old one goes`() throws {
    var simulation = Self.open {
      $0.maxUnavailable = .int(0)
      $0.maxSurge = .int(1)
    }
    let extremes = try Self.roll(&simulation)
    #expect(extremes == (3, 4))
    #expect(Self.pods(simulation).count == 3)
    #expect(Self.pods(simulation).allSatisfy { $0.spec.containers[0].image == "agent:2" })
  }

  @Test func `OnDelete replaces what somebody deletes`() throws {
    var simulation = Self.open { $0.type = "OnDelete" }
    _ = try Self.roll(&simulation)
    #expect(Self.pods(simulation).allSatisfy { $0.spec.containers[0].image == "agent:1" })
    try simulation.apply(.deletePod(Self.pods(simulation)[0].key, graceSeconds: nil))
    while let next = simulation.nextInstant { simulation.advance(to: next) }
    let images = Self.pods(simulation).map { $0.spec.containers[0].image }
    #expect(images.sorted() == ["agent:1", "agent:1", "agent:2"])
  }

  @Test func `undo brings the old template back, and a restart makes all pods new`() throws {
    var simulation = Self.open()
    _ = try Self.roll(&simulation)
    try simulation.apply(.undoRollout(kind: DaemonSet.kind, Self.agent, toRevision: nil))
    while let next = simulation.nextInstant { simulation.advance(to: next) }
    #expect(Self.pods(simulation).allSatisfy { $0.spec.containers[0].image == "agent:1" })
    let before = Set(Self.pods(simulation).map(\.metadata.uid))
    try simulation.apply(.restartRollout(kind: DaemonSet.kind, Self.agent))
    while let next = simulation.nextInstant { simulation.advance(to: next) }
    #expect(before.isDisjoint(with: Self.pods(simulation).map(\.metadata.uid)))
    #expect(Self.pods(simulation).allSatisfy { $0.status.ready == true })
  }
}
