import Console
import Glibc

/// Shows on standard error how far loading is, when it takes long, and lets Ctrl-C end it cleanly.
struct LoadProgress {
  /// Nothing is shown before this: most documents are there at once.
  private static let patienceMicroseconds: Int64 = 300_000
  private static let intervalMicroseconds: Int64 = 100_000

  private let total: UInt64?
  private let startedAt = MonotonicClock.microseconds
  private var shownAt: Int64 = 0
  private let isShown = StandardStreams.isErrorTerminal
  private let former = Interruption.listen()

  /// Knows the total if all paths are plain files.
  init(paths: [String]) {
    let sizes = paths.map { path -> UInt64? in
      var status = stat()
      guard !path.hasSuffix(".gz"), stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG
      else { return nil }
      return UInt64(status.st_size)
    }
    total = sizes.allSatisfy { $0 != nil } ? sizes.reduce(0) { $0 + ($1 ?? 0) } : nil
  }

  /// Whether to go on.
  mutating func report(_ bytes: UInt64) -> Bool {
    let now = MonotonicClock.microseconds
    if isShown, now - startedAt > Self.patienceMicroseconds,
      now - shownAt > Self.intervalMicroseconds
    {
      shownAt = now
      StandardStreams.writeError("\r\u{1B}[Kloading \(text(bytes))   Ctrl-C cancels")
    }
    return !Interruption.isRequested
  }

  /// Takes the line away and gives Ctrl-C its usual meaning back.
  mutating func finish() {
    if shownAt > 0 { StandardStreams.writeError("\r\u{1B}[K") }
    Interruption.stopListening(former)
  }

  private func text(_ bytes: UInt64) -> String {
    let megabytes = bytes >> 20
    guard let total, total > 0 else { return "\(megabytes) MB" }
    return "\(min(100, bytes * 100 / total)) %  \(megabytes) of \(total >> 20) MB"
  }
}
