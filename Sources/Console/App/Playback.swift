/// Whether and how fast simulated time passes.
package struct Playback: Equatable, Sendable {
  package var isPlaying = true
  /// Index into ``speeds``.
  private var step = Self.normal

  /// Simulated seconds a second, in thousandths.
  private static let speeds: [Int64] = [
    100, 250, 500, 1_000, 2_000, 5_000, 10_000, 30_000, 60_000, 100_000, 300_000, 1_000_000,
  ]
  private static let normal = 3

  package init() {}

  /// Simulated microseconds that pass in `elapsed` real ones.
  package func simulated(_ elapsed: Int64) -> Int64 { elapsed * Self.speeds[step] / 1_000 }

  /// `1x`, `0.25x`, `300x`.
  package var text: String {
    let speed = Self.speeds[step]
    guard speed % 1_000 != 0 else { return "\(speed / 1_000)x" }
    var digits = String(1_000 + speed).dropFirst()
    while digits.last == "0" { digits = digits.dropLast() }
    return "0.\(digits)x"
  }

  package mutating func faster() { step = min(step + 1, Self.speeds.count - 1) }
  package mutating func slower() { step = max(step - 1, 0) }
  package mutating func normalSpeed() { step = Self.normal }

  /// Sets one of the speeds there are; whether it is one.
  package mutating func set(_ text: String) -> Bool {
    let number = text.hasSuffix("x") ? String(text.dropLast()) : text
    guard let index = Self.speeds.indices.first(where: { Self.name($0) == number }) else {
      return false
    }
    step = index
    return true
  }

  /// All speeds, slowest first, for completion.
  package static var names: [String] { speeds.indices.map(name) }

  private static func name(_ index: Int) -> String {
    var playback = Playback()
    playback.step = index
    return String(playback.text.dropLast())
  }
}
