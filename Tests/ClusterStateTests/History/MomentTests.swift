import ClusterState
import Testing

/// Moments that a person can go to: bookmarks and commands, several of one instant too.
@Suite struct MomentTests {
  private static func seconds(_ count: Int64) -> Instant { .zero + .seconds(count) }

  /// Two commands of instant zero with a bookmark between them, and one at 3 s.
  private static func marked() throws -> Timeline {
    var timeline = Timeline(Simulation(opening: ClusterFixture.shop()))
    try timeline.apply(.setMode(.ipvs))
    try timeline.bookmark("between")
    try timeline.apply(.setMode(.nftables))
    timeline.advance(to: seconds(3))
    try timeline.apply(.send(ClusterFixture.toWeb, count: 10))
    return timeline
  }

  @Test func `a bookmark keeps the commands of its own instant apart`() throws {
    var timeline = try Self.marked()
    let end = timeline.present
    try timeline.rewind(toBookmark: "between")
    #expect(timeline.present.settings.mode == .ipvs && timeline.present.now == .zero)
    #expect(timeline.commandsInForce == 1 && timeline.isLookingBack)
    try timeline.fork("other")
    #expect(timeline.past.map(\.command) == [.setMode(.ipvs)])
    try timeline.switch(to: "main")
    timeline.advance(to: Self.seconds(3))
    #expect(timeline.present == end && !timeline.isLookingBack)
  }

  @Test func `a bookmark at the end is gone to without the commands that followed at once`() throws
  {
    var timeline = try Self.marked()
    try timeline.bookmark("here")
    let here = timeline.present
    try timeline.apply(.setMode(.iptables))
    let end = timeline.present
    try timeline.rewind(toBookmark: "here")
    #expect(timeline.present == here && timeline.isLookingBack)
    try timeline.rewind(to: timeline.end)
    #expect(timeline.present == end && !timeline.isLookingBack)
  }

  @Test func `every command can be gone to, and the last one is the end if no time passed since`()
    throws
  {
    var timeline = try Self.marked()
    let end = timeline.present
    var world = timeline.opened
    try timeline.rewind(afterCommand: 0)
    #expect(timeline.present == world)
    try world.apply(.setMode(.ipvs))
    try timeline.rewind(afterCommand: 1)
    #expect(timeline.present == world)
    try world.apply(.setMode(.nftables))
    try timeline.rewind(afterCommand: 2)
    #expect(timeline.present == world)
    try timeline.rewind(afterCommand: 3)
    #expect(timeline.present == end && !timeline.isLookingBack)
    #expect(throws: HistoryError.noSuchCommand(4, count: 3)) {
      try timeline.rewind(afterCommand: 4)
    }
  }

  @Test func `a bookmark of time after an undo means its instant once all is done again`() throws {
    var timeline = try Self.marked()
    let sent = timeline.present
    timeline.undo()
    timeline.advance(to: Self.seconds(3))
    try timeline.bookmark("late")
    timeline.redo()
    #expect(timeline.present == sent)
    timeline.advance(to: Self.seconds(9))
    try timeline.rewind(toBookmark: "late")
    #expect(timeline.present.now == Self.seconds(3) && timeline.commandsInForce == 2)
    timeline.undo()
    #expect(timeline.commandsInForce == 1)
  }

  @Test func `moments are listed in the order of history with what had been lost by then`() throws {
    var timeline = try Self.marked()
    try timeline.bookmark("sent")
    timeline.advance(to: Self.seconds(5))
    #expect(
      timeline.moments == [
        .opened, .command(1), .bookmark("between"), .command(2), .command(3), .bookmark("sent"),
        .end,
      ]
    )
    let totals = timeline.moments.map { timeline.facts(of: $0)?.outcomes.total }
    #expect(totals == [0, 0, 0, 0, 0, 10, 10])
    try timeline.perform(timeline.instruction(to: .command(2)))
    let past = timeline.moments.map { timeline.facts(of: $0)?.isPast }
    #expect(past == [true, true, true, true, false, false, false])
    try timeline.fork("other")
    #expect(timeline.facts(of: .command(2))?.isShared == true)
    try timeline.apply(.setMode(.iptables))
    #expect(timeline.facts(of: .command(3))?.isShared == false)
    #expect(timeline.facts(of: .command(4)) == nil)
    #expect(timeline.facts(of: .bookmark("sent")) == nil)
  }
}
