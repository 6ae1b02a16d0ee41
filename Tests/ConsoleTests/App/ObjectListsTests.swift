import ClusterState
import Testing

@testable import Console

/// The lists of objects and the tree: what Enter goes into, and how one comes back.
@Suite struct ObjectListsTests {
  private var person = Person(isPerfect: true)

  private func rows(_ kind: ListKind) -> [RowID] { person.state.rowIDs(.list(kind)) }

  @Test mutating func `Enter goes from a namespace to its Services, their endpoints and pods`()
    throws
  {
    try person.press(":namespaces Enter")
    #expect(rows(.namespaces) == [.namespace("shop")])
    try person.press("Enter")
    #expect(person.state.namespace == "shop" && person.state.screen == .list(.services))
    try person.press("G k k Enter")
    #expect(person.state.screen == .list(.endpoints))
    try person.press("Esc")
    #expect(person.state.screen == .list(.services))
  }

  @Test mutating func `the endpoints of one Service are shown, and going back shows those of all`()
    throws
  {
    try person.press(":endpoints Enter")
    let all = rows(.endpoints).count
    try person.press(":svc Enter / web Enter Enter")
    #expect(rows(.endpoints).count == 3 && person.sees("3 of \(all)"))
    try person.press("Esc :endpoints Enter")
    #expect(rows(.endpoints).count == all)
  }

  @Test mutating func `a zone leads to its nodes, a node to its pods, and Esc back to each`() throws
  {
    try person.press(":zones Enter")
    #expect(rows(.zones) == [.zone("zone-1"), .zone("zone-2")])
    try person.press("g Enter")
    #expect(rows(.nodes) == [.node("node-a"), .node("node-b")])
    try person.press("Enter")
    #expect(person.state.screen == .list(.pods))
    try person.press("Esc")
    #expect(person.state.screen == .list(.nodes) && rows(.nodes).count == 2)
    try person.press("Esc")
    #expect(person.state.screen == .list(.zones))
  }

  @Test mutating func `a slice leads to its pods, sorts by what is ready, and filters by column`()
    throws
  {
    try person.press(":eps Enter :sort Space ready Enter O")
    #expect(rows(.slices).count > 2)
    person.type("/service:web")
    try person.press("Enter Enter")
    #expect(person.state.screen == .list(.pods) && rows(.pods).count == 3)
  }

  @Test mutating func `events in one list keep the newest in view and tell how many are shown`()
    throws
  {
    try person.press("Tab Ctrl-K :events Enter")
    let all = rows(.events).count
    #expect(all > 1)
    person.type("/deleted")
    try person.press("Enter")
    #expect(person.sees("1 of \(all)"))
  }

  @Test(arguments: ["Tab / zzz", "Shift-Tab / zzz"])
  mutating func `the panes of endpoints and events tell how many a filter keeps`(keys: String)
    throws
  {
    try person.press("Ctrl-K " + keys)
    #expect(person.sees("0 of "))
  }

  @Test mutating func `the tree leads from a Service to its pods and folds with h and l`() throws {
    try person.press("/ web Enter :xray Enter")
    #expect(person.sees("Service shop/web") && person.sees("EndpointSlice"))
    #expect(person.sees("ReplicaSet shop/web"))
    let open = rows(.tree).count
    try person.press("g h")
    #expect(rows(.tree).count < open)
    try person.press("l")
    #expect(rows(.tree).count == open)
    try person.press("Enter")
    #expect(rows(.tree).count < open)
    try person.press("Space l l")
    #expect(rows(.tree).count == open && person.state.selectedRow != rows(.tree)[0].subject)
  }

  @Test mutating func `keys act on the line of the tree as on any row`() throws {
    try person.press("/ web Enter :xray Enter j j")
    let pod = try #require(person.state.selectedPod)
    try person.press("Ctrl-K")
    #expect(person.simulation.cluster.pods[pod]?.isTerminating ?? true)
    try person.press("u d")
    #expect(person.sees("Pod shop/web-"))
  }

  @Test mutating func `a filter of the tree keeps what its lines hang under`() throws {
    try person.press(":xray Space svc Enter")
    person.type("/Pod db-0")
    try person.press("Enter")
    let titles = rows(.tree).map { "\($0.subject)" }
    #expect(titles.count == 3 && person.sees("Service shop/db") && !person.sees("db-1"))
  }

  @Test mutating func `random keys on every list and tree leave a state that can be drawn`() throws
  {
    var generator = SeededGenerator(seed: 12)
    let lists = [
      "svc", "ep", "eps", "ing", "zones", "namespaces", "events", "xray", "xray svc", "xray deploy",
    ]
    let keys = [
      "j", "k", "Enter", "Esc", "h", "l", "Space", "Ctrl-Z", "r", "x", "e", "w", "d", "u",
    ]
    for _ in 0..<120 {
      let list = lists[Int(generator.next(below: UInt64(lists.count)))]
      person.type(":\(list)")
      try person.press("Enter")
      for _ in 0..<12 {
        try person.press(keys[Int(generator.next(below: UInt64(keys.count)))])
        #expect(person.frame.size == Size(columns: 140, rows: 40))
      }
      try person.press("Esc Esc Esc")
    }
    #expect(!person.state.isFinished)
  }
}
