import Glibc

/// Work on a thread that nobody waits for.
final class BackgroundJob: Sendable {
  private let work: @Sendable () -> Void

  init(_ work: @escaping @Sendable () -> Void) { self.work = work }

  /// Whether there was a thread to be had.
  func start() -> Bool {
    var thread = pthread_t()
    let job = Unmanaged.passRetained(self)
    let code = pthread_create(
      &thread,
      nil,
      { context in
        guard let context else { return nil }
        let job = Unmanaged<BackgroundJob>.fromOpaque(context).takeRetainedValue()
        // Signals are the main thread's.
        var all = sigset_t()
        sigfillset(&all)
        pthread_sigmask(SIG_BLOCK, &all, nil)
        job.work()
        return nil
      },
      job.toOpaque()
    )
    guard code == 0 else {
      job.release()
      return false
    }
    pthread_detach(thread)
    return true
  }
}
