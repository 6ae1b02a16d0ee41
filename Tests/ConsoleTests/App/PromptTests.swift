import ClusterState
import Testing

@testable import Console

@Suite struct PromptTests {
  var person = Person()

  private mutating func command(_ line: String) {
    person.run(line)
  }

  @Test mutating func `commands are remembered, the last one first`() throws {
    command("pods")
    command("nodes")
    command("pods")
    try person.press(": Up")
    #expect(person.state.prompt?.editor.text == "pods")
    try person.press("Up")
    #expect(person.state.prompt?.editor.text == "nodes")
    try person.press("Up Up Down")
    #expect(person.state.prompt?.editor.text == "pods")
    try person.press("Down")
    #expect(person.state.prompt?.editor.text == "")
  }

  @Test mutating func `no more than a hundred commands are remembered`() throws {
    for number in 0..<120 { command("speed \(number)") }
    #expect(person.state.commandHistory.count == 100)
    #expect(person.state.commandHistory.first == "speed 20")
  }

  @Test mutating func `Tab and the right arrow take the first completion`() throws {
    try person.press(": w o Tab")
    #expect(person.state.prompt?.editor.text == "workloads")
    try person.press("Enter")
    #expect(person.state.screen == .list(.workloads))
    try person.press(":")
    person.type("scale deployment shop/w")
    try person.press("Right")
    #expect(person.state.prompt?.editor.text == "scale deployment shop/web")
  }

  @Test mutating func `every completion begins with what was typed and can go on to a command`()
    throws
  {
    var generator = SeededGenerator(seed: 5)
    var completed = 0
    for round in 0..<400 {
      try person.press(":")
      if round % 7 == 0 { try person.press("Space") }
      for _ in 0..<6 {
        let options = person.state.completions
        let typed = person.state.prompt?.editor.text ?? ""
        #expect(options.allSatisfy { $0.hasPrefix(typed) && $0 != typed }, "'\(typed)'")
        #expect(Set(options).count == options.count, "'\(typed)'")
        completed += options.count
        let pick = generator.next(below: 4)
        if pick > 0, !options.isEmpty {
          let option = options[Int(generator.next(below: UInt64(options.count)))]
          let part = option.prefix(typed.count + Int(generator.next(below: 9)))
          person.type(String(part.dropFirst(typed.count)))
        } else {
          person.type(["s", "d", " ", "m", "n", "sh"][Int(generator.next(below: 6))])
        }
      }
      try person.press("Esc")
    }
    #expect(completed > 1_000)
  }

  @Test(arguments: AppCommand.actions.flatMap(\.words))
  func `a word that completes is understood`(word: String) throws {
    let expected = AppCommand.actions.first { $0.words.contains(word) }?.action
    #expect(try AppCommand.parse(word, namespace: "default") == expected.map(AppCommand.action))
  }

  @Test mutating func `a filter acts while it is typed and Esc restores the one before`() throws {
    try person.press("/ w e b Enter")
    #expect(shownServices == ["web"])
    try person.press("/ Ctrl-U cart")
    #expect(shownServices == ["cart"])
    try person.press("Esc")
    #expect(shownServices == ["web"])
    try person.press("Esc")
    #expect(shownServices.count == 7)
  }

  private var shownServices: [String] {
    person.state.rowIDs(.pane(.services)).compactMap { row in
      if case .service(let key) = row { key.name } else { nil }
    }
  }

  @Test(
    arguments: [
      ("web", ["web"]), ("!web", ["api", "cart", "db", "edge", "empty", "pay"]),
      ("WEB", ["web"]), ("-l tier=front", ["api", "cart", "db", "edge", "empty", "pay", "web"]),
      ("-l tier!=front", []), ("-l tier=back", []), ("10.96.0.12", ["api"]),
    ] as [(String, [String])]
  )
  mutating func `a filter keeps rows by text, by label, or the others`(
    text: String,
    names: [String]
  ) throws {
    try person.press("/")
    person.type(text)
    #expect(shownServices == names)
  }

  @Test mutating func `only namespaces that exist can be shown`() throws {
    command("ns nowhere")
    #expect(person.sees("there is no namespace nowhere"))
    command("ns shop")
    #expect(person.state.namespace == "shop")
    try person.press("0")
    #expect(person.state.namespace == nil)
  }

  @Test mutating func `a command for the cluster is done and can be undone`() throws {
    let opened = person.simulation
    command("send 2k from pod/shop/client to svc/shop/web")
    command("scale deploy web -n shop --replicas=1")
    command("delete service shop/api")
    #expect(person.simulation.ledger.outcomes.total == 2_000)
    #expect(person.simulation.cluster.services.count == 6)
    try person.press("u u u")
    #expect(person.simulation == opened)
  }

  @Test(arguments: [
    "delete pod shop/client --grace-period=9223372036854775807",
    "delete pod shop/client --grace-period=-1", "scale deploy shop/web --replicas=9999999999",
    "send 99999999999999999999 from outside to web", "send 0 from outside to node/node-a:30080",
    "stream 9999999/s from outside to node/node-a:30080", "speed 0", "speed", "ns", "filter",
    "send 1 from pod/shop/client to svc/shop/web:99999", "mode", "-", "--", "-n", "  ",
  ])
  mutating func `a command out of bounds is an answer, not a crash`(line: String) throws {
    command(line)
    try person.press("wait:500ms > >")
    #expect(person.frame.size == Size(columns: 140, rows: 40))
    #expect(!person.state.isFinished)
  }

  @Test mutating func `typing stops at a thousand characters`() throws {
    try person.press(":")
    person.press(.paste(String(repeating: "x", count: 5_000)))
    person.type("yz")
    #expect(person.state.prompt?.editor.text.count == 1_000)
  }

  @Test(
    arguments: [
      ("a b c Ctrl-W", "", 0), ("abc Left Left Ctrl-K", "a", 1), ("abc Left Ctrl-U", "c", 0),
      ("abc Home x End y", "xabcy", 5), ("abc Left Backspace", "ac", 1),
      ("abc Home Delete", "bc", 0), ("one Space two Ctrl-W", "one ", 4),
      ("abc Ctrl-A Ctrl-F x", "axbc", 2), ("abc Ctrl-B x Ctrl-E", "abxc", 4),
    ] as [(String, String, Int)]
  )
  func `the usual keys edit a line`(keys: String, text: String, position: Int) throws {
    var editor = LineEditor()
    for key in try Key.parse(keys) { _ = editor.handle(key) }
    #expect(editor.text == text)
    #expect(editor.position == position)
  }

  @Test func `a mark joins the letter before it and the cursor stays inside the text`() {
    var editor = LineEditor()
    for character in ["e", "\u{301}", "a", "\u{1F1F0}", "\u{1F1F7}"] as [Character] {
      _ = editor.handle(.character(character))
      #expect(editor.position == editor.text.count)
    }
    #expect(editor.text == "e\u{301}a\u{1F1F0}\u{1F1F7}")
    _ = editor.handle(.backspace)
    #expect(editor.text == "e\u{301}a")
  }
}
