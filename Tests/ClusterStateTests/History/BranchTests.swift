import ClusterState
import Testing

/// The laws of history: looking back changes nothing, and what is forked differs by its commands.
@Suite struct BranchTests {
  /// What a plain run of the same commands makes of the world at `instant`.
  private static func run(_ timeline: Timeline, to instant: Instant) throws -> Simulation {
    var world = timeline.opened
    for step in timeline.past where step.endsAt <= instant {
      world.advance(to: step.instant)
      try world.apply(step.command)
    }
    world.advance(to: instant)
    return world
  }

  private static func seconds(_ count: Int64) -> Instant { .zero + .seconds(count) }

  /// A stream for a while, and a kill in its middle, at 5 s; ends at 12 s.
  private static func killUnderLoad() throws -> Timeline {
    var timeline = Timeline(Simulation(opening: ClusterFixture.shop()))
    try timeline.apply(.startStream(ClusterFixture.toWeb, rate: 100))
    timeline.advance(to: seconds(5))
    try timeline.apply(.deletePod(timeline.present.webPods[0].key, graceSeconds: nil))
    timeline.advance(to: seconds(12))
    return timeline
  }

  @Test(arguments: [31, 32, 33] as [UInt64])
  func `any moment is what a run of the commands before it gives`(seed: UInt64) throws {
    var timeline = Timeline(Simulation(opening: ClusterFixture.shop()))
    _ = TimelineTests.randomCommands(seed: seed, count: 40, on: &timeline)
    let whole = timeline
    let end = timeline.present
    var generator = SeededGenerator(seed: seed, stream: "moments")
    for _ in 0..<12 {
      let microseconds = generator.next(below: UInt64(end.now.microseconds))
      let moment = Instant(microseconds: Int64(microseconds))
      try timeline.rewind(to: moment)
      #expect(timeline.present.now == moment && timeline.isLookingBack)
      #expect(timeline.present == (try Self.run(whole, to: moment)))
      #expect(timeline.end == end.now)
    }
    try timeline.rewind(to: end.now)
    #expect(timeline.present == end)
    #expect(!timeline.isLookingBack)
    #expect(timeline.past == whole.past)
  }

  @Test func `playing on from the past is the same future, and then the unknown`() throws {
    var timeline = try Self.killUnderLoad()
    var plain = timeline.present
    try timeline.rewind(to: Self.seconds(2))
    for tick in 1...500 { timeline.advance(to: Self.seconds(2) + .milliseconds(Int64(tick) * 33)) }
    #expect(!timeline.isLookingBack)
    plain.advance(to: timeline.present.now)
    #expect(timeline.present == plain)
    #expect(timeline.past.count == 2)
  }

  @Test func `a command in the past begins a branch and leaves the future alone`() throws {
    var timeline = try Self.killUnderLoad()
    let end = timeline.present
    try timeline.rewind(to: Self.seconds(4))
    let applied = try timeline.perform(.setMode(.nftables))
    #expect(applied.forkedInto == "main-2")
    #expect(timeline.branchName == "main-2" && !timeline.isLookingBack)
    #expect(timeline.past.map(\.command).last == .setMode(.nftables))
    try timeline.switch(to: "main")
    #expect(timeline.present.now == Self.seconds(4))
    #expect(timeline.isLookingBack)
    try timeline.perform(.command(.setMode(.ipvs)))
    #expect(timeline.branchNames == ["main", "main-2", "main-3"])
    try timeline.switch(to: "main")
    try timeline.rewind(to: end.now)
    #expect(timeline.present == end)
  }

  @Test func `a refused command in the past begins no branch`() throws {
    var timeline = try Self.killUnderLoad()
    try timeline.rewind(to: Self.seconds(4))
    let before = timeline.present
    #expect(throws: CommandError.self) {
      try timeline.perform(.deleteService(ObjectName(namespace: "shop", name: "none")))
    }
    #expect(timeline.branchNames == ["main"])
    #expect(timeline.present == before && timeline.isLookingBack)
  }

  @Test func `branches differ only by what was changed`() throws {
    var timeline = try Self.killUnderLoad()
    try timeline.rewind(to: Self.seconds(4))
    try timeline.fork("calm")
    // Ten requests of somebody else: the stream's draws stay as they are.
    try timeline.apply(.send(Traffic(from: .outside, to: .node("node-a", 30_080)), count: 10))
    timeline.advance(to: Self.seconds(5) + .milliseconds(-100))
    let calm = timeline.present
    try timeline.switch(to: "main")
    try timeline.rewind(to: calm.now)
    let main = timeline.present
    let tallies = (calm: calm.ledger[ClusterFixture.web], main: main.ledger[ClusterFixture.web])
    let more = (tallies.calm?.endpoints ?? []).map { tally in
      tally.count
        - (tallies.main?.endpoint(tally.servicePort, tally.endpoint.address, tally.endpoint.port)?
          .count ?? 0)
    }
    #expect(more.count == 3)
    #expect(more.reduce(0, +) == 10)
    #expect(calm.streams.map(\.sent) == main.streams.map(\.sent))
    #expect(calm.cluster.pods == main.cluster.pods)
  }

  @Test func `undo and redo while looking back move the look and forget nothing`() throws {
    var timeline = try Self.killUnderLoad()
    let end = timeline.present
    try timeline.rewind(to: Self.seconds(6))
    let looked = timeline.present
    #expect(timeline.undo()?.description.hasPrefix("delete pod") == true)
    #expect(timeline.present.now == Self.seconds(5))
    #expect(timeline.redo()?.description.hasPrefix("delete pod") == true)
    #expect(timeline.present == looked)
    timeline.undo()
    timeline.undo()
    #expect(timeline.present == timeline.opened)
    #expect(timeline.undo() == nil)
    timeline.advance(to: Self.seconds(1))
    #expect(timeline.past.count == 1)
    #expect(timeline.redo()?.description.hasPrefix("delete pod") == true)
    #expect(timeline.present.now == Self.seconds(5))
    try timeline.rewind(to: end.now)
    #expect(timeline.present == end)
  }

  @Test func `a new command forgets what was undone`() throws {
    var timeline = try Self.killUnderLoad()
    try timeline.bookmark("after-kill")
    timeline.undo()
    timeline.advance(to: Self.seconds(8))
    try timeline.apply(.setMode(.ipvs))
    #expect(timeline.redoable == nil && timeline.bookmarks.isEmpty)
    #expect(timeline.branchNames == ["main"])
    try timeline.rewind(to: Self.seconds(7))
    #expect(timeline.present.webPods.allSatisfy { !$0.isTerminating })
  }

  @Test func `what was waited for after an undo is gone with the redo`() throws {
    var timeline = try Self.killUnderLoad()
    let end = timeline.present
    timeline.undo()
    timeline.advance(to: Self.seconds(60))
    timeline.redo()
    #expect(timeline.present == end)
    try timeline.rewind(to: Self.seconds(11))
    #expect(timeline.present.now == Self.seconds(11))
    #expect(timeline.present.webPods.contains { $0.isTerminating } || timeline.past.count == 2)
    try timeline.rewind(to: end.now)
    #expect(timeline.present == end)
  }

  @Test func `an hour under load keeps few copies and every moment is still exact`() throws {
    var timeline = Timeline(Simulation(opening: ClusterFixture.shop()))
    try timeline.apply(.startStream(ClusterFixture.toWeb, rate: 1))
    for second in 1...3_600 { timeline.advance(to: Self.seconds(Int64(second))) }
    #expect(timeline.checkpointCount <= 96)
    #expect(timeline.checkpointCount > 40)
    for moment in [3_599, 3_000, 1_234, 61, 1] as [Int64] {
      try timeline.rewind(to: Self.seconds(moment))
      // The request that is due now may be on its way.
      #expect([Int(moment) - 1, Int(moment)].contains(timeline.present.streams[0].sent))
    }
  }

  @Test func `the overview lists branches with their commands and bookmarks`() throws {
    var timeline = try Self.killUnderLoad()
    try timeline.rewind(to: Self.seconds(5))
    try timeline.bookmark("kill")
    try timeline.fork("slow")
    try timeline.apply(.scale(kind: Deployment.kind, ClusterFixture.web, replicas: 5))
    timeline.advance(to: Self.seconds(20))
    let branches = timeline.overview
    #expect(branches.map(\.name) == ["main", "slow"])
    #expect(branches[0].commands.map(\.isInForce) == [true, true])
    #expect(branches[0].extent == .zero...Self.seconds(12))
    #expect(branches[0].bookmarks.map(\.name) == ["kill"])
    #expect(branches[0].bookmarks.map(\.instant) == [Self.seconds(5)])
    #expect(branches[0].isLookingBack && !branches[0].isCurrent)
    #expect(branches[1].origin?.branch == "main")
    #expect(branches[1].origin?.instant == Self.seconds(5))
    #expect(
      branches[1].commands.map(\.command.description) == [
        "scale deployment shop/web --replicas=5"
      ]
    )
    #expect(branches[1].extent == Self.seconds(5)...Self.seconds(20))
  }

  @Test func `moments, names and numbers that cannot be are refused`() throws {
    var timeline = try Self.killUnderLoad()
    #expect(throws: HistoryError.noSuchMoment(Self.seconds(13), end: Self.seconds(12))) {
      try timeline.rewind(to: Self.seconds(13))
    }
    #expect(throws: HistoryError.self) { try timeline.rewind(to: Instant(microseconds: -1)) }
    for name in ["", "a b", "-x", "a/b", String(repeating: "n", count: 64)] {
      #expect(throws: HistoryError.invalidName(name)) { try timeline.fork(name) }
    }
    #expect(throws: HistoryError.nameTaken("main")) { try timeline.fork("main") }
    #expect(throws: HistoryError.unknownBranch("x", known: ["main"])) {
      try timeline.switch(to: "x")
    }
    #expect(throws: HistoryError.tooLate(.zero + .longest)) {
      try timeline.perform(.wait(.longest))
    }
    for number in 1..<Timeline.branchesMax { try timeline.fork("b\(number)") }
    #expect(throws: HistoryError.tooManyBranches(Timeline.branchesMax)) {
      try timeline.fork("more")
    }
    try timeline.rewind(to: Self.seconds(1))
    #expect(throws: CommandError.tooManyBranches(Timeline.branchesMax)) {
      try timeline.perform(.setMode(.ipvs))
    }
    #expect(timeline.branchNames.count == Timeline.branchesMax)
  }

  @Test(arguments: [41, 42, 43] as [UInt64])
  func `whatever is done, undo then redo is the identity and time never goes back`(seed: UInt64)
    throws
  {
    var timeline = Timeline(Simulation(opening: ClusterFixture.shop()))
    var generator = SeededGenerator(seed: seed, stream: "wanderer")
    for _ in 0..<40 {
      switch generator.next(below: 8) {
      case 0, 1: _ = TimelineTests.randomCommands(seed: generator.next(), count: 2, on: &timeline)
      case 2, 3:
        let moment = generator.next(below: UInt64(timeline.end.microseconds) + 1)
        try timeline.rewind(to: Instant(microseconds: Int64(moment)))
      case 4: timeline.undo()
      case 5:
        let names = timeline.branchNames
        try timeline.switch(to: names[Int(generator.next(below: UInt64(names.count)))])
      case 6: timeline.redo()
      default: timeline.advance(to: timeline.present.now + .milliseconds(700))
      }
      let instants = timeline.past.map(\.instant) + [timeline.present.now]
      #expect(zip(instants, instants.dropFirst()).allSatisfy { $0 <= $1 })
      #expect(timeline.present == (try Self.run(timeline, to: timeline.present.now)))
      var other = timeline
      if let undone = other.undo() {
        #expect(other.redo() == undone)
        #expect(other.present == timeline.present)
        #expect(other.past.map(\.command) == timeline.past.map(\.command))
      }
    }
  }
}
