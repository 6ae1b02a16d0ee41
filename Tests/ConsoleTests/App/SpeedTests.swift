import ClusterState
import Testing

@testable import Console

/// The law of the clock: however fast time passes, and in whatever pieces, the same happens.
@Suite struct SpeedTests {
  private static let end = Instant.zero + .seconds(8)

  /// A stream and a killed pod, the clock at rest; then `speed`.
  private static func underLoad(_ speed: String) throws -> Person {
    var person = Person()
    try person.press("p Ctrl-T Tab Ctrl-K :speed")
    try person.press("Space")
    person.type(speed)
    try person.press("Enter p")
    #expect(person.state.playback.isPlaying)
    return person
  }

  /// What one wait of eight seconds makes of it.
  private static func expected() throws -> Simulation {
    var person = try underLoad("1")
    try person.press("p :wait Space 8s Enter")
    return person.simulation
  }

  @Test(arguments: Playback.names)
  func `every speed and stepping lead to equal worlds`(speed: String) throws {
    let person = try Self.underLoad(speed)
    var state = person.state
    var pieces = 0
    while state.simulation.now < Self.end, pieces < 100_000 {
      let left = Self.end - state.simulation.now
      let real = left.microseconds * 1_000_000 / state.playback.simulated(1_000_000)
      if left < .seconds(2) {
        state.timeline.advance(to: Self.end)
      } else {
        var turns = 0
        state.tick(elapsedMicroseconds: max(1, min(real / 2, 17_000))) {
          turns += 1
          return turns < 5
        }
      }
      pieces += 1
    }
    #expect(state.simulation.now == Self.end)
    #expect(state.simulation == (try Self.expected()))
  }

  @Test func `stepping from event to event leads to the same world as playing`() throws {
    var person = try Self.underLoad("1")
    try person.press("p")
    var steps = 0
    while let next = person.simulation.nextInstant, next <= Self.end, steps < 10_000 {
      try person.press(">")
      steps += 1
    }
    #expect(steps > 100)
    person.type(":wait \(Self.end - person.simulation.now)")
    try person.press("Enter")
    #expect(person.simulation == (try Self.expected()))
    #expect(person.state.timeline.commandCount == 2)
  }

  @Test func `as fast as possible passes piece by piece and stops to answer keys`() throws {
    let person = try Self.underLoad("max")
    var state = person.state
    #expect(state.millisecondsToNextTick == 0)
    var turns = 0
    state.tick(elapsedMicroseconds: 1) {
      turns += 1
      return turns < 10
    }
    #expect(turns == 10)
    #expect(state.simulation.now >= .zero + .milliseconds(400))
    #expect(state.simulation.now < .zero + .seconds(2))
  }

  @Test func `as fast as possible rests when nothing is planned any more`() throws {
    var person = Person()
    try person.press("p Tab Ctrl-K :speed Space max Enter p")
    var state = person.state
    for _ in 0..<10_000 where state.playback.isPlaying {
      state.tick(elapsedMicroseconds: 1_000) { false }
    }
    #expect(!state.playback.isPlaying && state.simulation.isQuiet)
    #expect(state.frame(symbols: .unicode).text.contains("the clock rests"))
  }

  @Test func `what there was no time for is due later, and the header says so`() throws {
    let person = try Self.underLoad("100")
    var state = person.state
    state.tick(elapsedMicroseconds: 500_000) { false }
    #expect(state.simulation.now == .zero + .milliseconds(50))
    #expect(state.playback.isBehind && state.millisecondsToNextTick == 0)
    #expect(state.frame(symbols: .unicode).text.contains("100x (behind)"))
    state.tick(elapsedMicroseconds: 0) { true }
    #expect(state.simulation.now == .zero + .seconds(50))
    #expect(!state.playback.isBehind && state.millisecondsToNextTick == 50)
    for _ in 0..<100 { state.tick(elapsedMicroseconds: 1_000_000) { false } }
    let before = state.simulation.now
    state.tick(elapsedMicroseconds: 0) { true }
    #expect(state.simulation.now - before <= .seconds(100))
  }

  @Test func `u takes back a step of time`() throws {
    var person = Person()
    try person.press("p Tab Ctrl-K")
    let before = person.simulation
    try person.press(">")
    #expect(person.simulation.now > before.now)
    try person.press("u")
    #expect(person.simulation == before)
  }
}
