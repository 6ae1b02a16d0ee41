import ClusterState
import Testing

@testable import Console

@Suite struct ConfigurationTests {
  private func read(_ text: String) -> (configuration: Configuration, problems: [String]) {
    let (configuration, problems) = Configuration.read(
      Array(text.utf8),
      file: "config.yaml",
      themes: ["dark", "light"]
    )
    return (configuration, problems.map(\.description))
  }

  @Test func `a whole file is understood`() throws {
    let (configuration, problems) = read(
      """
      theme: light
      language: ko
      start: pods
      presenter: yes
      mouse: off
      keys:
        kill: Ctrl-X
        undo: [U, F4]
        slower: none
      aliases:
        wp: pods
      columns:
        services: [NAME, endpoints, type]
      """
    )
    #expect(problems == [])
    #expect(configuration.theme == Setting("light", .file(SettingsPlace(line: 1, column: 8))))
    #expect(configuration.language.value == .korean)
    #expect(configuration.start.value == "pods")
    #expect(configuration.presents.value && !configuration.hasMouse.value)
    #expect(configuration.keys.binding(for: .control("x"))?.action == .kill)
    #expect(configuration.keys.binding(for: .control("k")) == nil)
    #expect(configuration.keys.binding(named: "undo")?.keyText == "U F4")
    #expect(configuration.keys.binding(for: .character("_")) == nil)
    #expect(configuration.aliases.map(\.line) == ["pods"])
    #expect(configuration.columns.map(\.columns) == [["NAME", "ENDPOINTS", "TYPE"]])
  }

  @Test func `two keys can change places`() {
    let (configuration, problems) = read("keys: {kill: u, undo: Ctrl-K}")
    #expect(problems == [])
    #expect(configuration.keys.binding(for: .character("u"))?.action == .kill)
    #expect(configuration.keys.binding(for: .control("k"))?.action == .undo)
    #expect(configuration.keyChanges.allSatisfy { $0.losers.isEmpty })
  }

  @Test func `what a key meant before is told`() {
    let (configuration, _) = read("keys: {kill: d}")
    #expect(configuration.keyChanges.first?.losers == ["describe"])
    #expect(configuration.keys.binding(named: "describe")?.keys == [])
  }

  @Test(
    arguments: [
      ("theme: lite", "1:8: theme: there is no theme lite; there are dark, light"),
      ("langage: en", "1:1: langage is not known here"),
      ("language: fr", "1:11: language: fr is neither en nor ko"),
      ("mouse: maybe", "1:8: mouse: maybe is neither true nor false"),
      ("start: delete pod", "1:8: start: delete pod is no screen"),
      ("keys:\n  dance: x", "2:3: keys: dance is no action"),
      ("keys:\n  kill: Ctrl-", "2:9: keys: Ctrl- is no key"),
      ("keys:\n  kill: abc", "2:9: keys: abc is no key"),
      ("keys:\n  kill: Ctrl-C", "2:9: keys: Ctrl-C is no key"),
      ("keys:\n  kill: x\n  undo: x", "3:9: keys: x is given to kill in line 2 already"),
      ("keys: [x]", "1:7: keys: a mapping is expected"),
      ("aliases:\n  pods: nodes", "2:3: aliases: pods is a command already"),
      ("aliases:\n  a b: nodes", "2:3: aliases: a b is no word"),
      ("aliases:\n  x: [a]", "2:6: aliases: x: a line is expected"),
      ("columns:\n  podz: [NAME]", "2:3: columns: podz is no list"),
      ("columns:\n  pods: NAME", "2:9: columns: pods: a list of headings is expected"),
      ("columns:\n  pods: [NAME, FOO]", "2:16: columns: pods has no FOO"),
      ("- a", "1:1: the file is a mapping"),
      ("theme: [a", ":"),
    ]
  )
  func `a mistake is told with its place and what is allowed`(text: String, start: String) throws {
    // What stands after the mistake counts.
    let (configuration, problems) = read(text)
    #expect(problems.count == 1)
    let problem = try #require(problems.first)
    #expect(problem.hasPrefix("config.yaml:\(start)") || start == ":" && problem.count > 20)
    #expect(configuration.theme.value == "dark")
  }

  @Test func `the rest of a file with mistakes counts`() {
    let (configuration, problems) = read(
      "mouse: maybe\ntheme: light\nkeys: {dance: x, kill: X}\ncolumns: {pods: [FOO, NAME]}"
    )
    #expect(problems.count == 3)
    #expect(configuration.theme.value == "light" && configuration.hasMouse.value)
    #expect(configuration.keys.binding(for: .character("X"))?.action == .kill)
    #expect(configuration.columns.map(\.columns) == [["NAME"]])
  }

  @Test func `files that are none are refused whole`() {
    let tooLarge = String(repeating: "# comment\n", count: 30_000)
    for text in [tooLarge, "a: &x [*x]\n*x : 1", String(repeating: "[", count: 5_000)] {
      #expect(read(text).problems.count == 1)
    }
    #expect(read("").problems == [] && read("# nothing\n").problems == [])
  }

  @Test func `the file of defaults says what is in force anyway`() {
    let template = ConfigurationTemplate.text
    #expect(read(template).problems == [])
    let lines = template.split(separator: "\n").filter {
      $0.hasPrefix("# ") || $0.hasPrefix("#   ")
    }
    let values = lines.map { $0.dropFirst(2) }.filter { line in
      let key = line.drop { $0 == " " }.prefix { $0 != ":" && $0 != " " }
      return line.contains(":") && !key.isEmpty && !line.contains("burst")
        && (line.hasPrefix("  ") || ConfigurationReader.names.contains(String(key)))
    }
    let file = values.filter { $0 != "aliases:" }.joined(separator: "\n")
    let (configuration, problems) = read(file)
    #expect(problems == [])
    #expect(configuration.keyChanges.count == Keymap.bindings.count)
    for binding in Keymap.bindings {
      #expect(configuration.keys.binding(named: binding.name)?.keys == binding.keys)
    }
    #expect(configuration.columns.count == AppState.configurableLists.count)
  }
}

@Suite struct ConfiguredScreenTests {
  private func person(_ text: String, size: Size = Size(columns: 140, rows: 40)) -> Person {
    let (configuration, problems) = Configuration.read(Array(text.utf8), file: "c", themes: [])
    #expect(problems == [])
    return Person(size: size) { $0.configuration = configuration }
  }

  @Test func `a rebound key acts and is shown in footer, help and hints`() throws {
    var person = person("keys: {kill: Ctrl-X, undo: [U, F4], redo: F5, help: H}")
    try person.press("Tab Ctrl-K")
    #expect(person.sees("Ctrl-K means nothing here; H shows the keys"))
    try person.press("Ctrl-X")
    #expect(person.sees("deleted (grace"))
    try person.press("F4")
    #expect(person.sees("F5 does it again"))
    try person.press("j")
    #expect(person.frame.rows.last?.contains("Ctrl-X kill") == true)
    try person.press("H")
    let line = person.frame.rows.first { $0.contains("Kill the pod") }
    #expect(line?.contains("Ctrl-X ") == true)
  }

  @Test func `an alias is a line, completed and listed`() throws {
    var person = person("aliases: {wp: pods, burst: send 100}")
    try person.press(":wp Enter")
    #expect(person.state.screen == .list(.pods))
    try person.press("Esc :bur")
    #expect(person.state.completions == ["burst"])
    try person.press("Enter")
    #expect(person.sees("bur"))
    try person.press("Esc :burst Enter")
    #expect(person.simulation.ledger.outcomes.total == 100)
    try person.press("Ctrl-A")
    #expect(person.sees("wp") && person.sees("Words of your own"))
  }

  @Test func `aliases that stand for each other end`() {
    let place = SettingsPlace(line: 1, column: 1)
    let aliases = [
      CommandAlias(name: "a", line: "b 1", place: place),
      CommandAlias(name: "b", line: "a 2", place: place),
    ]
    #expect(CommandAlias.expand("a", aliases).count < 40)
    #expect(CommandAlias.expand("pods", aliases) == "pods")
  }

  @Test func `columns are shown as chosen, all of them where wide`() throws {
    var person = person("columns: {services: [ENDPOINTS, NAME]}")
    let heading = person.frame.rows[2]
    let first = try #require(heading.firstRange(of: "ENDPOINTS"))
    let second = try #require(heading.firstRange(of: "NAME"))
    #expect(first.lowerBound < second.lowerBound && !heading.contains("TYPE"))
    try person.press("Ctrl-W")
    #expect(person.frame.rows[2].contains("TYPE"))
  }

  @Test func `the start screen is the one that is wished`() {
    var person = person("start: pods")
    person.start()
    #expect(person.state.screen == .list(.pods))
  }
}
