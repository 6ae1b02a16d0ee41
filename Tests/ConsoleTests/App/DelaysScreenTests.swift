import ClusterState
import Testing

@testable import Console

/// The list of delays: what is set there is a command like any other.
@Suite struct DelaysScreenTests {
  @Test func `every delay is listed with its value, default and meaning`() throws {
    var person = Person(size: Size(columns: 160, rows: 40))
    try person.press("p :delays Enter")
    for name in Delays.Name.allCases {
      let row = try #require(person.frame.rows.first { $0.contains(" \(name.rawValue) ") })
      #expect(row.contains("\(name.standard)"), "\(row)")
    }
  }

  @Test func `a delay is set in place, undone and given its default again`() throws {
    var person = Person()
    try person.press("p :delays Enter j Enter")
    #expect(person.sees("default 1ms-20ms, from typical"))
    try person.press("2 s Enter")
    #expect(person.simulation.settings.delays.configured(.apiWatch) == .exactly(.seconds(2)))
    #expect(
      person.recorded.last == .command(.setDelay(.apiWatch, .exactly(.seconds(2)), node: nil))
    )
    try person.press("u")
    #expect(!person.simulation.settings.delays.isSaid(.apiWatch))
    try person.press("Ctrl-R Ctrl-D")
    #expect(!person.simulation.settings.delays.isSaid(.apiWatch))
    #expect(person.recorded.last == .command(.resetDelay(.apiWatch, node: nil)))
    try person.press("Ctrl-D")
    #expect(person.sees("apiWatch has its default: 1ms-20ms"))
  }

  @Test(arguments: ["-5s", "25h", "5s-1s", "1e12s", "soon"])
  func `a span that cannot be is refused with its limit`(span: String) throws {
    var person = Person()
    let before = person.simulation
    try person.press("p :delays Enter j Enter Backspace Ctrl-U")
    person.type(span)
    try person.press("Enter")
    #expect(person.sees("between 0 and 24h"))
    #expect(person.simulation == before && person.state.popup != nil)
  }

  @Test func `a node can have a delay of its own, which is a row of its own`() throws {
    var person = Person()
    try person.press("p :delays Enter / minSync Enter Enter 1 0 s Tab Right Right Enter")
    let node = "node-b"
    #expect(person.simulation.settings.nodes[node]?.minSyncPeriod == .exactly(.seconds(10)))
    #expect(person.sees("  on node-b"))
    try person.press("j Ctrl-D")
    #expect(person.simulation.settings.nodes[node]?.minSyncPeriod == nil)
    #expect(!person.sees("  on node-b"))
  }

  @Test func `Enter on the first row makes the control plane perfect and takes it back`() throws {
    var person = Person()
    try person.press("p :delays Enter Enter")
    #expect(person.simulation.settings.delays.isPerfect)
    try person.press("Enter")
    #expect(!person.simulation.settings.delays.isPerfect)
    #expect(person.recorded == [.command(.setPerfect(true)), .command(.setPerfect(false))])
  }

  @Test func `nothing is set in a session that is read-only`() throws {
    var person = Person(isReadOnly: true)
    try person.press("p :delays Enter Enter")
    #expect(person.sees("the session is read-only"))
    #expect(!person.simulation.settings.delays.isPerfect)
  }
}
