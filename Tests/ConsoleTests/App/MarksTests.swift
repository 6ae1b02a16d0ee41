import ClusterState
import Testing

@testable import Console

/// Rows are marked, and one answer acts on all of them.
@Suite struct MarksTests {
  private var person = Person()

  @Test mutating func `Ctrl-K asks with the names, deletes all marked pods, and u takes all back`()
    throws
  {
    let opened = person.simulation
    try person.press("Tab Space Space")
    #expect(person.sees("2 marked") && person.simulation == opened)
    let marked = person.state.markedRows
    #expect(marked.count == 2)
    try person.press("Ctrl-K")
    #expect(person.sees("Delete 2 marked objects?") && person.simulation == opened)
    for case .endpoint(let row) in marked { #expect(person.sees("pod \(row.pod)")) }
    try person.press("Enter")
    #expect(person.pods("web").filter(\.isTerminating).count == 2)
    #expect(!person.sees("marked"))
    try person.press("u")
    #expect(person.simulation == opened)
  }

  @Test mutating func `Esc leaves the marks and the cluster as they were`() throws {
    let opened = person.simulation
    try person.press("Tab Space Ctrl-K Esc")
    #expect(person.simulation == opened && person.state.markedRows.count == 1)
  }

  @Test mutating func `a range is marked from the last mark, and a key takes all marks away`()
    throws
  {
    try person.press(":pods Enter Space j j Ctrl-Space")
    #expect(person.state.markedRows.count == 4 && person.sees("4 marked"))
    try person.press("g Space")
    #expect(person.state.markedRows.count == 3)
    person.press(.control("\\"))
    #expect(person.state.markedRows == [] && !person.sees("marked"))
  }

  @Test mutating func `Services and workloads are deleted in one step with Ctrl-D`() throws {
    let opened = person.simulation
    try person.press("g Space Space Ctrl-D")
    #expect(person.sees("service shop/api") && person.sees("service shop/cart"))
    try person.press("Enter")
    #expect(person.simulation.cluster.services.count == opened.cluster.services.count - 2)
    try person.press("u")
    #expect(person.simulation == opened)
  }

  @Test mutating func `the grace of the dialog is that of all, and a wrong one keeps it open`()
    throws
  {
    try person.press(":pods Enter g Space Space Ctrl-D")
    person.type("x")
    try person.press("Enter")
    #expect(person.sees("x is no whole number") && person.state.popup != nil)
    try person.press("Backspace 0 Enter")
    #expect(person.state.popup == nil && !person.sees("marked"))
    try person.press("u")
    #expect(person.pods("web").count == 3)
  }

  @Test mutating func `only rows that a filter shows are acted on`() throws {
    try person.press(":pods Enter g Ctrl-Space G Ctrl-Space / web- Enter Ctrl-K")
    #expect(person.sees("Delete 3 marked objects?"))
    try person.press("Esc")
    #expect(person.state.markedRows.count == 3)
  }

  @Test mutating func `what cannot be marked says what can`() throws {
    try person.press(":ignored Enter Space")
    #expect(person.sees("Services, endpoints, pods, workloads and nodes can be marked"))
    #expect(person.state.markedRows == [])
  }

  @Test mutating func `a read-only session deletes nothing that is marked`() throws {
    person = Person(isReadOnly: true)
    let opened = person.simulation
    try person.press(":pods Enter Space Ctrl-K")
    #expect(person.sees("the session is read-only") && person.simulation == opened)
  }
}
