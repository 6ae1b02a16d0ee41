import Testing

@testable import ClusterState

/// A Node object is deleted; its machine runs on.
@Suite struct NodeDeletionTests {
  @Test func `pods of a deleted node serve until they are collected`() throws {
    var simulation = Simulation(opening: ClusterFixture.shop())
    let pod = simulation.webPods[0]
    let id = try #require(simulation.cluster.pods.id(pod.key))
    try simulation.apply(.deleteNode(pod.spec.nodeName))
    #expect(simulation.cluster.nodes[ObjectName(name: pod.spec.nodeName)] == nil)
    simulation.advance(to: Instant(microseconds: 39_000_000))
    #expect(simulation.isServing(id))
    // The deletion of a node is no reason for the slice controller to look.
    #expect(simulation.endpointCounts(of: ClusterFixture.web) == (3, 3))
    simulation.advance(to: Instant(microseconds: 60_000_000))
    #expect(simulation.cluster.pods[pod.key] == nil)
    while let next = simulation.nextInstant { simulation.advance(to: next) }
    #expect(simulation.webPods.count == 3)
    #expect(simulation.webPods.allSatisfy { $0.spec.nodeName != pod.spec.nodeName })
    #expect(simulation.endpointCounts(of: ClusterFixture.web) == (3, 3))
    #expect(simulation.brokenInvariants == [])
  }

  @Test func `nobody sends to a node that is gone`() throws {
    var simulation = Simulation(opening: ClusterFixture.shop())
    let name = simulation.webPods[0].spec.nodeName
    try simulation.apply(.deleteNode(name))
    #expect(throws: CommandError.notFound(kind: Node.kind, ObjectName(name: name))) {
      try simulation.apply(.drain(name))
    }
    let toPort = Traffic(from: .outside, to: .node(name, 30_080))
    #expect(throws: CommandError.notFound(kind: Node.kind, ObjectName(name: name))) {
      try simulation.apply(.send(toPort, count: 1))
    }
  }

  @Test func `a node without power that is deleted takes its pods along`() throws {
    var simulation = Simulation(opening: ClusterFixture.shop())
    let pod = simulation.webPods[0]
    try simulation.apply(.setNodeReady(pod.spec.nodeName, false))
    simulation.advance(by: .seconds(10))
    try simulation.apply(.deleteNode(pod.spec.nodeName))
    while let next = simulation.nextInstant { simulation.advance(to: next) }
    #expect(simulation.cluster.pods[pod.key] == nil)
    #expect(simulation.endpointCounts(of: ClusterFixture.web) == (3, 3))
    #expect(simulation.brokenInvariants == [])
  }

  @Test func `undo brings the node back with all it had`() throws {
    var timeline = Timeline(Simulation(opening: ClusterFixture.shop()))
    let before = timeline.present
    try timeline.apply(.deleteNode("node-a"))
    #expect(timeline.present.cluster.nodes.count == 2)
    timeline.undo()
    #expect(timeline.present == before)
  }

  @Test func `under a perfect control plane the pods are replaced at once`() throws {
    var simulation = Simulation.perfect(opening: ClusterFixture.shop())
    try simulation.apply(.deleteNode("node-a"))
    #expect(simulation.webPods.allSatisfy { $0.spec.nodeName != "node-a" })
    #expect(simulation.endpointCounts(of: ClusterFixture.web) == (3, 3))
  }
}
