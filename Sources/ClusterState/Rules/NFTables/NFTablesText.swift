/// Writes a table as `nft list table` prints it.
struct NFTablesText {
  var text = RuleText()
  let isIPv6: Bool

  private var family: StaticString { isIPv6 ? "ip6" : "ip" }

  init(isIPv6: Bool) { self.isIPv6 = isIPv6 }

  mutating func add(_ table: RuleTable) {
    text.add("table ")
    text.add(family)
    text.add(" ")
    text.add(table.name)
    text.add(" {\n\tcomment \"rules for kube-proxy\"\n")
    var isFirst = true
    for collection in table.collections {
      if !isFirst { text.add("\n") }
      isFirst = false
      add(collection)
    }
    for chain in table.chains {
      text.add("\n")
      add(chain)
    }
    text.add("}\n")
  }

  private mutating func add(_ chain: RuleChain) {
    text.add("\tchain ")
    text.add(chain.name)
    text.add(" {\n")
    if !chain.comment.isEmpty { line("comment \"\(chain.comment)\"") }
    if !chain.base.isEmpty { line(chain.base) }
    for rule in chain.rules {
      text.add("\t\t")
      add(rule)
      text.add("\n")
    }
    text.add("\t}\n")
  }

  private mutating func line(_ content: String) {
    text.add("\t\t")
    text.add(content)
    text.add("\n")
  }

  private mutating func add(_ collection: RuleCollection) {
    text.add(collection.isMap ? "\tmap " : "\tset ")
    text.add(collection.name)
    text.add(" {\n")
    for words in Self.declaration(of: collection) { line(words) }
    if !collection.elements.isEmpty {
      // nft puts two IPv4 addresses on a line, and one of everything else.
      let perLine = collection.type == "ipv4_addr" ? 2 : 1
      text.add("\t\telements = { ")
      for (index, element) in collection.elements.enumerated() {
        if index > 0 { text.add(index % perLine == 0 ? ",\n\t\t\t     " : ", ") }
        add(element)
      }
      text.add(" }\n")
    }
    text.add("\t}\n")
  }

  /// What stands before the elements of a set or map.
  static func declaration(of collection: RuleCollection) -> [String] {
    var lines = ["type " + collection.type + (collection.isMap ? " : verdict" : "")]
    if let seconds = collection.timeoutSeconds {
      lines += ["size 65535", "flags dynamic,timeout", "timeout " + time(seconds)]
    }
    if !collection.comment.isEmpty { lines.append("comment \"\(collection.comment)\"") }
    return lines
  }

  /// One element with its comment and verdict.
  mutating func add(_ element: RuleElement) {
    join(element.key)
    if !element.comment.isEmpty {
      text.add(" comment \"")
      text.add(element.comment)
      text.add("\"")
    }
    guard element.verdict != .none else { return }
    text.add(" : ")
    addStatement(element.verdict)
  }

  private mutating func join(_ key: [String]) {
    for (index, part) in key.enumerated() {
      if index > 0 { text.add(" . ") }
      text.add(part)
    }
  }

  /// One rule without a line break; its comment comes last.
  mutating func add(_ rule: Rule) {
    let start = text.bytes.count
    for match in rule.matches {
      if case .comment = match { continue }
      if text.bytes.count > start { text.add(" ") }
      addMatch(match)
    }
    if text.bytes.count > start { text.add(" ") }
    addStatement(rule.verdict)
    let comment = rule.comment
    guard !comment.isEmpty else { return }
    text.add(" comment \"")
    text.add(comment)
    text.add("\"")
  }

  /// Seconds as nft prints them: `1d2h3m4s`, without the parts that are 0.
  static func time(_ seconds: Int64) -> String {
    let parts = [
      (seconds / 86_400, "d"), (seconds / 3_600 % 24, "h"), (seconds / 60 % 60, "m"),
      (seconds % 60, "s"),
    ]
    return parts.filter { $0.0 != 0 }.map { "\($0.0)\($0.1)" }.joined()
  }
}
