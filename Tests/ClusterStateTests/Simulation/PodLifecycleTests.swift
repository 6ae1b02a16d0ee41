import ClusterState
import Testing

@Suite struct PodLifecycleTests {
  var simulation = Simulation(opening: ClusterFixture.shop())

  @Test func `a bare Deployment and Service are enough to play`() {
    #expect(simulation.cluster.nodes.count == 3)
    #expect(simulation.webPods.count == 3)
    #expect(simulation.webPods.allSatisfy { $0.status.ready == true })
    #expect(Set(simulation.webPods.map(\.spec.nodeName)).count == 3)
    #expect(simulation.endpointCounts(of: ClusterFixture.web) == (3, 3))
    #expect(simulation.cluster.services[ClusterFixture.web]?.spec.clusterIP.isEmpty == false)
  }

  @Test mutating func `a killed pod is replaced under a new name and a new address`() throws {
    let before = simulation.webPods
    let address = simulation.cluster.services[ClusterFixture.web]?.spec.clusterIP
    try simulation.apply(.deletePod(before[0].key, graceSeconds: nil))
    #expect(simulation.cluster.pods[before[0].key]?.isTerminating == true)
    simulation.advance(by: .milliseconds(100))
    #expect(simulation.endpointCounts(of: ClusterFixture.web) == (2, 3))
    simulation.advance(to: Instant(microseconds: 5_000_000))
    let after = simulation.webPods
    #expect(after.count == 3)
    #expect(simulation.cluster.pods[before[0].key] == nil)
    let newcomer = try #require(after.first { pod in !before.contains { $0.key == pod.key } })
    #expect(newcomer.status.ready == true)
    #expect(!before.flatMap(\.status.podIPs).contains(newcomer.status.podIPs[0]))
    #expect(simulation.endpointCounts(of: ClusterFixture.web) == (3, 3))
    #expect(simulation.cluster.services[ClusterFixture.web]?.spec.clusterIP == address)
  }

  @Test mutating func `a killed pod serves until SIGTERM and is refused afterwards`() throws {
    try simulation.apply(.scale(kind: "Deployment", ClusterFixture.web, replicas: 1))
    simulation.advance(to: Instant(microseconds: 3_000_000))
    let pod = try #require(simulation.webPods.first)
    try simulation.apply(.deletePod(pod.key, graceSeconds: nil))
    simulation.advance(by: .milliseconds(100))
    // The only endpoint is terminating but still serving: kube-proxy falls back to it.
    let report = try simulation.report(ClusterFixture.toWeb, count: 10)
    #expect(report.outcomes[.refused] == 10)
  }

  @Test mutating func `scaling changes the number of pods and of endpoints`() throws {
    try simulation.apply(.scale(kind: "Deployment", ClusterFixture.web, replicas: 7))
    simulation.advance(to: Instant(microseconds: 5_000_000))
    #expect(simulation.endpointCounts(of: ClusterFixture.web) == (7, 7))
    try simulation.apply(.scale(kind: "Deployment", ClusterFixture.web, replicas: 0))
    simulation.advance(to: Instant(microseconds: 60_000_000))
    #expect(simulation.webPods.isEmpty)
    #expect(try simulation.report(ClusterFixture.toWeb, count: 5).outcomes[.rejected] == 5)
  }

  @Test mutating func `a pod with a preStop hook serves until the hook is over`() throws {
    var document = ClusterFixture.shop(replicas: 1)
    document.deployments[0].spec.template.spec.containers[0].preStopSleepSeconds = 5
    simulation = Simulation(opening: document)
    let pod = try #require(simulation.webPods.first)
    try simulation.apply(.deletePod(pod.key, graceSeconds: nil))
    #expect(simulation.isListening(try #require(simulation.cluster.pods.id(pod.key))))
    simulation.advance(to: Instant(microseconds: 5_500_000))
    #expect(!simulation.isListening(try #require(simulation.cluster.pods.id(pod.key))))
    simulation.advance(to: Instant(microseconds: 6_100_000))
    #expect(simulation.cluster.pods[pod.key] == nil)
  }

  @Test mutating func `deleting a Deployment takes its pods along`() throws {
    try simulation.apply(.deleteWorkload(kind: "Deployment", ClusterFixture.web))
    simulation.advance(to: Instant(microseconds: 60_000_000))
    #expect(simulation.webPods.isEmpty)
    #expect(simulation.cluster.replicaSets.isEmpty)
  }

  @Test mutating func `a StatefulSet pod comes back under its old name and a new address`() throws {
    var document = ClusterFixture.shop(replicas: 1)
    var set = StatefulSet()
    set.metadata = ObjectMeta(name: "db", namespace: "shop")
    set.spec.replicas = 2
    set.spec.template.labels = ["app": "db"]
    document.statefulSets = [set]
    simulation = Simulation(opening: document)
    let key = ObjectName(namespace: "shop", name: "db-0")
    let before = try #require(simulation.cluster.pods[key])
    #expect(simulation.cluster.pods[ObjectName(namespace: "shop", name: "db-1")] != nil)
    try simulation.apply(.deletePod(key, graceSeconds: nil))
    simulation.advance(to: Instant(microseconds: 10_000_000))
    let after = try #require(simulation.cluster.pods[key])
    #expect(after.status.ready == true)
    #expect(after.status.podIPs != before.status.podIPs)
  }

  @Test func `a DaemonSet has one pod on every node`() {
    var document = ClusterFixture.shop()
    var set = DaemonSet()
    set.metadata = ObjectMeta(name: "agent", namespace: "shop")
    set.spec.template.labels = ["app": "agent"]
    document.daemonSets = [set]
    let simulation = Simulation(opening: document)
    let nodes = simulation.cluster.pods.ids.compactMap { simulation.cluster.pods[$0] }
      .filter { $0.metadata.labels["app"] == "agent" }.map(\.spec.nodeName)
    #expect(nodes.sorted() == ["node-a", "node-b", "node-c"])
  }

  @Test mutating func `a refused command changes nothing`() {
    let before = simulation
    let nobody = ObjectName(namespace: "shop", name: "nobody")
    #expect(throws: CommandError.notFound(kind: "Pod", nobody)) {
      try simulation.apply(.deletePod(nobody, graceSeconds: nil))
    }
    #expect(throws: CommandError.replicasOutOfRange(-1)) {
      try simulation.apply(.scale(kind: "Deployment", ClusterFixture.web, replicas: -1))
    }
    #expect(simulation == before)
  }
}
