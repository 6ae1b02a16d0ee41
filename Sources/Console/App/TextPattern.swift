/// A regular expression as filters take it, in RE2's manner: time grows with the text only, never
/// with ways to match, so that no pattern can hang the screen.
///
/// Letters of ASCII match in either case. Understood are `. ^ $ * + ? | ( ) [a-z] [^a-z] \d \w \s`
/// and a backslash before a sign that stands for itself.
package struct TextPattern: Hashable, Sendable {
  /// Groups within groups.
  static let depthMax = 32

  /// One step of the machine that runs over the text.
  enum Step: Hashable, Sendable {
    case one(ScalarSet)
    case start, end
    case split(Int, Int)
    case jump(Int)
    case match
  }

  let steps: [Step]

  /// Reads a pattern, or tells what is wrong with it and where.
  package init(_ text: some StringProtocol) throws(PatternError) {
    var parser = PatternParser(text)
    let node = try parser.pattern()
    var steps: [Step] = []
    node.compile(into: &steps)
    self.steps = steps + [.match]
  }

  /// Whether it matches somewhere in the text: O(text * pattern).
  package func matches(_ text: String) -> Bool {
    var run = PatternRun(steps)
    var isFirst = true
    for scalar in text.unicodeScalars {
      if run.begin(isStart: isFirst, isEnd: false) { return true }
      isFirst = false
      run.advance(over: scalar)
    }
    return run.begin(isStart: isFirst, isEnd: true)
  }
}

/// What is wrong with a pattern.
package struct PatternError: Error, Hashable, Sendable {
  package var message: String
  /// The character, counted from 1.
  package var column: Int
}

/// Scalars by ranges, letters of ASCII in either case.
struct ScalarSet: Hashable, Sendable {
  var ranges: [ClosedRange<UInt32>]
  var isNegated = false

  func contains(_ scalar: Unicode.Scalar) -> Bool {
    let value = scalar.value
    let isIn = ranges.contains { $0.contains(value) || $0.contains(Self.otherCase(value)) }
    return isIn != isNegated
  }

  private static func otherCase(_ value: UInt32) -> UInt32 {
    (65...90).contains(value) ? value + 32 : (97...122).contains(value) ? value - 32 : value
  }
}

/// All places of a pattern where one can be in a text at once.
private struct PatternRun {
  private let steps: [TextPattern.Step]
  private var waiting: [Int] = []
  private var places: [Int] = []
  private var seen: [Int]
  private var turn = 0

  init(_ steps: [TextPattern.Step]) {
    self.steps = steps
    seen = [Int](repeating: 0, count: steps.count)
  }

  /// Follows all that needs no scalar, a new match that begins here included.
  ///
  /// Whether the end of the pattern is reached.
  mutating func begin(isStart: Bool, isEnd: Bool) -> Bool {
    turn += 1
    places = []
    var open = waiting + [0]
    // Every step is taken once a turn.
    while let place = open.popLast() {
      guard seen[place] != turn else { continue }
      seen[place] = turn
      switch steps[place] {
      case .match: return true
      case .jump(let target): open.append(target)
      case .split(let first, let second): open += [first, second]
      case .start: if isStart { open.append(place + 1) }
      case .end: if isEnd { open.append(place + 1) }
      case .one: places.append(place)
      }
    }
    return false
  }

  mutating func advance(over scalar: Unicode.Scalar) {
    waiting = places.filter {
      if case .one(let set) = steps[$0] { set.contains(scalar) } else { false }
    }
    .map { $0 + 1 }
  }
}
