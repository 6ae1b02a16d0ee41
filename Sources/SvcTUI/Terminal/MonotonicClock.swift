import Glibc

/// Time that only goes forward, for waiting and for the simulation's pace.
enum MonotonicClock {
  static var microseconds: Int64 {
    var now = timespec()
    clock_gettime(CLOCK_MONOTONIC, &now)
    return Int64(now.tv_sec) * 1_000_000 + Int64(now.tv_nsec) / 1000
  }

  static var milliseconds: Int64 { microseconds / 1000 }
}
