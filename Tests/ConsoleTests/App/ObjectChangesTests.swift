import ClusterState
import Testing
import VisitSupport

@testable import Console

/// Keys that change objects at once, and what they say where they cannot.
@Suite struct ObjectChangesTests {
  private var person = Person(isPerfect: true)

  private func node(_ name: String) -> Node? {
    person.simulation.cluster.nodes[ObjectName(name: name)]
  }

  private var web: ServiceSpec? { person.simulation.cluster.services[ShopDocument.web]?.spec }

  private mutating func selectWeb() throws { try person.press("/ web Enter g Esc") }

  @Test mutating func `two keys change a policy, and one more takes it back`() throws {
    try selectWeb()
    let opened = person.simulation
    try person.press("x e")
    #expect(web?.externalTrafficPolicy == .local)
    #expect(person.sees("[Local]") && person.sees("externalTrafficPolicy set to Local"))
    try person.press("u Esc")
    #expect(person.simulation == opened && person.state.popup == nil)
  }

  @Test(
    arguments: [
      ("i", "Local"), ("a", "ClientIP"), ("d", "PreferSameZone"), ("p", "true"),
      ("Up Space", "true"), ("Down Left", "Local"), ("t", "LoadBalancer"),
    ]
  )
  mutating func `each policy goes on to its next value`(keys: String, value: String) throws {
    try selectWeb()
    try person.press("x " + keys)
    #expect(person.sees("[\(value)]"))
    #expect(person.recorded.count == 1)
  }

  @Test mutating func `a policy that cannot be changed says why in the panel`() throws {
    try person.press("/ api Enter x e")
    #expect(person.sees("spec.externalTrafficPolicy: Invalid value"))
    #expect(person.recorded.isEmpty && person.state.popup != nil)
  }

  @Test mutating func `a read-only session leaves the policies alone`() throws {
    person = Person(isReadOnly: true)
    try person.press("x")
    #expect(person.sees("the session is read-only") && person.state.popup == nil)
  }

  @Test mutating func `r turns the readiness of a pod off and on again`() throws {
    try person.press(":pods Enter / web- Enter g r wait:500ms")
    #expect(person.pods("web").first?.status.ready == false)
    try person.press("r wait:500ms")
    #expect(person.pods("web").first?.status.ready == true)
  }

  @Test mutating func `r restarts a workload, and the workload behind a Service`() throws {
    for keys in [":deploy Enter / web Enter r", "/ web Enter r"] {
      person = Person(isPerfect: true)
      try person.press(keys)
      let done = person.recorded.last.map { "\($0)" }
      #expect(done == "rollout restart deployment shop/web")
    }
  }

  @Test mutating func `r turns the power of a node off and on again`() throws {
    try person.press(":nodes Enter g r")
    #expect(!person.simulation.isReachable(node: "node-a"))
    try person.press("r")
    #expect(person.simulation.isReachable(node: "node-a"))
  }

  @Test mutating func `c cordons and uncordons, D drains`() throws {
    try person.press(":nodes Enter g c")
    #expect(node("node-a")?.spec.unschedulable == true && person.sees("SchedulingDisabled"))
    try person.press("c")
    #expect(node("node-a")?.spec.unschedulable == false)
    try person.press("D wait:500ms")
    #expect(node("node-a")?.spec.unschedulable == true)
    #expect(person.recorded.map { "\($0)" }.contains("drain node-a"))
  }

  @Test mutating func `marked nodes are drained in one step that is undone as one`() throws {
    let opened = person.simulation
    try person.press(":nodes Enter g Space Space c")
    #expect(person.simulation.cluster.nodes.ids.count == 3)
    #expect(node("node-a")?.spec.unschedulable == true)
    #expect(node("node-b")?.spec.unschedulable == true && person.state.markedRows == [])
    try person.press("u")
    #expect(person.simulation == opened)
  }

  @Test mutating func `marked workloads are scaled together`() throws {
    let opened = person.simulation
    try person.press(":deploy Enter g Space Space s Ctrl-U")
    #expect(person.sees("Scale 2 marked workloads"))
    person.type("4")
    try person.press("Enter")
    let replicas = person.simulation.cluster.allWorkloads.filter { $0.kind == Deployment.kind }
      .compactMap(\.replicas)
    #expect(replicas.filter { $0 == 4 }.count == 2)
    try person.press("u")
    #expect(person.simulation == opened)
  }

  @Test mutating func `what a key cannot act on says what it acts on`() throws {
    try person.press("c")
    #expect(person.sees("select a node first: :nodes lists them"))
    try person.press(":ignored Enter r")
    #expect(person.sees("select a workload, a pod or a node first"))
  }

  @Test mutating func `Ctrl-Z shows only what is wrong, with how many of how many`() throws {
    try person.press("Ctrl-Z")
    #expect(person.sees("only what is wrong") && person.sees("1 of 7"))
    #expect(
      person.state.rowIDs(.pane(.services)) == [
        .service(ObjectName(namespace: "shop", name: "empty"))
      ]
    )
    try person.press("Ctrl-Z")
    #expect(person.state.rowIDs(.pane(.services)).count == 7)
  }

  @Test mutating func `what is wrong can be shown of pods, nodes and workloads too`() throws {
    try person.press(":pods Enter Ctrl-Z")
    #expect(person.sees("Nothing is wrong here. Ctrl-Z shows all again."))
    try person.press(":node Space down Space node-a Enter :nodes Enter c Ctrl-Z")
    #expect(person.sees("1 of 3"))
  }
}
