import Testing

@testable import ClusterState

/// Drains of a node beside a PodDisruptionBudget for `web`, which has three pods on three nodes.
@Suite struct DisruptionBudgetTests {
  private static let budget = ObjectName(namespace: "shop", name: "web")

  private static func budget(_ adjust: (inout PodDisruptionBudgetSpec) -> Void)
    -> PodDisruptionBudget
  {
    var budget = PodDisruptionBudget()
    budget.metadata = ObjectMeta(name: "web", namespace: "shop")
    budget.spec.selector = LabelSelector(matchLabels: ["app": "web"])
    adjust(&budget.spec)
    return budget
  }

  private static func open(
    replicas: Int64 = 3,
    _ budgets: [PodDisruptionBudget]
  ) -> Simulation {
    var document = ClusterFixture.shop(replicas: replicas)
    document.podDisruptionBudgets = budgets
    return Simulation(opening: document)
  }

  private static func refusals(_ simulation: Simulation) -> [EvictionRefusal] {
    simulation.events.compactMap { event in
      if case .evictionRefused(_, let refusal) = event.kind { refusal } else { nil }
    }
  }

  private static func settle(_ simulation: inout Simulation) {
    while let next = simulation.nextInstant { simulation.advance(to: next) }
    #expect(simulation.brokenInvariants == [])
  }

  @Test(
    arguments: [
      (.int(2), nil, 1), (.int(3), nil, 0), (.string("50%"), nil, 1), (.string("100%"), nil, 0),
      (nil, .int(2), 2), (nil, .string("30%"), 1), (nil, .int(0), 0), (nil, .int(9), 3),
    ] as [(IntOrString?, IntOrString?, Int64)]
  )
  func `a budget says how many pods may go`(
    least: IntOrString?,
    most: IntOrString?,
    allowed: Int64
  ) {
    var budget = Self.budget {
      $0.minAvailable = least
      $0.maxUnavailable = most
    }
    #expect(Self.open([budget]).status(of: budget).disruptionsAllowed == allowed)
    // Without a selector it is about no pod.
    budget.spec.selector = nil
    #expect(Self.open([budget]).status(of: budget).disruptionsAllowed == 0)
  }

  @Test func `a drain evicts as the budget allows, and tries the rest every 5 s`() throws {
    var simulation = Self.open([Self.budget { $0.minAvailable = .int(3) }])
    let node = simulation.webPods[0].spec.nodeName
    try simulation.apply(.drain(node))
    #expect(Self.refusals(simulation) == [.budget(Self.budget, desired: 3, healthy: 3)])
    Self.settle(&simulation)
    // Nothing changes, so nothing more happens.
    #expect(simulation.webPods.contains { $0.spec.nodeName == node })
    let began = simulation.now
    try simulation.apply(.scale(kind: "Deployment", ClusterFixture.web, replicas: 4))
    Self.settle(&simulation)
    #expect(!simulation.webPods.contains { $0.spec.nodeName == node })
    let evicted = simulation.events.first { event in
      if case .podDeleted = event.kind { event.instant > began } else { false }
    }
    let instant = try #require(evicted?.instant)
    #expect(instant.microseconds % 5_000_000 == 0, "the drain began at zero")
  }

  @Test func `a drain waits until the evicted pods are ready elsewhere`() throws {
    var simulation = Self.open(replicas: 6, [Self.budget { $0.maxUnavailable = .int(1) }])
    let node = simulation.webPods[0].spec.nodeName
    try simulation.apply(.drain(node))
    var least = 6
    while let next = simulation.nextInstant {
      simulation.advance(to: next)
      least = min(least, simulation.endpointCounts(of: ClusterFixture.web).ready)
    }
    #expect(least == 5)
    #expect(!simulation.webPods.contains { $0.spec.nodeName == node })
    #expect(!Self.refusals(simulation).isEmpty)
  }

  @Test func `an uncordoned node is drained no further`() throws {
    var simulation = Self.open([Self.budget { $0.maxUnavailable = .int(0) }])
    let node = simulation.webPods[0].spec.nodeName
    try simulation.apply(.drain(node))
    try simulation.apply(.cordon(node, false))
    simulation.advance(by: .seconds(20))
    let body: JSONTree = ["spec": ["maxUnavailable": 3]]
    try simulation.apply(
      .patch(kind: PodDisruptionBudget.kind, Self.budget, ObjectPatch(body))
    )
    Self.settle(&simulation)
    #expect(simulation.webPods.contains { $0.spec.nodeName == node })
  }

  @Test(arguments: ["", "IfHealthyBudget", "AlwaysAllow"])
  func `a pod that is not ready goes if the policy lets it`(policy: String) throws {
    var simulation = Self.open([
      Self.budget {
        $0.minAvailable = .int(3)
        $0.unhealthyPodEvictionPolicy = policy
      }
    ])
    let pod = simulation.webPods[0]
    try simulation.apply(.setPodReady(pod.key, false))
    simulation.advance(by: .seconds(1))
    try simulation.apply(.drain(pod.spec.nodeName))
    #expect(simulation.cluster.pods[pod.key]?.isTerminating == (policy == "AlwaysAllow"))
  }

  @Test func `two budgets for one pod are an error, and the drain gives the pod up`() throws {
    var second = Self.budget { $0.maxUnavailable = .int(3) }
    second.metadata.name = "other"
    var simulation = Self.open([Self.budget { $0.maxUnavailable = .int(3) }, second])
    let pod = simulation.webPods[0]
    try simulation.apply(.drain(pod.spec.nodeName))
    Self.settle(&simulation)
    #expect(simulation.cluster.pods[pod.key]?.isTerminating == false)
    let other = ObjectName(namespace: "shop", name: "other")
    #expect(Self.refusals(simulation) == [.severalBudgets([other, Self.budget])])
  }

  @Test func `eviction from a lost node asks no budget`() throws {
    var simulation = Self.open([Self.budget { $0.maxUnavailable = .int(0) }])
    let pod = simulation.webPods[0]
    try simulation.apply(.setNodeReady(pod.spec.nodeName, false))
    simulation.advance(by: .seconds(400))
    #expect(simulation.cluster.pods[pod.key]?.isTerminating == true)
  }
}
