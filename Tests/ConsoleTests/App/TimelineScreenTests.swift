import ClusterState
import Testing

@testable import Console

/// Going about in time on the screen: scrubbing, bookmarks, branches, and the way back.
@Suite struct TimelineScreenTests {
  /// Two commands at 0 s and one at 2 s; the clock rests at 3 s.
  private static func busy() throws -> Person {
    var person = Person()
    try person.press("t Enter M wait:2000ms Tab Ctrl-K wait:1000ms p")
    return person
  }

  /// The journal of a person leads to where the person is.
  private func expectReplay(_ person: Person) {
    let replay = Replay(person.recorded, on: person.state.timeline.opened)
    #expect(replay.stop == nil)
    #expect(replay.timeline.present == person.simulation)
    #expect(replay.timeline.overview == person.state.timeline.overview)
  }

  @Test func `Enter goes to the moment under the cursor and u leads back`() throws {
    var person = try Self.busy()
    let end = person.simulation
    try person.press("T k k Enter")
    #expect(person.state.timeline.commandsInForce == 2 && person.simulation.now == .zero)
    #expect(person.sees("branch main at 00:00:00.0 of 00:00:03.0"))
    #expect(person.state.timeline.redoable != nil)
    expectReplay(person)
    try person.press("u")
    #expect(person.simulation == end && !person.state.timeline.isLookingBack)
    #expect(person.sees("back where you were"))
    expectReplay(person)
    try person.press("u")
    #expect(person.state.timeline.commandsInForce == 2 && !person.state.timeline.isLookingBack)
  }

  @Test func `the opened document can be gone back to and left again`() throws {
    var person = try Self.busy()
    let end = person.simulation
    try person.press("T g Enter")
    #expect(person.simulation == person.state.timeline.opened)
    try person.press("u")
    #expect(person.simulation == end)
  }

  @Test func `arrows scrub from row to row`() throws {
    var person = try Self.busy()
    try person.press("T")
    #expect(person.state.selectedMoment == .end)
    try person.press("Left Left h")
    #expect(person.state.selectedMoment == .command(1))
    try person.press("Right Tab l")
    #expect(person.state.selectedMoment == .command(3))
  }

  @Test func `a bookmark under the cursor is gone to without what followed at once`() throws {
    var person = Person()
    try person.press("p t Enter b before Enter M T k")
    #expect(person.state.selectedMoment == .command(2))
    try person.press("k")
    #expect(person.state.selectedMoment == .bookmark("before"))
    try person.press("Enter")
    #expect(person.simulation.settings.mode == .iptables)
    #expect(person.simulation.ledger.outcomes.total == 1_000)
    expectReplay(person)
  }

  @Test func `a fork at the moment under the cursor leaves the other branch as it is`() throws {
    var person = try Self.busy()
    let end = person.simulation
    try person.press("T k k F")
    #expect(person.sees("A new branch from 0s") && person.sees("main-2"))
    person.type("plan b")
    try person.press("Enter")
    #expect(person.sees("\"plan b\" is no name"))
    #expect(person.simulation == end)
    try person.press("Ctrl-U")
    person.type("plan-b")
    try person.press("Enter")
    #expect(person.state.timeline.branchName == "plan-b" && person.simulation.now == .zero)
    expectReplay(person)
    try person.press("Tab k Enter")
    #expect(person.state.timeline.branchName == "main")
    person.type(":rewind 3s")
    try person.press("Enter")
    #expect(person.simulation == end)
    expectReplay(person)
  }

  @Test func `a row says what was lost until the next one`() throws {
    var person = Person(isPerfect: false)
    try person.press("Ctrl-T wait:2000ms Tab Ctrl-K wait:4000ms M wait:500ms p T")
    let moments = person.state.timeline.moments
    let lost = moments.compactMap { person.state.timeline.facts(of: $0)?.outcomes.lost }
    #expect(lost.count == moments.count && lost == lost.sorted())
    let killed = Int(lost[3] - lost[2])
    #expect(killed > 0)
    let row = person.frame.rows.first { $0.contains("delete pod shop/web") }
    #expect(row?.contains("  \(killed)  ") == true)
  }

  @Test func `stepping back goes from event to event and forward again by the same way`() throws {
    var person = try Self.busy()
    let end = person.simulation
    var seen = [end]
    while person.state.previousInstant != nil {
      try person.press("<")
      #expect(person.simulation.now < seen[seen.count - 1].now)
      seen.append(person.simulation)
    }
    #expect(seen.count > 4 && person.simulation.now == .zero)
    try person.press("<")
    #expect(person.sees("this is the document as it was opened"))
    var steps = 0
    while person.state.timeline.isLookingBack, steps < 1_000 {
      try person.press(">")
      steps += 1
    }
    #expect(person.simulation == end)
    #expect(person.state.timeline.branchNames == ["main"])
    expectReplay(person)
  }

  @Test func `the mouse chooses a branch and a moment`() throws {
    var person = try Self.busy()
    try person.press("F Enter T")
    let layout = TimelineLayout(person.state)
    person.press(
      .mouse(MouseEvent(.click, at: Point(column: 5, row: layout.branches.origin.row + 1)))
    )
    #expect(person.state.list(.branches).selection == .branch("main"))
    person.press(
      .mouse(MouseEvent(.doubleClick, at: Point(column: 5, row: layout.moments.origin.row + 2)))
    )
    #expect(person.state.timeline.commandsInForce == 0)
  }
}
