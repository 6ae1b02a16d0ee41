/// The parts of a pattern.
indirect enum PatternNode {
  case one(ScalarSet)
  case start, end
  case sequence([PatternNode])
  case choice(PatternNode, PatternNode)
  /// Any number of times, or once at least, or once at most.
  case repeated(PatternNode, atLeastOnce: Bool, endless: Bool)

  func compile(into steps: inout [TextPattern.Step]) {
    switch self {
    case .one(let set): steps.append(.one(set))
    case .start: steps.append(.start)
    case .end: steps.append(.end)
    case .sequence(let nodes): for node in nodes { node.compile(into: &steps) }
    case .choice(let first, let second):
      let split = steps.count
      steps.append(.match)
      first.compile(into: &steps)
      let jump = steps.count
      steps.append(.match)
      steps[split] = .split(split + 1, steps.count)
      second.compile(into: &steps)
      steps[jump] = .jump(steps.count)
    case .repeated(let node, let atLeastOnce, let endless):
      let start = steps.count
      if !atLeastOnce { steps.append(.match) }
      node.compile(into: &steps)
      if endless { steps.append(.split(start, steps.count + 1)) }
      if !atLeastOnce { steps[start] = .split(start + 1, steps.count) }
    }
  }
}

/// Reads a pattern from left to right.
struct PatternParser {
  private let scalars: [Unicode.Scalar]
  private var place = 0
  private var depth = 0

  init(_ text: some StringProtocol) {
    scalars = Array(text.unicodeScalars)
  }

  mutating func pattern() throws(PatternError) -> PatternNode {
    let node = try choice()
    guard place == scalars.count else { throw failure("no ( before this )") }
    return node
  }

  private mutating func choice() throws(PatternError) -> PatternNode {
    var node = try sequence()
    while next("|") { node = .choice(node, try sequence()) }
    return node
  }

  private mutating func sequence() throws(PatternError) -> PatternNode {
    var nodes: [PatternNode] = []
    while let scalar = current, scalar != "|", scalar != ")" {
      let node = try one()
      nodes.append(quantified(node))
    }
    return .sequence(nodes)
  }

  private mutating func quantified(_ node: PatternNode) -> PatternNode {
    var node = node
    if next("*") {
      node = .repeated(node, atLeastOnce: false, endless: true)
    } else if next("+") {
      node = .repeated(node, atLeastOnce: true, endless: true)
    } else if next("?") {
      node = .repeated(node, atLeastOnce: false, endless: false)
    }
    return node
  }

  private mutating func one() throws(PatternError) -> PatternNode {
    guard let scalar = current else { throw failure("nothing follows") }
    switch scalar {
    case "*", "+", "?": throw failure("nothing to repeat before \(scalar)")
    case "{", "}": throw failure("counts in braces are not understood; \\\(scalar) is the sign")
    case "]": throw failure("no [ before this ]")
    default: place += 1
    }
    switch scalar {
    case "(": return try group()
    case "[": return .one(try set())
    case "^": return .start
    case "$": return .end
    case ".": return .one(ScalarSet(ranges: [], isNegated: true))
    case "\\": return .one(try escaped())
    default: return .one(ScalarSet(ranges: [scalar.value...scalar.value]))
    }
  }

  private mutating func group() throws(PatternError) -> PatternNode {
    depth += 1
    guard depth <= TextPattern.depthMax else {
      throw failure("more than \(TextPattern.depthMax) groups within each other")
    }
    let node = try choice()
    guard next(")") else { throw failure("a ( is not closed") }
    depth -= 1
    return node
  }

  private mutating func escaped() throws(PatternError) -> ScalarSet {
    guard let scalar = current else { throw failure("nothing follows the backslash") }
    place += 1
    switch scalar {
    case "d": return ScalarSet(ranges: [48...57])
    case "w": return ScalarSet(ranges: [48...57, 65...90, 95...95, 97...122])
    case "s": return ScalarSet(ranges: [9...13, 32...32])
    default:
      guard !scalar.properties.isAlphabetic, !("0"..."9").contains(scalar) else {
        throw failure("\\\(scalar) is not understood")
      }
      return ScalarSet(ranges: [scalar.value...scalar.value])
    }
  }

  private mutating func set() throws(PatternError) -> ScalarSet {
    var set = ScalarSet(ranges: [], isNegated: next("^"))
    while let scalar = current, scalar != "]" || set.ranges.isEmpty {
      place += 1
      if scalar == "\\" {
        set.ranges += try escaped().ranges
        continue
      }
      guard current == "-", place + 1 < scalars.count, scalars[place + 1] != "]" else {
        set.ranges.append(scalar.value...scalar.value)
        continue
      }
      let last = scalars[place + 1]
      guard scalar.value <= last.value else { throw failure("\(scalar)-\(last) is upside down") }
      place += 2
      set.ranges.append(scalar.value...last.value)
    }
    guard next("]") else { throw failure("a [ is not closed") }
    return set
  }

  private var current: Unicode.Scalar? { place < scalars.count ? scalars[place] : nil }

  private mutating func next(_ scalar: Unicode.Scalar) -> Bool {
    guard current == scalar else { return false }
    place += 1
    return true
  }

  private func failure(_ message: String) -> PatternError {
    PatternError(message: message, column: min(place + 1, max(1, scalars.count)))
  }
}
