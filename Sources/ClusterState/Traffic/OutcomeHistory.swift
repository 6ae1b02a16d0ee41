/// How requests ended, by the time of their end: bins of equal length, never more than
/// ``binsMax`` however long it goes on.
///
/// Copies share what they have in common: a history keeps one with every command.
package struct OutcomeHistory: Equatable, Sendable {
  /// Where more would be needed, every two bins become one of twice the length.
  package static let binsMax = 256

  /// The length of a bin: a power of two.
  package private(set) var binSeconds: Int64 = 1
  private var bins = ChunkedArray<Outcomes>()
  /// The bin that the first one is, counted from instant zero.
  private var first: Int64 = 0

  package init() {}

  /// When the first bin begins; `nil` before anything has ended.
  package var start: Instant? {
    bins.count == 0 ? nil : Instant(microseconds: first * binSeconds * 1_000_000)
  }

  /// The outcomes of the last `count` bins, oldest first; the last one holds the present.
  package func recent(_ count: Int, at now: Instant) -> [Outcomes] {
    let last = number(now)
    let nothing = Outcomes()
    return (0..<Int64(max(0, count))).reversed().map { back in
      let index = last - back - first
      return index >= 0 && index < Int64(bins.count) ? bins[Int(index)] : nothing
    }
  }

  mutating func record(_ outcomes: Outcomes, at instant: Instant) {
    let index = place(at: instant)
    bins[index] += outcomes
  }

  mutating func record(_ verdict: Verdict, at instant: Instant) {
    let index = place(at: instant)
    bins[index][verdict] += 1
  }

  private func number(_ instant: Instant) -> Int64 {
    instant.microseconds / (binSeconds * 1_000_000)
  }

  /// The index of the bin that an instant belongs to, which is made if need be.
  private mutating func place(at instant: Instant) -> Int {
    // What goes in batches is counted a little later than what goes one by one.
    if bins.count == 0 { first = max(0, number(instant) - 1) }
    while number(instant) - first >= Int64(Self.binsMax) { merge() }
    let index = Int(max(0, number(instant) - first))
    let nothing = Outcomes()
    while bins.count <= index { bins.append(nothing) }
    return index
  }

  /// Makes one bin of every two that begin at an even number.
  private mutating func merge() {
    var merged = ChunkedArray<Outcomes>()
    let start = first >> 1
    for (index, outcomes) in bins.enumerated() {
      let target = Int((first + Int64(index)) >> 1 - start)
      if target < merged.count {
        merged[target] += outcomes
      } else {
        merged.append(outcomes)
      }
    }
    (bins, first) = (merged, start)
    binSeconds *= 2
  }
}
