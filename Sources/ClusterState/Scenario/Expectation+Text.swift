extension Expectation: CustomStringConvertible {
  /// The words after `expect` that read back as this expectation.
  package var description: String {
    var words = ["\(measure)"]
    if let comparison { words.append("\(comparison)") }
    if let scope { words.append("of \(ResourceNames.singular(scope.kind)) \(scope.key)") }
    if let since { words.append("since \(since)") }
    return words.joined(separator: " ")
  }
}

extension Expectation.Measure: CustomStringConvertible {
  /// As it stands in a line.
  package var description: String {
    switch self {
    case .sent: "sent"
    case .lost: "lost"
    case .verdict(let verdict): verdict.name
    case .lostBecause(let cause): "lost-because \(cause.rawValue)"
    case .success: "success"
    case .requests(let place): "requests \(place)"
    case .share(let place): "share \(place)"
    case .used: "used"
    case .latency(let rank): rank.rawValue
    case .endpoints(let state): "endpoints \(state.rawValue)"
    case .pods(let state): "pods \(state.rawValue)"
    case .connections(let state): "connections \(state.rawValue)"
    case .presence(let kind, let key, let isThere):
      "\(isThere ? "exists" : "absent") \(ResourceNames.singular(kind)) \(key)"
    case .outcome(let verdict, let traffic): "verdict \(verdict.name) \(traffic)"
    case .reason(let name, let traffic): "reason \(name) \(traffic)"
    case .field(let kind, let key, let path):
      "field \(ResourceNames.singular(kind)) \(key) \(LineWord.quoted("\(path)"))"
    case .event(let name, let subject):
      "event \(name)" + (subject.map { " \(LineWord.quoted($0))" } ?? "")
    case .settled: "settled"
    case .elapsed: "elapsed"
    }
  }
}

extension Expectation.Place: CustomStringConvertible {
  /// `pod/shop/web-1`, `node/node-b`, `zone/zone-1`.
  package var description: String {
    switch self {
    case .pod(let key): "pod/\(key)"
    case .node(let name): "node/\(name)"
    case .zone(let name): "zone/\(name)"
    case .workload(let kind, let key): "\(ResourceNames.singular(kind))/\(key)"
    }
  }
}

extension Comparison: CustomStringConvertible {
  /// `= 5`, `between 30% and 37%`.
  package var description: String {
    switch self {
    case .relation(let relation, let value): "\(relation.rawValue) \(value)"
    case .between(let low, let high): "between \(low) and \(high)"
    }
  }
}

extension ExpectedValue: CustomStringConvertible {
  /// `1000`, `99.5%`, `1.5s`, `NodePort`.
  package var description: String {
    switch self {
    case .count(let number): "\(number)"
    case .share(let millionths): Self.percent(millionths) + "%"
    case .span(let delay): "\(delay)"
    case .text(let text): LineWord.quoted(text)
    }
  }

  /// Millionths as percent, without zeros at the end.
  static func percent(_ millionths: Int64) -> String {
    let (whole, rest) = millionths.quotientAndRemainder(dividingBy: 10_000)
    guard rest > 0 else { return "\(whole)" }
    var digits = String(10_000 + rest).dropFirst()
    while digits.last == "0" { digits = digits.dropLast() }
    return "\(whole).\(digits)"
  }
}
