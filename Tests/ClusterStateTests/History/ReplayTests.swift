import ClusterState
import Testing

/// A journal done again piece by piece.
@Suite struct ReplayTests {
  private static let entries: [Instruction] = [
    .command(.startStream(ClusterFixture.toWeb, rate: 100)), .wait(.seconds(2)),
    .wait(.milliseconds(5_300)), .command(.setMode(.ipvs)), .wait(.seconds(4)), .undo,
    .bookmark("here"), .wait(.milliseconds(100)),
  ]

  @Test func `pieces lead to the same history as the whole, and progress only grows`() {
    let opened = Simulation(opening: ClusterFixture.shop())
    let whole = Replay(Self.entries, on: opened)
    var replay = Replay(beginning: Self.entries, on: opened)
    var seen: [Double] = []
    while !replay.isFinished {
      let before = replay.timeline.present.now
      replay.playPiece()
      #expect(replay.timeline.present.now - before <= .seconds(10))
      seen.append(replay.progress)
    }
    #expect(seen == seen.sorted() && seen.count > 12)
    #expect(seen[0] > 0 && seen[0] < 0.01 && seen.last == 1)
    #expect(replay.done == whole.done && replay.done.count == 7)
    #expect(replay.timeline.present == whole.timeline.present)
    #expect(replay.timeline.overview == whole.timeline.overview)
    #expect(Replay(replay.done, on: opened).timeline.present == whole.timeline.present)
  }

  @Test func `a wait beyond the end of time stops it where it was and says which entry`() {
    let opened = Simulation(opening: ClusterFixture.shop())
    let entries: [Instruction] = [.command(.setMode(.ipvs)), .wait(.longest), .wait(.longest)]
    let replay = Replay(entries, on: opened)
    #expect(replay.stop?.entry == 2)
    let again = Replay(replay.done, on: opened)
    #expect(again.stop == nil && again.timeline.present == replay.timeline.present)
  }
}
