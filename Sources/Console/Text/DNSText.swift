package import ClusterState

/// What a client's resolver found, as tables and as lines to read.
package enum DNSText {
  package static let queryHeadings = ["QUERY", "TYPE", "RCODE", "ASKED AS", "WHY"]
  package static let answerHeadings = ["ANSWER", "TTL", "TYPE", "DATA"]

  /// `web. A: NOERROR, cluster IPs of Service shop/web`.
  package static func headline(_ answer: DNSAnswer) -> Sentence {
    let question = "\(answer.question.text) \(answer.type.rawValue)"
    return "\(question): \(answer.code.rawValue), \(answer.reason.text)"
  }

  /// Whom the client asks and where it searches, with the field that says so.
  package static func resolver(_ answer: DNSAnswer) -> Sentence? {
    answer.steps.first.map { "\($0.detail) (\($0.rule))" }
  }

  /// A row a query, in the order in which they were sent.
  package static func queryRows(_ answer: DNSAnswer) -> [[Sentence]] {
    zip(answer.queries, answer.steps.dropFirst()).map { query, step in
      let asked = [query.name, query.type.rawValue, query.code.rawValue]
      return asked.map { Sentence(verbatim: $0) } + [step.rule, query.reason.text]
    }
  }

  /// A row a record of the answer.
  package static func answerRows(_ answer: DNSAnswer) -> [[String]] {
    answer.answers.map { record in
      [record.name, "\(record.timeToLive)", record.type.rawValue, "\(record.content)"]
    }
  }

  /// What a text asks for: the name of an address is looked up in its reverse zone; `nil` if it is
  /// no name.
  package static func question(
    _ text: String,
    _ type: DNSRecordType?
  ) -> (name: DNSName, type: DNSRecordType)? {
    if type ?? .ptr == .ptr, let address = IPAddress(text) {
      return (DNSName(reverseOf: address), .ptr)
    }
    return DNSName(text).map { ($0, type ?? .a) }
  }

  /// How a name is resolved, step by step.
  static func lines(_ answer: DNSAnswer, asker: Sentence) -> [TextLine] {
    let isFound = !answer.answers.isEmpty
    var lines = [
      TextLine("asked by \(asker)", Style(.dim)), .empty,
      TextLine(headline(answer), Style(isFound ? .good : .bad, .bold), wraps: true),
    ]
    for (index, step) in answer.steps.enumerated() {
      let title: Sentence = index == 0 ? "\(step.title)" : "query \(index): \(step.title)"
      lines += [
        .empty, TextLine(title, Style(.title), wraps: true),
        TextLine(step.detail, indent: 4, wraps: true),
        TextLine("by \(step.rule)   [\(step.source)]", Style(.dim), indent: 4, wraps: true),
      ]
    }
    guard isFound else { return lines }
    lines += [.empty, TextLine("records", Style(.title))]
    return lines
      + answerRows(answer).map { row in
        TextLine(Sentence(verbatim: row.joined(separator: "  ")), indent: 4, wraps: true)
      }
  }

  /// Who asks, in a word.
  static func name(_ client: DNSClient) -> Sentence {
    switch client {
    case .pod(let key): "pod/\(key)"
    case .node(let name): "node/\(name)"
    case .outside: "a client outside"
    case .anyPod(let namespace): "a pod of namespace \(namespace)"
    }
  }
}
