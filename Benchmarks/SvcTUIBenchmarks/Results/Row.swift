/// One measured figure, beside a peer's where there is one, with the goal it has.
struct Row: Codable {
  var benchmark: String
  var size: String
  var figure: Double
  var unit: String
  var peer: String?
  var peerFigure: Double?
  /// Figure and peer compared the way the goal asks.
  var ratio: Double?
  var goal: String?
  var isMet: Bool?
}

/// What a figure must reach.
enum Goal {
  case atMost(Double)
  case atLeast(Double)
  /// So many times faster than the peer; figures are times.
  case faster(Double)
  /// No more than so many times the peer's time.
  case timesThePeer(Double)
  /// So many times the peer's figure, a rate.
  case rate(Double)
}

extension Row {
  /// A figure of our own.
  init(_ benchmark: String, _ size: String, _ figure: Double, _ unit: String, _ goal: Goal? = nil) {
    self.init(benchmark: benchmark, size: size, figure: figure, unit: unit)
    judge(goal)
  }

  /// A figure beside a peer's of the same unit and run.
  init(
    _ benchmark: String,
    _ size: String,
    _ figure: Double,
    _ unit: String,
    against peer: String,
    _ peerFigure: Double,
    _ goal: Goal? = nil
  ) {
    self.init(
      benchmark: benchmark,
      size: size,
      figure: figure,
      unit: unit,
      peer: peer,
      peerFigure: peerFigure,
      ratio: figure / peerFigure
    )
    judge(goal)
  }

  private mutating func judge(_ goal: Goal?) {
    switch goal {
    case .atMost(let most):
      self.goal = "<= \(Self.text(most)) \(unit)"
      isMet = figure <= most
    case .atLeast(let least):
      self.goal = ">= \(Self.text(least)) \(unit)"
      isMet = figure >= least
    case .faster(let least):
      ratio = (peerFigure ?? 0) / figure
      self.goal = ">= \(Self.text(least))x faster"
      isMet = (ratio ?? 0) >= least
    case .timesThePeer(let most):
      self.goal = "<= \(Self.text(most))x its time"
      isMet = (ratio ?? .infinity) <= most
    case .rate(let least):
      self.goal = ">= \(Self.text(least))x its rate"
      isMet = (ratio ?? 0) >= least
    case nil: break
    }
  }

  /// Three digits or more, without a needless fraction.
  static func text(_ number: Double) -> String {
    let magnitude = abs(number)
    if magnitude >= 100 || magnitude == magnitude.rounded() {
      return "\(Int(number.rounded()))"
    }
    let scale: Double = magnitude >= 10 ? 10 : magnitude >= 1 ? 100 : 1_000
    return "\((number * scale).rounded() / scale)"
  }
}
