extension Simulation {
  /// How long something takes this time.
  ///
  /// Drawn from the seed, the name of the delay, who it happens to and when: no draw depends on
  /// another, so that two branches of a history differ only by what was changed.
  func draw(_ name: Delays.Name, for subject: ObjectName) -> Delay {
    draw(name, settings.delays[name], for: subject, at: now)
  }

  /// A draw from a range; without `instant` always the same for one subject.
  func draw(
    _ name: Delays.Name,
    _ range: Delays.Range,
    for subject: ObjectName,
    at instant: Instant = .zero
  ) -> Delay {
    let width = range.longest.microseconds - range.shortest.microseconds
    guard width > 0 else { return range.shortest }
    var generator = SeededGenerator(
      seed: settings.seed &+ UInt64(bitPattern: instant.microseconds) &* 0x9e37_79b9_7f4a_7c15,
      stream: "\(name.rawValue)/\(subject.namespace)/\(subject.name)"
    )
    let offset = generator.next(below: UInt64(width) + 1)
    return Delay(microseconds: range.shortest.microseconds + Int64(offset))
  }
}
