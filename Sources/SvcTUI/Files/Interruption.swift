import Synchronization

/// Whether Ctrl-C was pressed while something long was going on.
enum Interruption {
  private static let requested = Atomic<Bool>(false)

  static var isRequested: Bool { requested.load(ordering: .relaxed) }
  static func note() { requested.store(true, ordering: .relaxed) }
  static func reset() { requested.store(false, ordering: .relaxed) }
}
