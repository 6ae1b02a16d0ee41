import Glibc

/// Counts wall time from its making, by the clock that never goes back.
package struct Stopwatch: Sendable {
  private let start = Self.clock

  package init() {}

  package var nanoseconds: Int64 { Self.clock - start }

  private static var clock: Int64 {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
  }
}
