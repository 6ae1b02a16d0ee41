import ClusterState
import Testing

@Suite struct TimelineTests {
  /// Commands drawn from a seed: whatever can be done to the fixture.
  static func randomCommands(seed: UInt64, count: Int, on timeline: inout Timeline) -> [Command] {
    var generator = SeededGenerator(seed: seed, stream: "commands")
    var done: [Command] = []
    for _ in 0..<count {
      let pods = timeline.present.webPods
      let command: Command =
        switch generator.next(below: 6) {
        case 0: .send(ClusterFixture.toWeb, count: Int(generator.next(below: 500)) + 1)
        case 1 where !pods.isEmpty:
          .deletePod(
            pods[Int(generator.next(below: UInt64(pods.count)))].key,
            graceSeconds: nil
          )
        case 2:
          .scale(
            kind: "Deployment",
            ClusterFixture.web,
            replicas: Int64(generator.next(below: 6))
          )
        case 3: .setMode(ProxyMode.allCases[Int(generator.next(below: 3))])
        case 4: .startStream(ClusterFixture.toWeb, rate: 100)
        default: .step
        }
      if (try? timeline.apply(command)) != nil { done.append(command) }
      let pause = Int64(generator.next(below: 3_000_000))
      timeline.advance(to: timeline.present.now + Delay(microseconds: pause))
    }
    return done
  }

  @Test(arguments: [1, 2, 3, 4, 5] as [UInt64])
  func `undoing everything gives the opened document, exactly`(seed: UInt64) {
    let opened = Simulation(opening: ClusterFixture.shop())
    var timeline = Timeline(opened)
    let commands = Self.randomCommands(seed: seed, count: 60, on: &timeline)
    let end = timeline.present
    #expect(!commands.isEmpty)
    for command in commands.reversed() { #expect(timeline.undo() == .command(command)) }
    #expect(timeline.present == opened)
    #expect(timeline.undo() == nil)
    for command in commands { #expect(timeline.redo() == .command(command)) }
    #expect(timeline.redo() == nil)
    #expect(timeline.present == end)
  }

  @Test(arguments: [11, 12, 13] as [UInt64])
  func `replaying the recorded commands gives the same world`(seed: UInt64) throws {
    let opened = Simulation(opening: ClusterFixture.shop())
    var timeline = Timeline(opened)
    _ = Self.randomCommands(seed: seed, count: 40, on: &timeline)
    var replayed = opened
    for step in timeline.past {
      replayed.advance(to: step.instant)
      try replayed.apply(step.command)
    }
    replayed.advance(to: timeline.present.now)
    #expect(replayed == timeline.present)
  }

  @Test func `undo takes back time that passed without any command`() {
    var timeline = Timeline(Simulation(opening: ClusterFixture.shop()))
    timeline.advance(to: Instant(microseconds: 5))
    let later = timeline.present
    #expect(timeline.undo() == .time)
    #expect(timeline.present == timeline.opened)
    #expect(timeline.redo() == .time)
    #expect(timeline.present == later)
  }

  @Test func `sending after an undo draws the same numbers again`() throws {
    var timeline = Timeline(Simulation(opening: ClusterFixture.shop()))
    try timeline.apply(.send(ClusterFixture.toWeb, count: 1_000))
    let first = timeline.present.ledger
    timeline.undo()
    #expect(timeline.present.ledger == TrafficLedger())
    try timeline.apply(.send(ClusterFixture.toWeb, count: 1_000))
    #expect(timeline.present.ledger == first)
  }

  @Test func `the way time is cut does not change what happens`() throws {
    var whole = Simulation(opening: ClusterFixture.shop())
    try whole.apply(.startStream(ClusterFixture.toWeb, rate: 333))
    try whole.apply(.deletePod(whole.webPods[0].key, graceSeconds: nil))
    var cut = whole
    whole.advance(to: Instant(microseconds: 10_000_000))
    for frame in 1...1_000 { cut.advance(to: Instant(microseconds: Int64(frame) * 10_000)) }
    #expect(cut == whole)
    try whole.apply(.stopStream(.all))
    whole.advance(to: Instant(microseconds: 11_000_000))
    #expect(whole.ledger.requests == 3_330)
    #expect(whole.ledger.outcomes.total == 3_330)
  }
}
