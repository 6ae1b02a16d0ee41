internal import ClusterState

/// What the words of a rule are, for their colours.
enum RuleSyntax {
  struct Token: Equatable {
    var text: Substring
    var style: Style
  }

  /// The words of a line as a tool printed it, blanks included: together they are the line.
  static func tokens(_ line: String, _ mode: ProxyMode) -> [Token] {
    var tokens: [Token] = []
    var previous: Substring = ""
    for word in words(line) {
      let style: Style =
        word.first == " "
        ? .text : mode == .nftables ? nftables(word, previous) : iptables(word, previous)
      tokens.append(Token(text: word, style: style))
      if word.first != " " { previous = word }
    }
    return tokens
  }

  /// Words and blanks in turn; what stands in quotes is one word.
  private static func words(_ line: String) -> [Substring] {
    var words: [Substring] = []
    var rest = line[...]
    while let first = rest.first {
      let end: Substring.Index
      if first == " " {
        end = rest.firstIndex { $0 != " " } ?? rest.endIndex
      } else if first == "\"" {
        let inner = rest.dropFirst()
        end = inner.firstIndex(of: "\"").map { inner.index(after: $0) } ?? rest.endIndex
      } else {
        end = rest.firstIndex { $0 == " " } ?? rest.endIndex
      }
      words.append(rest[..<end])
      rest = rest[end...]
    }
    return words
  }

  /// Also `ipvsadm` and `ipset`.
  private static func iptables(_ word: Substring, _ previous: Substring) -> Style {
    switch previous {
    case "-j", "-g": return verdict(word) ?? Style(.link)
    case "-A" where !word.hasPrefix("-"): return Style(.dim)
    case "Name:": return Style(.link)
    default: break
    }
    if word.hasPrefix("\"") { return Style(.comment) }
    if word.hasPrefix(":") { return Style(.link) }
    if word == "!" { return Style(.keyword, .bold) }
    if word.hasPrefix("-") || word == "Name:" { return Style(.keyword) }
    return isNumber(word) ? Style(.number) : .text
  }

  private static func nftables(_ word: Substring, _ previous: Substring) -> Style {
    let isNamed = word != "{" && ["jump", "goto", "chain", "map"].contains(previous)
    if isNamed || previous == "set" && word.contains("-") { return Style(.link) }
    if word.hasPrefix("\"") { return Style(.comment) }
    if word.hasPrefix("@") { return Style(.link) }
    if let style = verdict(word) { return style }
    if keywords.contains(word) { return Style(.keyword) }
    return isNumber(word) ? Style(.number) : .text
  }

  private static func isNumber(_ word: Substring) -> Bool {
    guard let first = word.first else { return false }
    return first.isHexDigit && word.contains(where: \.isNumber)
      && word.allSatisfy { $0.isHexDigit || ".:/,x-;udptcs".contains($0) }
  }

  private static func verdict(_ word: Substring) -> Style? {
    switch word {
    case "ACCEPT", "accept", "DNAT", "dnat": Style(.good)
    case "DROP", "drop", "REJECT", "reject": Style(.bad)
    case "MASQUERADE", "masquerade", "MARK": Style(.warning)
    case "RETURN", "return": Style(.information)
    default: nil
    }
  }

  private static let keywords: Set<Substring> = [
    "ip", "ip6", "saddr", "daddr", "meta", "l4proto", "th", "dport", "ct", "state", "status", "fib",
    "type", "local", "iifname", "numgen", "random", "mod", "map", "vmap", "mark", "set", "update",
    "to", "comment", "policy", "hook", "priority", "elements", "flags", "size", "timeout", "filter",
    "nat", "jump", "goto", "chain", "fully-random", "!=", "&", "|", "^",
  ]
}
