import Testing

@testable import ClusterState

/// Rolling updates of a StatefulSet `db` with three pods.
@Suite struct StatefulSetRolloutTests {
  private static let db = ObjectName(namespace: "shop", name: "db")
  private static let kind = StatefulSet.kind

  private static func open(
    labelled: String? = nil,
    _ adjust: (inout StatefulSetSpec) -> Void = { _ in }
  ) -> Simulation {
    var document = ClusterFixture.shop()
    var set = StatefulSet()
    set.metadata = ObjectMeta(name: "db", namespace: "shop")
    set.spec.replicas = 3
    set.spec.selector = LabelSelector(matchLabels: ["app": "db"])
    set.spec.template.labels = ["app": "db"]
    var container = Container()
    container.name = "db"
    container.image = "db:1"
    set.spec.template.spec.containers = [container]
    adjust(&set.spec)
    document.statefulSets = [set]
    return Simulation(opening: document)
  }

  private static func roll(_ simulation: inout Simulation, to image: String) throws {
    try simulation.apply(.setImage(kind: kind, db, container: "db", image: image))
  }

  private static func settle(_ simulation: inout Simulation) {
    while let next = simulation.nextInstant { simulation.advance(to: next) }
    #expect(simulation.brokenInvariants == [])
  }

  private static func pod(_ simulation: Simulation, _ ordinal: Int) -> Pod? {
    simulation.cluster.pods[ObjectName(namespace: "shop", name: "db-\(ordinal)")]
  }

  private static func images(_ simulation: Simulation) -> [String] {
    (0..<3).map { pod(simulation, $0)?.spec.containers[0].image ?? "none" }
  }

  private static func deletions(_ simulation: Simulation) -> [String] {
    simulation.events.compactMap { event in
      if case .podDeleted(let key, _) = event.kind { key.name } else { nil }
    }
  }

  @Test func `a new template replaces pods from the highest down, one at a time`() throws {
    var simulation = Self.open()
    let before = (0..<3).compactMap { Self.pod(simulation, $0) }
    try Self.roll(&simulation, to: "db:2")
    var least = 3
    while let next = simulation.nextInstant {
      simulation.advance(to: next)
      let ready = (0..<3).count { ordinal in
        Self.pod(simulation, ordinal).map { $0.status.ready == true && !$0.isTerminating } ?? false
      }
      least = min(least, ready)
    }
    #expect(Self.deletions(simulation) == ["db-2", "db-1", "db-0"])
    #expect(least == 2)
    #expect(Self.images(simulation) == ["db:2", "db:2", "db:2"])
    for (ordinal, old) in before.enumerated() {
      let new = try #require(Self.pod(simulation, ordinal))
      #expect(new.metadata.uid != old.metadata.uid)
      #expect(new.status.podIPs != old.status.podIPs)
    }
  }

  @Test func `pods carry the name of their revision`() throws {
    var simulation = Self.open()
    let first = try #require(Self.pod(simulation, 0)?.metadata.labels[ControllerRevision.label])
    #expect(first.hasPrefix("db-"))
    try Self.roll(&simulation, to: "db:2")
    Self.settle(&simulation)
    let second = (0..<3).map { Self.pod(simulation, $0)?.metadata.labels[ControllerRevision.label] }
    #expect(Set(second).count == 1 && second[0] != first)
    try Self.roll(&simulation, to: "db:1")
    Self.settle(&simulation)
    // A template that comes back is the revision it was.
    #expect(Self.pod(simulation, 0)?.metadata.labels[ControllerRevision.label] == first)
  }

  @Test func `pods below the partition stay, and come back as they were`() throws {
    var simulation = Self.open { $0.updateStrategy.partition = 2 }
    try Self.roll(&simulation, to: "db:2")
    Self.settle(&simulation)
    #expect(Self.images(simulation) == ["db:1", "db:1", "db:2"])
    for ordinal in [0, 2] {
      try simulation.apply(
        .deletePod(ObjectName(namespace: "shop", name: "db-\(ordinal)"), graceSeconds: nil)
      )
      Self.settle(&simulation)
    }
    #expect(Self.images(simulation) == ["db:1", "db:1", "db:2"])
    let body: JSONTree = ["spec": ["updateStrategy": ["rollingUpdate": ["partition": 0]]]]
    try simulation.apply(.patch(kind: Self.kind, Self.db, ObjectPatch(body)))
    Self.settle(&simulation)
    #expect(Self.images(simulation) == ["db:2", "db:2", "db:2"])
  }

  @Test func `OnDelete leaves it to whoever deletes a pod`() throws {
    var simulation = Self.open { $0.updateStrategy.type = "OnDelete" }
    try Self.roll(&simulation, to: "db:2")
    Self.settle(&simulation)
    #expect(Self.images(simulation) == ["db:1", "db:1", "db:1"])
    let key = ObjectName(namespace: "shop", name: "db-1")
    try simulation.apply(.deletePod(key, graceSeconds: nil))
    Self.settle(&simulation)
    #expect(Self.images(simulation) == ["db:1", "db:2", "db:1"])
  }

  @Test func `a pod that does not become ready stops the update, and undo cannot free it`() throws {
    var simulation = Self.open()
    let body: JSONTree = [
      "spec": ["template": ["metadata": ["annotations": ["svctui.dev/ready": "false"]]]]
    ]
    try simulation.apply(.patch(kind: Self.kind, Self.db, ObjectPatch(body)))
    Self.settle(&simulation)
    #expect(Self.deletions(simulation) == ["db-2"])
    #expect(Self.pod(simulation, 2)?.status.ready == false)
    // Known of OrderedReady: the controller waits for the broken pod before it replaces it.
    try simulation.apply(.undoRollout(kind: Self.kind, Self.db, toRevision: nil))
    Self.settle(&simulation)
    #expect(Self.pod(simulation, 2)?.status.ready == false)
    try simulation.apply(
      .deletePod(ObjectName(namespace: "shop", name: "db-2"), graceSeconds: nil)
    )
    Self.settle(&simulation)
    #expect((0..<3).allSatisfy { Self.pod(simulation, $0)?.status.ready == true })
  }

  @Test func `minReadySeconds pass between two pods`() throws {
    func duration(_ seconds: Int64) throws -> Delay {
      var simulation = Self.open { $0.minReadySeconds = seconds }
      try Self.roll(&simulation, to: "db:1b")
      Self.settle(&simulation)
      return simulation.now - .zero
    }
    let difference = try duration(60).microseconds - duration(0).microseconds
    #expect(difference >= 120_000_000)
  }

  @Test func `maxUnavailable lets several go at once`() throws {
    var simulation = Self.open {
      $0.updateStrategy.maxUnavailable = .int(2)
      $0.podManagementPolicy = "Parallel"
    }
    try Self.roll(&simulation, to: "db:2")
    simulation.advance(by: .milliseconds(100))
    #expect(Self.deletions(simulation) == ["db-2", "db-1"])
    Self.settle(&simulation)
    #expect(Self.images(simulation) == ["db:2", "db:2", "db:2"])
  }

  @Test func `undo goes back to the revision before, or to one by its number`() throws {
    var simulation = Self.open()
    for image in ["db:2", "db:3"] {
      try Self.roll(&simulation, to: image)
      Self.settle(&simulation)
    }
    try simulation.apply(.undoRollout(kind: Self.kind, Self.db, toRevision: nil))
    Self.settle(&simulation)
    #expect(Self.images(simulation) == ["db:2", "db:2", "db:2"])
    try simulation.apply(.undoRollout(kind: Self.kind, Self.db, toRevision: 1))
    Self.settle(&simulation)
    #expect(Self.images(simulation) == ["db:1", "db:1", "db:1"])
    #expect(throws: CommandError.noSuchRevision(Self.db, 99)) {
      try simulation.apply(.undoRollout(kind: Self.kind, Self.db, toRevision: 99))
    }
  }

  @Test func `only as many old revisions are kept as the limit says`() throws {
    var simulation = Self.open { $0.revisionHistoryLimit = 2 }
    for number in 2...6 {
      try Self.roll(&simulation, to: "db:\(number)")
      Self.settle(&simulation)
    }
    let uid = try #require(simulation.cluster.statefulSets[Self.db]?.metadata.uid)
    let numbers = simulation.cluster.revisions(ofOwner: uid).map(\.number)
    #expect(numbers.last == 6)
    // The one in use, the one that was in use when the last was made, and two more.
    #expect((3...4).contains(numbers.count))
  }

  @Test func `a document in the middle of an update goes on with it`() throws {
    var simulation = Self.open()
    try Self.roll(&simulation, to: "db:2")
    while Self.images(simulation)[2] != "db:2" {
      simulation.advance(to: try #require(simulation.nextInstant))
    }
    Self.settle(&simulation)
    var document = LoadedDocument()
    document.nodes = simulation.cluster.nodes.ids.compactMap { simulation.cluster.nodes[$0] }
    document.statefulSets = [try #require(simulation.cluster.statefulSets[Self.db])]
    document.pods = (0..<3).compactMap { Self.pod(simulation, $0) }
    // db-0 is as it was before.
    document.pods[0].spec.containers[0].image = "db:1"
    document.pods[0].metadata.labels[ControllerRevision.label] = "db-older"
    document.pods[0].metadata.creationTimestamp = Timestamp(microseconds: 0)
    var reopened = Simulation(opening: document)
    #expect(Self.images(reopened) == ["db:1", "db:2", "db:2"])
    // Something has to happen for the controller to look.
    try reopened.apply(.scale(kind: Self.kind, Self.db, replicas: 3))
    Self.settle(&reopened)
    #expect(Self.deletions(reopened) == ["db-0"])
    #expect(Self.images(reopened) == ["db:2", "db:2", "db:2"])
  }
}
