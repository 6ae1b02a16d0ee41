/// Where a mean lies with a confidence of 95 %.
package struct ConfidenceInterval: Hashable, Sendable {
  package var mean: Double
  /// `nil` where one run alone says nothing about it.
  package var low: Double?
  package var high: Double?

  /// The quantile of the normal distribution for 95 % in the middle.
  private static let normal = 1.959963984540054

  /// Of the mean of numbers that are 0 or more, by Student's t distribution.
  ///
  /// Takes their count, sum and the sum of their squares, so that what several machines counted
  /// can be added, exactly and in any order. Counts below 0 do not exist, so the interval ends
  /// there.
  package init(ofMean count: UInt64, sum: UInt64, squares: UInt128) {
    precondition(count > 0)
    mean = Double(sum) / Double(count)
    guard count > 1 else { return }
    // count * squares - sum^2 is exact; rounding begins after it.
    let spread = UInt128(count) * squares - UInt128(sum) * UInt128(sum)
    let variance = Double(spread) / (Double(count) * Double(count - 1))
    let margin = Self.student(count - 1) * (variance / Double(count)).squareRoot()
    low = max(0, mean - margin)
    high = mean + margin
  }

  /// Of a share, by Wilson's score: right also near 0 and 1, where runs all pass or all fail.
  package init(ofShare part: UInt64, of count: UInt64) {
    precondition(count > 0 && part <= count)
    let (number, square) = (Double(count), Self.normal * Self.normal)
    let share = Double(part) / number
    let centre = (share + square / (2 * number)) / (1 + square / number)
    let inner = share * (1 - share) / number + square / (4 * number * number)
    let margin = Self.normal * inner.squareRoot() / (1 + square / number)
    mean = share
    low = part == 0 ? 0 : max(0, centre - margin)
    high = part == count ? 1 : min(1, centre + margin)
  }

  /// The 97.5 % quantile of Student's t with so many degrees of freedom.
  ///
  /// From the table up to 10, beyond by the expansion of Abramowitz and Stegun 26.7.5, right to
  /// five digits: only additions and multiplications, the same on every processor.
  static func student(_ degrees: UInt64) -> Double {
    let table = [
      12.7062, 4.30265, 3.18245, 2.77645, 2.57058, 2.44691, 2.36462, 2.30600, 2.26216, 2.22814,
    ]
    guard degrees > UInt64(table.count) else { return table[Int(degrees) - 1] }
    let (x, n) = (normal, Double(degrees))
    let x2 = x * x
    let first = x * (x2 + 1) / 4
    let second = x * ((5 * x2 + 16) * x2 + 3) / 96
    let third = x * (((3 * x2 + 19) * x2 + 17) * x2 - 15) / 384
    let fourth = x * ((((79 * x2 + 776) * x2 + 1482) * x2 - 1920) * x2 - 945) / 92160
    return x + (first + (second + (third + fourth / n) / n) / n) / n
  }
}
