import ClusterState
import Console
import Testing

/// Moving in history by words, and what is written down of it.
@Suite struct HistoryTests {
  @Test func `a command in the past begins a branch, and the other one can be gone back to`() throws
  {
    var person = Person()
    try person.press("p")
    person.type(":wait 10s")
    try person.press("Enter")
    person.type(":rewind 4s")
    try person.press("Enter")
    let place = "branch main at 00:00:04.0 of 00:00:10.0"
    #expect(person.sees("\(place): a command here begins a new branch"))
    person.type(":mode ipvs")
    try person.press("Enter")
    #expect(person.sees("done in a new branch, main-2"))
    person.type(":branch main")
    try person.press("Enter")
    #expect(person.simulation.settings.mode == .iptables)
    #expect(person.sees("branch main at 00:00:04.0 of 00:00:10.0"))
    person.type(":rewind 11s")
    try person.press("Enter")
    #expect(person.sees("11s is not in this branch, which goes from 0s to 10s"))
    #expect(
      person.recorded == [
        .wait(.seconds(10)), .rewind(to: .zero + .seconds(4)), .command(.setMode(.ipvs)),
        .branch("main"),
      ]
    )
    let replay = Replay(person.recorded, on: person.state.timeline.opened)
    #expect(replay.timeline.overview == person.state.timeline.overview)
    #expect(replay.timeline.present == person.simulation)
  }

  @Test func `what was done, undone and waited for is written down in its order`() throws {
    var person = Person()
    person.wait(milliseconds: 200)
    person.type(":mode ipvs")
    try person.press("Enter")
    person.wait(milliseconds: 100)
    try person.press("u Ctrl-R u p u u")
    #expect(
      person.recorded == [
        .wait(.milliseconds(200)), .command(.setMode(.ipvs)), .wait(.milliseconds(100)), .undo,
        .redo, .undo, .undo,
      ]
    )
  }

  @Test func `no time passes while an unfinished visit is offered`() throws {
    var person = Person()
    var state = person.state
    state.offer(RecoveryOffer(began: Timestamp(microseconds: 0), commands: 3, notes: ["A note."]))
    let text = state.frame(symbols: .unicode).text
    #expect(text.contains("from 1970-01-01 00:00 UTC with 3 commands") && text.contains("A note."))
    #expect(text.contains("Enter takes it up again   Esc starts anew   d throws it away"))
    state.tick(elapsedMicroseconds: 1_000_000)
    #expect(state.simulation.now == .zero && state.millisecondsToNextTick == nil)
    state.handle(.character("x"))
    #expect(state.takeEffects() == [])
    state.handle(.character("d"))
    #expect(state.takeEffects() == [.recover(.throwAway)])
    #expect(state.millisecondsToNextTick != nil)
    person.wait(milliseconds: 50)
    #expect(person.simulation.now > .zero)
  }
}
