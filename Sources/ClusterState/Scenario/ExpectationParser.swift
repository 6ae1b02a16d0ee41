/// Reads what follows `expect`.
enum ExpectationParser {
  /// Reads the words of a line after `expect`, which ends before `endColumn`.
  static func parse(
    _ words: some Collection<LineWord>,
    namespace: String,
    endColumn: Int
  ) throws(SyntaxFailure) -> Expectation {
    guard let first = words.first else {
      throw SyntaxFailure(endColumn, .missing("what is expected"))
    }
    guard let metric = ExpectedMetric.named(first.text) else {
      throw .unknown("metric", first, ExpectedMetric.all.map(\.name))
    }
    do throws(SyntaxFailure) {
      var reader = try CommandReader(
        words.dropFirst(),
        options: Verb.endsOptions + [.namespace],
        namespace: namespace,
        endColumn: endColumn
      )
      return try read(metric, &reader)
    } catch {
      var failure = error
      failure.example = metric.example
      throw failure
    }
  }

  private static func read(
    _ metric: ExpectedMetric,
    _ reader: inout CommandReader
  ) throws(SyntaxFailure) -> Expectation {
    var expectation = Expectation(measure: try metric.read(&reader))
    // `p99 of service shop/web < 20ms` reads as well as `p99 < 20ms of service shop/web`.
    try readClauses(metric, &expectation, &reader)
    switch metric.value {
    case .none: break
    case .someCount where reader.peek.map({ Comparison.begins($0) }) != true:
      expectation.comparison = .relation(.greater, .count(0))
    default: expectation.comparison = try reader.comparison(metric.value)
    }
    try readClauses(metric, &expectation, &reader)
    try reader.finish()
    guard expectation.scope != nil || !metric.needsScope else {
      throw reader.missing("of \(metric.scopes.map(ResourceNames.singular).joined(separator: "|"))")
    }
    return expectation
  }

  private static func readClauses(
    _ metric: ExpectedMetric,
    _ expectation: inout Expectation,
    _ reader: inout CommandReader
  ) throws(SyntaxFailure) {
    while let word = reader.peek {
      if word.text == "of", expectation.scope == nil, !metric.scopes.isEmpty {
        _ = reader.next()
        let (kind, key) = try reader.target(among: metric.scopes)
        expectation.scope = Expectation.Scope(kind: kind, key: key)
      } else if word.text == "since", expectation.since == nil {
        _ = reader.next()
        expectation.since = try reader.markName()
      } else {
        return
      }
    }
  }
}

extension CommandReader {
  /// Whether a word begins what follows a measure.
  static func begins(_ word: LineWord) -> Bool {
    !word.isQuoted && (["of", "since"].contains(word.text) || Comparison.begins(word))
  }

  /// The name of a mark.
  mutating func markName() throws(SyntaxFailure) -> String {
    let word = try word("the name of a mark")
    guard Timeline.isName(word.text) else {
      throw SyntaxFailure(
        word.column,
        .invalid(
          what: "mark",
          text: word.text,
          expected: "up to \(Timeline.nameMax) letters, digits, -, _ and ."
        )
      )
    }
    return word.text
  }

  /// `pod/shop/web-1`, `pod shop/web-1`, `node/node-b`, `zone zone-1`, `deployment/shop/web`.
  mutating func place() throws(SyntaxFailure) -> Expectation.Place {
    let kinds = [Pod.kind, Node.kind] + ExpectedMetric.workloads
    guard let word = peek, word.text == "zone" || word.text.hasPrefix("zone/") else {
      let (kind, key) = try target(among: kinds)
      switch kind {
      case Pod.kind: return .pod(key)
      case Node.kind: return .node(key.name)
      default: return .workload(kind: kind, key)
      }
    }
    _ = next()
    let name = word.text == "zone" ? try self.word("name") : word.dropFirst(5)
    guard !name.text.isEmpty else {
      throw SyntaxFailure(name.column, .invalid(what: "zone", text: "", expected: "a name"))
    }
    return .zone(name.text)
  }

  /// `= 5`, `>= 99.5%`, `between 30% and 37%`.
  mutating func comparison(_ kind: ExpectedMetric.Value) throws(SyntaxFailure) -> Comparison {
    let sign = try word(kind == .text ? "= or !=" : "=, !=, <, <=, >, >= or between")
    if sign.text == "between", kind != .text {
      let low = try value(kind)
      try keyword("and")
      let column = peek?.column ?? sign.column
      let high = try value(kind)
      guard low.isAtMost(high) else {
        throw SyntaxFailure(
          column,
          .invalid(what: "between", text: "\(high)", expected: "at least \(low)")
        )
      }
      return .between(low, high)
    }
    let known = Comparison.Relation.allCases.prefix(kind == .text ? 2 : 6)
    guard let relation = known.first(where: { $0.rawValue == sign.text }) else {
      let signs = known.map(\.rawValue) + (kind == .text ? [] : ["between"])
      throw .unknown("comparison", sign, signs)
    }
    return .relation(relation, try value(kind))
  }

  private mutating func value(
    _ kind: ExpectedMetric.Value
  ) throws(SyntaxFailure) -> ExpectedValue {
    switch kind {
    case .count, .someCount, .none:
      return .count(Int64(try count(try word("number"), "number", in: 0...Self.countMax)))
    case .share: return try share(try word("percentage"))
    case .span:
      return .span(try delay(try word("span of time"), "span", in: .zero...Delay.longest))
    case .text: return .text(try word("value").text)
    }
  }

  /// More than all requests of a scenario.
  private static let countMax = 1_000_000_000_000_000

  /// `99.5%`: up to four digits after the point.
  private func share(_ word: LineWord) throws(SyntaxFailure) -> ExpectedValue {
    let parts = word.text.dropLast().split(separator: ".", omittingEmptySubsequences: false)
    let isDecimal = parts.allSatisfy { part in
      !part.isEmpty && part.allSatisfy { $0.isASCII && $0.isNumber }
    }
    guard word.text.hasSuffix("%"), (1...2).contains(parts.count), isDecimal,
      parts[0].count <= 3, parts.count == 1 || parts[1].count <= 4,
      let whole = Int64(parts[0])
    else {
      throw SyntaxFailure(
        word.column,
        .invalid(
          what: "share",
          text: word.text,
          expected: "a percentage such as 33.3%, with up to four digits after the point"
        )
      )
    }
    let fraction = parts.count == 2 ? String(parts[1]) : ""
    let digits = fraction + String(repeating: "0", count: 4 - fraction.count)
    let millionths = whole * 10_000 + (Int64(digits) ?? 0)
    guard millionths <= 1_000_000 else {
      throw SyntaxFailure(
        word.column,
        .outOfRange(what: "share", text: word.text, least: "0%", most: "100%")
      )
    }
    return .share(millionths: millionths)
  }
}

extension Comparison {
  /// Whether a word begins a comparison.
  static func begins(_ word: LineWord) -> Bool {
    !word.isQuoted && (word.text == "between" || Relation(rawValue: word.text) != nil)
  }
}

extension ExpectedValue {
  /// Whether the other value, of the same kind, is not less.
  fileprivate func isAtMost(_ other: ExpectedValue) -> Bool {
    switch (self, other) {
    case (.count(let low), .count(let high)): low <= high
    case (.share(let low), .share(let high)): low <= high
    case (.span(let low), .span(let high)): low <= high
    default: false
    }
  }
}
