import ClusterState
import Testing

@testable import Console

/// What `/` understands, and what it says when it does not.
@Suite struct FilterTests {
  private var person = Person()

  private func services() -> [String] {
    person.state.rowIDs(.pane(.services)).compactMap { row in
      if case .service(let key) = row { key.name } else { nil }
    }
  }

  @Test(
    arguments: [
      ("^shop/e", ["edge", "empty"]), ("web|cart", ["cart", "web"]), ("80:3\\d+", ["edge", "web"]),
      ("-f swbnp", ["web"]), ("-f eg", ["edge"]), ("name:^e", ["edge", "empty"]),
      ("TYPE:nodeport", ["web"]), ("!type:clusterip", ["edge", "pay", "web"]),
      ("cluster-ip:1[12]$", ["api", "web"]), ("colour:x", []), ("-l !tier", []),
      ("!-l tier=front", []), ("[a-c]art", ["cart"]), ("[^a-c]pi", []), ("(a|b)pi?$", []),
    ] as [(String, [String])]
  )
  mutating func `a filter is a text, a pattern, labels, letters or a column`(
    text: String,
    names: [String]
  ) throws {
    try person.press("/")
    person.type(text)
    #expect(services() == names)
    #expect(person.state.prompt?.problem == nil)
  }

  @Test(
    arguments: [
      ("web(", "a ( is not closed"), ("web)", "no ( before this )"), ("[a", "a [ is not closed"),
      ("*a", "nothing to repeat before *"), ("a{2}", "counts in braces are not understood"),
      ("name:[z-a]", "z-a is upside down"), ("-l =x", "-l takes key=value"),
      ("a\\", "nothing follows the backslash"), ("\\q", "\\q is not understood"),
    ]
  )
  mutating func `a wrong filter is answered where it is typed, and what was typed stays`(
    text: String,
    problem: String
  ) throws {
    try person.press("/ web Enter /")
    try person.press("Ctrl-U")
    person.type(text)
    #expect(person.frame.rows.last?.contains("/\(text)") == true)
    #expect(person.sees(problem))
    try person.press("Enter")
    #expect(person.state.prompt?.editor.text == text)
    try person.press("Esc")
    #expect(services() == ["web"])
  }

  @Test(arguments: [ListKind.pods, .endpoints], [false, true])
  mutating func `a filter typed letter by letter keeps what it keeps at once`(
    kind: ListKind,
    isSorted: Bool
  ) throws {
    try person.press(":\(kind.rawValue) Enter")
    if isSorted { try person.press("N N") }
    func checkRows(_ text: Substring) {
      var fresh = person.state
      fresh.rows = RowCache()
      fresh.settle()
      #expect(person.state.rowIDs(.list(kind)) == fresh.rowIDs(.list(kind)), "\(text)")
    }
    for text in ["web-", "shop/web", "Running", "10.244", "node-b", "e -", "WEB", "ready 10"] {
      try person.press("/")
      for end in text.indices {
        person.type(String(text[end]))
        checkRows(text[...end])
      }
      for end in text.indices.reversed() {
        try person.press("Backspace")
        checkRows(text[..<end])
      }
      try person.press("Esc")
    }
  }

  @Test mutating func `the title tells the filter and how many of how many`() throws {
    try person.press("/ name:^e Enter")
    #expect(person.sees("Services  /name:^e") && person.sees("2 of 7  all namespaces"))
    try person.press(":pods Enter / app|web Enter")
    #expect(person.sees("3 of 9  all namespaces"))
  }

  @Test mutating func `a column of what is counted is filtered as it changes`() throws {
    try person.press("/ ! req/s:^-$ Enter")
    #expect(services() == [])
    try person.press(":")
    person.type("stream 100/s from outside to node/node-a:30080")
    try person.press("Enter wait:2000ms")
    #expect(services() == ["web"])
  }

  @Test mutating func `pods are found by their columns`() throws {
    try person.press(":pods Enter / node:node-[ab] Enter")
    let nodes = person.state.rowIDs(.list(.pods)).compactMap { row -> String? in
      guard case .pod(let key) = row else { return nil }
      return person.simulation.cluster.pods[key]?.spec.nodeName
    }
    #expect(Set(nodes) == ["node-a", "node-b"])
  }

  @Test(
    arguments: [
      ("", "", true), ("^$", "", true), ("a+b", "xaaab", true), ("a+b", "xb", false),
      ("a?b$", "cab", true), ("^b", "ab", false), ("(ab|c)*d", "ababcd", true), (".", "", false),
      ("\\.", "a", false), ("\\w-\\d\\s", "web-7 ", true), ("[]]", "]", true), ("É", "é", false),
      ("A", "a", true), ("x*", "", true), ("[\\d.]+$", "10.0.0.1", true),
    ] as [(String, String, Bool)]
  )
  func `a pattern matches as in RE2, ASCII in either case`(
    pattern: String,
    text: String,
    expected: Bool
  ) throws {
    #expect(try TextPattern(pattern).matches(text) == expected)
  }

  @Test func `no pattern takes longer than its length times the text's`() throws {
    let pattern = try TextPattern(String(repeating: "(a*)*", count: 60) + "b")
    let text = String(repeating: "a", count: 2_000)
    let begun = ContinuousClock.now
    #expect(!pattern.matches(text))
    #expect(ContinuousClock.now - begun < .seconds(20))
  }

  @Test func `groups within groups have a limit`() {
    #expect(throws: PatternError.self) { try TextPattern(String(repeating: "(", count: 40)) }
  }
}
