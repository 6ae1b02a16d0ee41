import Glibc
import Synchronization

/// Many pieces of pure work on several threads, whose results come in the order of their numbers.
///
/// What comes out is the same however many threads there are and whichever is first.
final class OrderedWork<Result: Sendable>: Sendable {
  private struct State {
    /// The next piece that nobody has begun.
    var next = 0
    /// Results that were handed on.
    var delivered = 0
    var finished: [Int: Result] = [:]
    var isStopped = false
    /// Threads that have not ended.
    var threads = 0
  }

  /// How far a thread may be ahead of what was handed on, so that one long piece does not fill the
  /// memory with results.
  private static var aheadMax: Int { 4_096 }
  /// How often the one who waits is asked whether to go on.
  private static var intervalNanoseconds: Int { 100_000_000 }

  private let count: Int
  private let work: @Sendable (Int) -> Result
  private let state = Mutex(State())
  private let signal = Signal()

  /// Pieces 0 to `count` - 1.
  init(_ count: Int, _ work: @escaping @Sendable (Int) -> Result) {
    self.count = count
    self.work = work
  }

  /// Does the work on so many threads and hands results on here, in their order, until `take` or
  /// `goesOn` does not want any more.
  ///
  /// `goesOn` is asked at least ten times a second. Returns after all threads have ended.
  func run(threads: Int, goesOn: () -> Bool, take: (Int, Result) -> Bool) {
    for _ in 0..<min(threads, count) {
      state.withLock { $0.threads += 1 }
      let job = BackgroundJob { self.workOn() }
      if !job.start() { state.withLock { $0.threads -= 1 } }
    }
    // Where no thread was to be had, the work is done here, piece by piece.
    let isAlone = state.withLock { $0.threads == 0 }
    while true {
      if isAlone { workOnce() } else { signal.wait(nanoseconds: Self.intervalNanoseconds) }
      if !goesOn() { stop() }
      while let (index, result) = nextResult() {
        if !take(index, result) { stop() }
      }
      let isOver = state.withLock { state in
        state.threads == 0 && (state.isStopped || state.delivered == count)
      }
      if isOver { return }
    }
  }

  private func stop() { state.withLock { $0.isStopped = true } }

  /// The result whose turn it is, if it is there and still wanted.
  private func nextResult() -> (Int, Result)? {
    state.withLock { state in
      guard !state.isStopped, let result = state.finished.removeValue(forKey: state.delivered)
      else { return nil }
      state.delivered += 1
      return (state.delivered - 1, result)
    }
  }

  private func workOn() {
    while workOnce() {}
    state.withLock { $0.threads -= 1 }
    signal.send()
  }

  /// Does the next piece; whether there may be more.
  @discardableResult private func workOnce() -> Bool {
    let turn: OrderedTurn = state.withLock { state in
      guard !state.isStopped, state.next < count else { return .never }
      guard state.next < state.delivered + Self.aheadMax else { return .later }
      state.next += 1
      return .piece(state.next - 1)
    }
    switch turn {
    case .never: return false
    case .later: usleep(1_000)
    case .piece(let index):
      let result = work(index)
      state.withLock { $0.finished[index] = result }
      signal.send()
    }
    return true
  }
}

/// What a thread is to do.
private enum OrderedTurn {
  case piece(Int)
  /// It is too far ahead.
  case later
  case never
}

/// Wakes the one who waits.
private final class Signal: @unchecked Sendable {
  // A semaphore must not move; its functions are made for several threads.
  private let semaphore = UnsafeMutablePointer<sem_t>.allocate(capacity: 1)

  init() { sem_init(semaphore, 0, 0) }

  deinit {
    sem_destroy(semaphore)
    semaphore.deallocate()
  }

  func send() { sem_post(semaphore) }

  /// Waits until somebody sends, at most so long.
  func wait(nanoseconds: Int) {
    var until = timespec()
    clock_gettime(CLOCK_REALTIME, &until)
    let total = until.tv_nsec + nanoseconds
    until.tv_sec += total / 1_000_000_000
    until.tv_nsec = total % 1_000_000_000
    sem_timedwait(semaphore, &until)
  }
}

/// Processors of this machine.
enum Processors {
  static var count: Int { max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))) }
}
