/// Reads a line of the command language: kubectl's verbs where it has them, ours where not.
///
/// `delete pod web-1 -n shop --grace-period=5`, `scale deployment web --replicas=5`,
/// `send 1000 from pod/shop/client to http://web`, `mode nftables`, `step`. The verbs stand in
/// ``Verb/all``.
package enum CommandParser {
  package typealias Failure = SyntaxFailure

  /// Reads one command.
  ///
  /// Names without a namespace are looked for in `namespace`.
  package static func parse(
    _ line: String,
    namespace: String = "default"
  ) throws(Failure) -> Command {
    guard case .command(let command) = try InstructionParser.parse(line, namespace: namespace)
    else {
      let verb = try LineWord.words(of: line).first
      throw Failure(verb?.column ?? 1, .notACommand(verb: verb?.text ?? ""))
    }
    return command
  }

  /// Reads the ends of a connection, `from SRC to DST`, behind a word of whoever asks.
  package static func traffic(
    _ line: String,
    namespace: String = "default"
  ) throws(Failure) -> Traffic {
    let words = try LineWord.words(of: line)
    var reader = try CommandReader(
      words.dropFirst(),
      options: Verb.endsOptions + [.namespace],
      namespace: namespace,
      endColumn: line.count + 1
    )
    let traffic = try reader.ends()
    try reader.finish()
    return traffic
  }

  /// A count, with `_` or `,` between digits, `k` for thousands, `m` for millions.
  package static func number(_ text: String) -> Int? {
    var digits = text.filter { $0 != "_" && $0 != "," }
    let factors: [Character: Int] = ["k": 1_000, "K": 1_000, "m": 1_000_000, "M": 1_000_000]
    var factor = 1
    if let last = digits.last, let named = factors[last] {
      factor = named
      digits.removeLast()
    }
    guard let number = Int(digits), number >= 0 else { return nil }
    let (product, overflow) = number.multipliedReportingOverflow(by: factor)
    return overflow ? nil : product
  }
}
