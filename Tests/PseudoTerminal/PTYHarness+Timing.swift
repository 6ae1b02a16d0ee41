import Glibc

/// How much a program wrote in answer, and when its last byte came.
package struct Answer: Sendable {
  package var bytes = 0
  package var nanoseconds: Int64 = 0
}

extension PTYHarness {
  /// Longest time without a byte before a program is given up.
  private static let silenceMillisecondsMax: Int32 = 5_000
  /// Longest answer; a program that never falls silent has none.
  private static let answerNanosecondsMax: Int64 = 30_000_000_000

  /// Types `text` and reads the answer, which is over when nothing has come for a while.
  package func answer(to text: String, quietMilliseconds: Int32 = 25) -> Answer {
    let watch = Stopwatch()
    type(text)
    return read(since: watch, bytesMin: 1, quietMilliseconds)
  }

  /// Reads the program's first screen; the time counts from its start.
  ///
  /// Programs set the terminal up before they draw: the screen is over only when at least
  /// `bytesMin` have come.
  package func firstScreen(bytesMin: Int, quietMilliseconds: Int32 = 25) -> Answer {
    read(since: sinceStart, bytesMin: bytesMin, quietMilliseconds)
  }

  /// Reads for so long, as somebody who looks on; returns how much came.
  package func lookOn(milliseconds: Int32) -> Int {
    let watch = Stopwatch()
    var bytes = 0
    while true {
      let left = milliseconds - Int32(clamping: watch.nanoseconds / 1_000_000)
      guard left > 0, let count = readSome(waiting: left) else { return bytes }
      bytes += count
    }
  }

  private func read(since watch: Stopwatch, bytesMin: Int, _ quietMilliseconds: Int32) -> Answer {
    var answer = Answer()
    while watch.nanoseconds < Self.answerNanosecondsMax {
      let isEnough = answer.bytes >= bytesMin
      let wait = isEnough ? quietMilliseconds : Self.silenceMillisecondsMax
      guard let count = readSome(waiting: wait), count > 0 else { return answer }
      answer.bytes += count
      answer.nanoseconds = watch.nanoseconds
    }
    return answer
  }

  /// How many bytes came, 0 if none did in time; `nil` if none can come any more.
  private func readSome(waiting milliseconds: Int32) -> Int? {
    var waiting = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
    guard master >= 0 else { return nil }
    guard poll(&waiting, 1, milliseconds) > 0 else { return 0 }
    let count = withUnsafeTemporaryAllocation(byteCount: 1 << 16, alignment: 1) { buffer in
      Glibc.read(master, buffer.baseAddress, buffer.count)
    }
    return count > 0 ? count : nil
  }
}
