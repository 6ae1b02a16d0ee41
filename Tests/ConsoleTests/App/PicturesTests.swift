import ClusterState
import Testing
import VisitSupport

@testable import Console

/// Screens of traffic as a person uses them.
@Suite struct PicturesTests {
  @Test func `the pictures show outcomes, shares, latencies and clients`() throws {
    var person = Person()
    try person.press("Ctrl-T wait:3000ms p :traffic Enter")
    for text in ["Outcomes of shop/web", "Clients by endpoints", "pod/shop/client", "p50"] {
      #expect(person.sees(text), "\(text)")
    }
    try person.press("Tab Tab Tab Right w")
    #expect(person.sees("Why: pod/shop/client"))
    #expect(person.sees("delivered, 0 lost"))
  }

  @Test func `a counter says what it means and where it happened`() throws {
    var person = Person()
    try person.press("Ctrl-T wait:2000ms Tab Ctrl-K wait:3000ms p Tab j w")
    #expect(person.sees("refused"))
    #expect(person.sees("endpoints they were sent to"))
    #expect(person.sees("since the last change"))
  }

  @Test func `the map acts on the pod under its cursor`() throws {
    var person = Person()
    try person.press(":map Enter")
    #expect(person.sees("zone-1") && person.sees("node-c"))
    try person.press("/ app-that-is-not Enter")
    #expect(person.sees("No node and no pod matches"))
    try person.press("Esc / web- Enter j")
    let name = try #require(person.state.selectedPod)
    try person.press("Ctrl-K wait:100ms")
    #expect(person.simulation.cluster.pods[name]?.isTerminating == true)
    try person.press("u")
    #expect(person.simulation.cluster.pods[name]?.isTerminating == false)
  }

  @Test func `marks move along the map by simulated time only`() throws {
    var person = Person()
    try person.press("Ctrl-T :map Enter wait:2000ms p")
    let still = person.frame
    person.wait(milliseconds: 500)
    #expect(person.frame == still)
    #expect(person.state.millisecondsToNextTick == nil)
    #expect(still.text.contains("\u{25CF}\u{2500}") || still.text.contains("\u{2500}\u{25CF}"))
    try person.press("p wait:200ms p")
    #expect(person.frame != still)
  }

  @Test func `a map of thousands of nodes is a map of cells`() {
    let nodes = (0..<5_000).map { ClusterMap.MapNode(name: "n\($0)", podCount: 30) }
    let map = ClusterMap(
      [ClusterMap.Zone(name: "a", nodes: nodes)],
      size: Size(columns: 118, rows: 34)
    )
    #expect(map.detail == .nodes)
    #expect(map.items.count == 5_000)
    #expect(map.items.allSatisfy { $0.point.column < 118 })
    #expect(map.offset(of: .node("n4999"), rows: 34) == map.height - 34)
    #expect(map.neighbour(of: .node("n0"), columns: 1, rows: 0) == .node("n1"))
    #expect(map.neighbour(of: .node("n0"), columns: 0, rows: 1) == .node("n58"))
  }

  @Test func `the matrix marks what the last change did and explains a cell`() throws {
    var person = Person()
    try person.press(":scale Space deploy Space shop/web Space --replicas=0 Enter wait:40000ms p")
    try person.press(":matrix Enter")
    #expect(person.sees("Who reaches shop/web"))
    #expect(person.sees("cells changed by: scale"))
    #expect(person.sees(".>X"))
    #expect(person.sees("was delivered, is rejected"))
    try person.press("w")
    #expect(person.sees("Why: 10.96.0.11:80"))
    try person.press("Esc :matrix Space all Enter Right Right")
    #expect(person.sees("Who reaches all Services"))
    try person.press("/ node-a Enter")
    #expect(person.sees("node/node-a") && !person.sees("node/node-b "))
    try person.press("Esc / 10.96.0.13 Enter")
    #expect(person.sees("10.96.0.13:80") && person.sees("node/node-b "))
  }

  @Test func `the names of a Service are resolved as its client does`() throws {
    var person = Person()
    try person.press(":dns Enter")
    #expect(person.sees("as pod/shop/client asks") && person.sees("10.96.0.11"))
    try person.press("w")
    #expect(person.sees("search domain shop.svc.cluster.local"))
    try person.press("Esc Esc :dns Space db-0.db Space a Enter")
    #expect(person.sees("db-0.db A: NOERROR"))
    try person.press("Esc :dns Space nobody..x Enter")
    #expect(person.sees("nobody..x is no domain name"))
    try person.press("Esc :dns Space web Space MX Enter")
    #expect(person.state.prompt?.problem != nil)
  }
}

@Suite struct MatrixWorkTests {
  /// A shop with so many Services and pods of `web`.
  private static func document(services: Int, pods: Int64) -> LoadedDocument {
    var document = ShopDocument.make()
    document.deployments[0].spec.replicas = pods
    for number in 0..<services {
      document.services.append(ShopDocument.service("extra-\(number)"))
    }
    return document
  }

  @Test func `a large matrix is made in steps, answers keys and can be stopped`() throws {
    var person = Person(Self.document(services: 60, pods: 40))
    try person.press("p :matrix Space all Enter")
    #expect(person.sees("Esc stops"))
    #expect(person.state.millisecondsToNextTick == 0)
    // There is no time for more than one row.
    person.tickOnce()
    try person.press("j Right")
    #expect(person.sees("Esc stops"))
    try person.press("Esc")
    #expect(person.sees("stopped after"))
    #expect(person.state.millisecondsToNextTick == nil)
    try person.press(":matrix Space all Enter")
    let clock = ContinuousClock()
    let spent = clock.measure { person.wait(milliseconds: 50) }
    #expect(person.sees("nothing was changed yet"))
    // Some 3,300 cells; optimised this takes a hundredth of it.
    #expect(spent < .seconds(30))
    try person.press("Esc")
    #expect(person.state.screen == .overview)
  }
}
