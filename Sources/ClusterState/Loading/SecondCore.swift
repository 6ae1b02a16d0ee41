internal import CSimdJSON

/// Pure work that another thread does meanwhile.
///
/// Only for bulk work on values: what is computed must not depend on when.
final class SecondCore<Value: Sendable> {
  private let job: TypedJob<Value>
  private let thread: OpaquePointer?

  /// Begins at once.
  init(_ work: @escaping @Sendable () -> Value) {
    job = TypedJob(work)
    thread = svctui_thread_start(
      { context in
        guard let context else { return }
        Unmanaged<Job>.fromOpaque(context).takeUnretainedValue().run()
      },
      Unmanaged.passUnretained(job as Job).toOpaque()
    )
  }

  /// Waits for the value; to be asked once.
  ///
  /// Where no thread was to be had, the work is done now.
  func join() -> Value {
    if let thread { svctui_thread_join(thread) }
    return job.value ?? job.work()
  }
}

/// What a thread is given: it knows nothing of the type of the value.
private class Job: @unchecked Sendable {
  func run() {}
}

private final class TypedJob<Value: Sendable>: Job, @unchecked Sendable {
  let work: @Sendable () -> Value
  // Written by the other thread before it ends, read by this one after joining it.
  var value: Value?

  init(_ work: @escaping @Sendable () -> Value) { self.work = work }

  override func run() { value = work() }
}
