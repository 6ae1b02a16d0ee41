/// How well counts agree with what was expected of chance (Pearson's chi-square test).
package struct ChiSquare: Equatable, Sendable {
  package var statistic: Double
  package var degreesOfFreedom: Int
  /// The chance of a statistic at least this large if the expectation is right.
  package var p: Double

  /// `nil` with fewer than two endpoints that were expected to get anything.
  package init?(observed: [UInt64], expected: [Double]) {
    let cells = zip(observed, expected).filter { $0.1 > 0 }
    guard cells.count > 1 else { return nil }
    statistic = cells.reduce(0) { sum, cell in
      let difference = Double(cell.0) - cell.1
      return sum + difference * difference / cell.1
    }
    degreesOfFreedom = cells.count - 1
    p = Self.upperTail(statistic / 2, shape: Double(degreesOfFreedom) / 2)
  }

  /// The regularised upper incomplete gamma function Q(shape, x), by recurrence from 1/2 or 1 in
  /// steps of one: shapes are halves of whole numbers.
  private static func upperTail(_ x: Double, shape: Double) -> Double {
    guard x > 0 else { return 1 }
    let isHalf = shape != shape.rounded(.down)
    var order = isHalf ? 0.5 : 1.0
    var tail = isHalf ? complementaryError(x.squareRoot()) : exponential(-x)
    // x^order e^-x / Gamma(order + 1)
    var term =
      isHalf ? exponential(-x) * x.squareRoot() * 2 / Double.pi.squareRoot() : x * exponential(-x)
    while order < shape {
      tail += term
      order += 1
      term *= x / order
    }
    return min(max(tail, 0), 1)
  }

  /// e^x by halving the argument and a series: the same digits on every machine.
  static func exponential(_ x: Double) -> Double {
    guard x > -745 else { return 0 }
    let halvings = 20
    let small = x / Double(1 << halvings)
    var sum = 1.0
    var term = 1.0
    for order in 1...8 {
      term *= small / Double(order)
      sum += term
    }
    for _ in 0..<halvings { sum *= sum }
    return sum
  }

  /// erfc(z) for z >= 0: a series for small arguments, a continued fraction for large ones.
  static func complementaryError(_ z: Double) -> Double {
    let scale = exponential(-z * z) / Double.pi.squareRoot()
    if z < 2 {
      var term = z
      var sum = z
      for order in 1...200 {
        term *= 2 * z * z / Double(2 * order + 1)
        sum += term
        if term < sum * 1e-17 { break }
      }
      return 1 - 2 * scale * sum
    }
    var fraction = z
    for order in stride(from: 60, to: 0, by: -1) { fraction = z + Double(order) / 2 / fraction }
    return scale / fraction
  }
}
