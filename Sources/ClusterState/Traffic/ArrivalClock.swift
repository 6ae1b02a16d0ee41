/// When the requests of an open-loop plan fall due, one after the other.
///
/// All but Poisson arrivals are computed from their number alone, in whole numbers.
struct ArrivalClock: Equatable, Sendable {
  private let arrivals: Arrivals
  private let start: Int64
  /// Number of the next request, from 1.
  private var number: Int64 = 0
  /// When the next request is due, in microseconds.
  private(set) var next: Int64 = .max
  /// Poisson: what the instant lies after ``next``, in microseconds.
  private var fraction = 0.0
  private var generator: SeededGenerator

  /// The clock of a plan that starts now; `generator` is the plan's own.
  init(_ arrivals: Arrivals, startingAt start: Instant, _ generator: SeededGenerator) {
    self.arrivals = arrivals
    self.start = start.microseconds
    self.generator = generator
    next = start.microseconds
    if case .closedLoop = arrivals { next = .max } else { takeNext() }
  }

  /// Goes on to the request after the next one.
  mutating func takeNext() {
    number += 1
    switch arrivals {
    case .constant(let rate): next = start + Self.ceiling(Int128(number) * 1_000_000, Int128(rate))
    case .poisson(let rate):
      let gap = generator.nextExponential() * (1_000_000 / Double(rate)) + fraction
      let whole = gap.rounded(.down)
      fraction = gap - whole
      next += Int64(whole)
    case .bursts(let size, let interval):
      next = start + (number - 1) / Int64(size) * interval.microseconds
    case .ramp(let first, let last, let span):
      next = start + Ramp(first, last, span).instant(of: number)
    case .closedLoop: next = .max
    }
  }

  /// How many requests fall due up to an instant, the next one included.
  mutating func takeDue(upTo limit: Int64, atMost most: Int) -> Int {
    guard next <= limit, most > 0 else { return 0 }
    var count = 0
    if case .constant(let rate) = arrivals {
      let last = Int64(Int128(limit - start) * Int128(rate) / 1_000_000)
      count = Int(min(last - number + 1, Int64(most)))
      number += Int64(count) - 1
      takeNext()
      return count
    }
    while next <= limit, count < most {
      takeNext()
      count += 1
    }
    return count
  }

  fileprivate static func ceiling(_ dividend: Int128, _ divisor: Int128) -> Int64 {
    Int64((dividend + divisor - 1) / divisor)
  }
}

/// A rate that changes evenly: the n-th request is due once the area under the rate reaches n.
private struct Ramp {
  let first: Int128
  let last: Int128
  let span: Int128

  init(_ first: Int, _ last: Int, _ span: Delay) {
    self.first = Int128(first)
    self.last = Int128(last)
    self.span = Int128(span.microseconds)
  }

  /// Two million times ``span`` times the requests due by `time` microseconds.
  private func area(_ time: Int128) -> Int128 {
    let inside = min(time, span)
    let ramp = 2 * span * first * inside + (last - first) * inside * inside
    return ramp + 2 * span * last * (time - inside)
  }

  func instant(of number: Int64) -> Int64 {
    let wanted = Int128(number) * 2_000_000 * span
    let rampArea = area(span)
    if wanted > rampArea {
      return Int64(span) + ArrivalClock.ceiling(wanted - rampArea, 2 * span * last)
    }
    var (low, high) = (Int128(0), span)
    while low < high {
      let middle = (low + high) / 2
      if area(middle) >= wanted { high = middle } else { low = middle + 1 }
    }
    return Int64(low)
  }
}

extension SeededGenerator {
  /// A draw from the exponential distribution with mean 1, by von Neumann's comparisons (1951).
  ///
  /// Whole numbers are compared and no logarithm is taken, so that it is equal on every machine.
  mutating func nextExponential() -> Double {
    var whole = 0.0
    // The chance to be still here after 200 rounds is e^-200.
    for _ in 0..<200 {
      let first = next()
      var last = first
      var isOdd = true
      while true {
        let draw = next()
        guard draw < last else { break }
        last = draw
        isOdd.toggle()
      }
      if isOdd { return whole + Double(first >> 11) * 0x1p-53 }
      whole += 1
    }
    return whole
  }
}
