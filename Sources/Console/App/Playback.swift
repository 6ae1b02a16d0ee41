/// Whether and how fast simulated time passes.
package struct Playback: Equatable, Sendable {
  package var isPlaying = true
  /// Index into ``speeds``, or behind them for as fast as possible.
  private var step = Self.normal
  /// Simulated microseconds that are due and have not passed, as there was no time for them.
  private(set) var backlog: Int64 = 0

  /// Simulated seconds a second, in thousandths.
  private static let speeds: [Int64] = [
    100, 250, 500, 1_000, 2_000, 5_000, 10_000, 30_000, 60_000, 100_000, 300_000, 1_000_000,
  ]
  private static let normal = 3
  /// Real time of which what was due is not given up.
  private static let backlogMax: Int64 = 1_000_000
  /// Real time after which one must say that the simulation cannot keep pace.
  private static let backlogSilent: Int64 = 250_000

  package init() {}

  /// Whether time passes as fast as the program can let it.
  package var isFastest: Bool { step == Self.speeds.count }

  /// Whether more time is due than the program can let pass.
  package var isBehind: Bool { !isFastest && backlog > simulated(Self.backlogSilent) }

  /// Whether something is to be done without waiting for time to pass.
  var isInHaste: Bool { isPlaying && (isFastest || backlog > 0) }

  /// Simulated microseconds that pass in `elapsed` real ones; as fast as possible is at least as
  /// fast as the fastest speed.
  package func simulated(_ elapsed: Int64) -> Int64 {
    let (product, isTooMuch) = elapsed.multipliedReportingOverflow(
      by: Self.speeds[min(step, Self.speeds.count - 1)]
    )
    return isTooMuch ? .max / 1_000 : product / 1_000
  }

  /// Takes what is due after `elapsed` real microseconds, what was left over before included.
  mutating func takeDue(_ elapsed: Int64) -> Int64 {
    defer { backlog = 0 }
    return min(backlog, simulated(Self.backlogMax)) + simulated(elapsed)
  }

  /// Keeps what was due and did not pass.
  mutating func leave(_ due: Int64) { backlog = isFastest ? 0 : due }

  /// `1x`, `0.25x`, `300x`, `max`.
  package var text: String {
    guard !isFastest else { return "max" }
    let speed = Self.speeds[step]
    guard speed % 1_000 != 0 else { return "\(speed / 1_000)x" }
    var digits = String(1_000 + speed).dropFirst()
    while digits.last == "0" { digits = digits.dropLast() }
    return "0.\(digits)x"
  }

  package mutating func faster() { choose(min(step + 1, Self.speeds.count)) }
  package mutating func slower() { choose(max(step - 1, 0)) }
  package mutating func normalSpeed() { choose(Self.normal) }

  /// Sets one of the speeds there are; whether it is one.
  package mutating func set(_ text: String) -> Bool {
    let number = text.hasSuffix("x") && text != "max" ? String(text.dropLast()) : text
    guard let index = Self.names.firstIndex(of: number) else { return false }
    choose(index)
    return true
  }

  private mutating func choose(_ index: Int) { (step, backlog) = (index, 0) }

  /// All speeds, slowest first, for completion.
  package static var names: [String] { speeds.indices.map(name) + ["max"] }

  private static func name(_ index: Int) -> String {
    var playback = Playback()
    playback.step = index
    return String(playback.text.dropLast())
  }
}
