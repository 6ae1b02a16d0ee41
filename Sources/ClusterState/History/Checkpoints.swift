/// Copies of the world that are kept while time passes without commands, dense lately and sparse
/// long ago: a stream that runs for hours keeps no more than one that runs for minutes.
struct Checkpoints: Sendable {
  struct Checkpoint: Sendable {
    let world: Simulation
    /// How many commands were given before it.
    let inForce: Int
  }

  /// Copies kept in one branch.
  static let countMax = 96
  /// Nearer to each other they would save nothing worth their memory.
  static let spacing = Delay.seconds(1)
  /// A long time that passes at once is cut into so many pieces at most.
  static let slicesMax: Int64 = 32

  /// Sorted by time.
  private(set) var kept: [Checkpoint] = []

  /// Where the next copy should be kept when time passes up to `target`.
  func slice(from now: Instant, to target: Instant) -> Instant {
    let piece = (target - now).microseconds / Self.slicesMax
    let length = max(piece, Self.spacing.microseconds)
    return min(target, now + Delay(microseconds: length))
  }

  /// Keeps a world unless another one, or that of the last command, is near.
  mutating func offer(_ world: Simulation, inForce: Int, commandAt: Instant) {
    let last = max(kept.last?.world.now ?? .zero, commandAt)
    guard Self.spacing <= world.now - last else { return }
    kept.append(Checkpoint(world: world, inForce: inForce))
    if kept.count > Self.countMax { thinOut() }
  }

  /// Forgets what does not belong to a history of so many commands that ends at `instant`.
  mutating func cut(inForce: Int, at instant: Instant) {
    while let last = kept.last, last.inForce > inForce || last.world.now > instant {
      kept.removeLast()
    }
  }

  /// The newest one not after `instant`.
  func last(notAfter instant: Instant) -> Checkpoint? {
    kept.last { $0.world.now <= instant }
  }

  /// Takes out the one whose gap would be smallest for its age.
  private mutating func thinOut() {
    guard let newest = kept.last?.world.now else { return }
    func loss(_ index: Int) -> Double {
      let gap = kept[index + 1].world.now - kept[index - 1].world.now
      let age = newest - kept[index].world.now + Self.spacing
      return Double(gap.microseconds) / Double(age.microseconds)
    }
    let inner = kept.indices.dropFirst().dropLast()
    if let index = inner.min(by: { loss($0) < loss($1) }) { kept.remove(at: index) }
  }
}
