// What words mean: numbers, spans of time, objects, the ends of a connection.

extension CommandReader {
  /// Objects named in one line.
  private static let namesMax = 1_000

  /// A whole number within limits; a wrong one is refused with the limits named.
  func wholeNumber(
    _ word: LineWord,
    _ what: String,
    in range: ClosedRange<Int64>
  ) throws(SyntaxFailure) -> Int64 {
    let digits = word.text.hasPrefix("-") ? word.text.dropFirst() : word.text[...]
    guard !digits.isEmpty, digits.allSatisfy({ $0.isASCII && $0.isNumber }) else {
      throw SyntaxFailure(
        word.column,
        .invalid(what: what, text: word.text, expected: "a whole number")
      )
    }
    guard let number = Int64(word.text), range.contains(number) else {
      throw SyntaxFailure(
        word.column,
        .outOfRange(
          what: what,
          text: word.text,
          least: "\(range.lowerBound)",
          most: "\(range.upperBound)"
        )
      )
    }
    return number
  }

  /// A count of things, which may be abbreviated (`10k`), within limits.
  func count(
    _ word: LineWord,
    _ what: String,
    in range: ClosedRange<Int>
  ) throws(SyntaxFailure) -> Int {
    guard let number = CommandParser.number(word.text), range.contains(number) else {
      let limits = Int64(range.lowerBound)...Int64(range.upperBound)
      return Int(try wholeNumber(word, what, in: limits))
    }
    return number
  }

  /// The value of an option as a whole number within limits; `nil` if it was not given.
  func wholeNumber(
    option name: String,
    in range: ClosedRange<Int64>
  ) throws(SyntaxFailure) -> Int64? {
    guard let value = option(name) else { return nil }
    return try wholeNumber(value, name, in: range)
  }

  /// A span of time within limits.
  func delay(
    _ word: LineWord,
    _ what: String,
    in range: ClosedRange<Delay>
  ) throws(SyntaxFailure) -> Delay {
    let isNumber = word.text.first { $0 != "-" }?.isNumber == true
    guard let delay = Delay(word.text) else {
      throw SyntaxFailure(
        word.column,
        .invalid(
          what: what,
          text: word.text,
          expected: "a span of time such as 250ms, 5s or 1m30s"
            + (isNumber ? ", at most \(range.upperBound)" : "")
        )
      )
    }
    guard range.contains(delay) else {
      throw SyntaxFailure(
        word.column,
        .outOfRange(
          what: what,
          text: word.text,
          least: "\(range.lowerBound)",
          most: "\(range.upperBound)"
        )
      )
    }
    return delay
  }

  /// A kind among some, by any of its names.
  func kind(_ word: LineWord, among kinds: [String]) throws(SyntaxFailure) -> String {
    if let kind = ResourceNames.kind(word.text), kinds.contains(kind) { return kind }
    let names = ResourceNames.all.filter { kinds.contains($0.kind) }.map(\.names)
    throw .unknown("resource", word, names.map { $0[0] }, aliases: names.flatMap { $0.dropFirst() })
  }

  /// `web-1` or `shop/web-1`.
  func objectName(_ word: LineWord) throws(SyntaxFailure) -> ObjectName {
    let parts = word.text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    guard (1...2).contains(parts.count), parts.allSatisfy({ !$0.isEmpty }) else {
      throw SyntaxFailure(
        word.column,
        .invalid(what: "name", text: word.text, expected: "NAME or NAMESPACE/NAME")
      )
    }
    return ObjectName(
      namespace: parts.count == 2 ? parts[0] : namespace,
      name: parts[parts.count - 1]
    )
  }

  /// `pod web-1`, `pod/web-1` or `pod shop/web-1`.
  mutating func target(
    among kinds: [String]
  ) throws(SyntaxFailure) -> (kind: String, key: ObjectName) {
    let word = try word("resource")
    let slash = word.text.firstIndex(of: "/") ?? word.text.endIndex
    var resource = word
    resource.text = String(word.text[..<slash])
    let kind = try kind(resource, among: kinds)
    let isWhole = slash == word.text.endIndex
    let name = isWhole ? try self.word("name") : word.dropFirst(resource.text.count + 1)
    return (kind, try key(name, of: kind))
  }

  /// The name of an object of a kind; nodes have no namespace.
  private func key(_ word: LineWord, of kind: String) throws(SyntaxFailure) -> ObjectName {
    guard kind == Node.kind, !word.text.isEmpty, !word.text.contains("/") else {
      return try objectName(word)
    }
    return ObjectName(name: word.text)
  }

  /// As ``target(among:)``, with further names: `pods web-1 web-2`, `pod/web-1 service/web`.
  mutating func targets(
    among kinds: [String]
  ) throws(SyntaxFailure) -> [(kind: String, key: ObjectName)] {
    let isPlain = peek?.text.contains("/") == false
    var targets = [try target(among: kinds)]
    while let word = peek {
      guard targets.count < Self.namesMax else {
        throw SyntaxFailure(word.column, .tooMany(what: "names", most: Self.namesMax))
      }
      if isPlain {
        targets.append((targets[0].kind, try key(try self.word("name"), of: targets[0].kind)))
      } else {
        targets.append(try target(among: kinds))
      }
    }
    return targets
  }

  /// `node-b` or `node/node-b`.
  mutating func nodeName() throws(SyntaxFailure) -> String {
    let word = try word("node")
    let name = word.text.hasPrefix("node/") ? String(word.text.dropFirst(5)) : word.text
    guard !name.isEmpty, !name.contains("/") else {
      throw SyntaxFailure(
        word.column,
        .invalid(what: "node", text: word.text, expected: "the name of a node")
      )
    }
    return name
  }

  /// `node-b node-c`: one name at least.
  mutating func nodeNames() throws(SyntaxFailure) -> [String] {
    var names = [try nodeName()]
    while let word = peek {
      guard names.count < Self.namesMax else {
        throw SyntaxFailure(word.column, .tooMany(what: "names", most: Self.namesMax))
      }
      names.append(try nodeName())
    }
    return names
  }

  /// `from SRC to DST` with `--protocol` and `--node`.
  mutating func ends() throws(SyntaxFailure) -> Traffic {
    try keyword("from")
    let from = try word("SRC")
    guard let source = Source(from.text, namespace: namespace) else {
      throw SyntaxFailure(
        from.column,
        .invalid(
          what: "from",
          text: from.text,
          expected: "pod/NS/NAME, node/NAME, outside, outside=IP or an address"
        )
      )
    }
    try keyword("to")
    let destination = try destination()
    let transport = try option("protocol").map { (word) throws(SyntaxFailure) in
      let known = ["tcp", "udp", "sctp"]
      guard known.contains(word.text.lowercased()) else { throw .unknown("protocol", word, known) }
      return TransportProtocol(rawValue: word.text.uppercased())
    }
    return Traffic(
      from: source,
      to: destination,
      protocol: transport ?? .tcp,
      entryNode: option("node")?.text
    )
  }

  /// DST.
  mutating func destination() throws(SyntaxFailure) -> Destination {
    let word = try word("DST")
    guard let destination = Destination(word.text, namespace: namespace) else {
      throw SyntaxFailure(
        word.column,
        .invalid(
          what: "to",
          text: word.text,
          expected: "NAME[.NS][:PORT], svc/NS/NAME[:PORT], IP:PORT, node/NAME:PORT or a URL"
        )
      )
    }
    return destination
  }
}
