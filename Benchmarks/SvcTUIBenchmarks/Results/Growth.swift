import Glibc

/// How a figure grows with the size of its input.
enum Growth {
  /// The power of n that the figures follow, by least squares over their logarithms.
  ///
  /// 1 is linear; `nil` for less than two sizes.
  static func exponent(_ points: [(size: Double, figure: Double)]) -> Double? {
    let logs = points.filter { $0.size > 0 && $0.figure > 0 }.map { (log($0.size), log($0.figure)) }
    guard logs.count > 1 else { return nil }
    let count = Double(logs.count)
    let middle = (
      logs.reduce(0) { $0 + $1.0 } / count, logs.reduce(0) { $0 + $1.1 } / count
    )
    let spread = logs.reduce(0) { $0 + ($1.0 - middle.0) * ($1.0 - middle.0) }
    let shared = logs.reduce(0) { $0 + ($1.0 - middle.0) * ($1.1 - middle.1) }
    return spread > 0 ? shared / spread : nil
  }
}
