import ClusterState
import Glibc
import Synchronization

/// Ends the program with words if work takes more memory than is allowed.
///
/// For work that is one piece and cannot be told to stop; nothing that would have to be put in
/// order may be open meanwhile, no terminal and no file.
final class MemoryGuard: Sendable {
  /// What is being done.
  enum Work: String, Sendable {
    case ending = "putting the document together"
    case model = "building the model"
  }

  private static let intervalMicroseconds: UInt32 = 2_000

  private let isOver = Atomic<Bool>(false)
  private let limit: MemoryLimit
  private let work: Work

  /// Watches from now on; `nil` without a limit.
  init?(_ work: Work, _ limit: MemoryLimit?) {
    guard let limit else { return nil }
    self.limit = limit
    self.work = work
    let job = BackgroundJob { self.watch() }
    // Without a thread to be had, the end is looked at alone.
    _ = job.start()
  }

  /// The work is done.
  func end() {
    check()
    isOver.store(true, ordering: .relaxed)
  }

  private func watch() {
    while !isOver.load(ordering: .relaxed) {
      check()
      usleep(Self.intervalMicroseconds)
    }
  }

  private func check() {
    guard ResidentMemory.bytes > limit.bytes else { return }
    let error = LoadError.memoryLimit("\(limit)", reached: "while \(work.rawValue)")
    if StandardStreams.isErrorTerminal { StandardStreams.writeError("\r\u{1B}[K") }
    Diagnostics.say("\(error.id): \(error)")
    _exit(error.exitCode)
  }
}
