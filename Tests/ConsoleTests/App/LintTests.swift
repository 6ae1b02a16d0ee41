import ClusterState
import Testing

@testable import Console

/// What lint finds, where it helps.
@Suite struct LintTests {
  var person = Person()

  @Test mutating func `lint lists all findings, errors first`() throws {
    try person.press(":lint Enter")
    guard case .text(let text) = person.state.screen else {
      Issue.record("a text opens")
      return
    }
    #expect(text.title == "Lint: all namespaces")
    let severities = text.lines.compactMap { line in
      Finding.Severity.allCases.first { line.text.hasPrefix("\($0.rawValue) ") }
    }
    #expect(severities.count == person.simulation.lint().count)
    #expect(severities == severities.sorted(by: >))
    #expect(severities.first == .error)
  }

  @Test mutating func `lint keeps to the namespace shown`() throws {
    try person.press(":ns Space shop Enter :lint Enter")
    guard case .text(let text) = person.state.screen else {
      Issue.record("a text opens")
      return
    }
    #expect(text.title == "Lint: namespace shop")
  }

  @Test mutating func `lint is in the menu and can be done from there`() throws {
    try person.press("m")
    let order = person.state.keyOrder
    let bindings = person.state.keys.bindings
    let index = try #require(
      (order.here + order.others).firstIndex { bindings[$0].action == .lint }
    )
    for _ in 0..<index { try person.press("j") }
    #expect(person.sees(":lint"))
    try person.press("Enter")
    #expect(person.sees("Lint: all namespaces"))
  }

  @Test mutating func `w on a Service without endpoints says what is wrong and what to do`() throws
  {
    try person.press("/ empty Enter w")
    #expect(person.sees("because: no pod in namespace shop has app=nobody"))
    #expect(person.sees("fix: correct spec.selector"))
  }

  @Test mutating func `what does not explain a failure is only a note`() throws {
    try person.press("/ cart Enter w")
    #expect(person.sees("note: all connections go to one pod"))
    #expect(!person.sees("because:"))
  }

  @Test mutating func `a description ends in the findings about its object`() throws {
    try person.press("/ cart Enter d")
    guard case .text(let text) = person.state.screen else {
      Issue.record("a text opens")
      return
    }
    #expect(text.lines.contains { $0.text == "Findings:" })
    #expect(text.lines.contains { $0.text == "warning single-endpoint" })
  }

  @Test mutating func `Services with errors and warnings are marked, and no others`() throws {
    let marked = { (state: AppState, name: String) in
      state.rows.marks[ObjectName(namespace: "shop", name: name)]
    }
    #expect(marked(person.state, "empty") == .error)
    #expect(marked(person.state, "cart") == .warning)
    #expect(marked(person.state, "web") == nil)
    #expect(person.sees("! 0"))
  }

  @Test mutating func `marks follow what changes, also by undo`() throws {
    let web = ObjectName(namespace: "shop", name: "web")
    try person.press(":")
    person.type("scale deployment shop/web --replicas=1")
    try person.press("Enter")
    person.wait(milliseconds: 40_000)
    #expect(person.state.rows.marks[web] == .warning)
    try person.press("u")
    #expect(person.state.rows.marks[web] == nil)
  }
}
