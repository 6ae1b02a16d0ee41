/// A point of simulated time: microseconds since the document was opened.
package struct Instant: Hashable, Comparable, Sendable {
  package var microseconds: Int64

  package init(microseconds: Int64 = 0) {
    self.microseconds = microseconds
  }

  package static let zero = Instant()

  package static func < (left: Self, right: Self) -> Bool {
    left.microseconds < right.microseconds
  }

  package static func + (instant: Self, delay: Delay) -> Self {
    Self(microseconds: instant.microseconds + delay.microseconds)
  }

  package static func - (later: Self, earlier: Self) -> Delay {
    Delay(microseconds: later.microseconds - earlier.microseconds)
  }
}

/// A span of simulated time in microseconds.
package struct Delay: Hashable, Comparable, Sendable {
  package var microseconds: Int64

  package init(microseconds: Int64) {
    self.microseconds = microseconds
  }

  package static let zero = Delay(microseconds: 0)

  /// More than any document can mean (some 285 years), and far from the end of the numbers.
  package static let longest = Delay(microseconds: 1 << 53)

  package static func milliseconds(_ count: Int64) -> Self { Self(microseconds: count * 1_000) }

  /// Seconds as a document has them: any number, cut at ``longest``.
  package static func seconds(_ count: Int64) -> Self {
    let (product, isTooLong) = count.multipliedReportingOverflow(by: 1_000_000)
    let most = longest.microseconds
    guard !isTooLong else { return Self(microseconds: count < 0 ? -most : most) }
    return Self(microseconds: min(max(product, -most), most))
  }

  package static func < (left: Self, right: Self) -> Bool {
    left.microseconds < right.microseconds
  }

  package static func + (left: Self, right: Self) -> Self {
    Self(microseconds: left.microseconds + right.microseconds)
  }
}
