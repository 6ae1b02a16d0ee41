import ClusterState
import Testing

@testable import Console

/// An object in an editor: what comes back is applied, refused or left alone.
@Suite struct EditTests {
  private var person = Person(isPerfect: true)

  /// Opens the editor on what is selected.
  private mutating func draft(_ keys: String = "/ db Enter e") throws -> EditDraft {
    try person.press(keys)
    return try #require(lastDraft)
  }

  private var lastDraft: EditDraft? {
    guard case .edit(let draft)? = person.effects.last else { return nil }
    return draft
  }

  private mutating func leave(_ draft: EditDraft, _ text: String) {
    person.reduce(.edited(draft, .text(text)))
    person.press(.resumed)
  }

  /// A pod: in this document it has no text of its own to be read.
  private mutating func podDraft() throws -> EditDraft { try draft(":pods Enter / web- Enter g e") }

  @Test mutating func `an unchanged text changes nothing and says so`() throws {
    let opened = person.simulation
    let draft = try podDraft()
    #expect(draft.text.hasPrefix("# Pod ") && draft.body.contains("kind: Pod\n"))
    #expect(draft.fileName.hasPrefix("pod-web-") && draft.fileName.hasSuffix(".yaml"))
    leave(draft, draft.text)
    #expect(person.sees("edit cancelled, no changes made") && person.simulation == opened)
    leave(draft, "# only a comment\n")
    #expect(person.sees("the file is empty") && person.simulation == opened)
  }

  @Test mutating func `a label that is changed is one command that a journal can repeat`() throws {
    let opened = person.simulation
    let draft = try podDraft()
    leave(draft, draft.text.replacing("app: web\n", with: "app: aside\n"))
    #expect(person.pods("aside").count == 1)
    guard case .command(let command)? = person.recorded.last else {
      Issue.record("nothing was recorded")
      return
    }
    #expect(try CommandParser.parse("\(command)") == command)
    try person.press("u")
    #expect(person.simulation == opened)
  }

  @Test mutating func `what the API server refuses opens the editor again with the line`() throws {
    let opened = person.simulation
    let draft = try podDraft()
    leave(draft, draft.text.replacing("app: web\n", with: "app: \"not a label!\"\n"))
    let again = try #require(lastDraft)
    #expect(again.isSecondTry && again.comments.contains { $0.contains("metadata.labels") })
    let line = try #require(again.comments.compactMap(Self.lineNumber).first)
    let lines = again.text.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines[line - 1].contains("labels:"))
    #expect(person.simulation == opened)
    leave(again, again.text)
    #expect(person.sees("edit given up: nothing is changed"))
  }

  private static func lineNumber(_ comment: String) -> Int? {
    guard comment.hasPrefix("# line ") else { return nil }
    return Int(comment.dropFirst(7).prefix { $0.isNumber })
  }

  @Test(arguments: ["\tkind: [", "kind: Pod\n  metadata: x: y", "- a list"])
  mutating func `a text that is no object opens the editor again`(text: String) throws {
    let opened = person.simulation
    let draft = try podDraft()
    leave(draft, text)
    #expect(lastDraft?.isSecondTry == true && lastDraft?.body == text)
    #expect(person.simulation == opened)
  }

  @Test mutating func `an edit cannot make another object of it`() throws {
    let draft = try podDraft()
    leave(draft, draft.text.replacing("kind: Pod", with: "kind: Node"))
    #expect(lastDraft?.comments.contains { $0.contains("cannot make another object") } == true)
  }

  @Test mutating func `an editor that cannot be run is told`() throws {
    let draft = try podDraft()
    person.reduce(.edited(draft, .failed("no editor: set VISUAL or EDITOR")))
    #expect(person.sees("no editor: set VISUAL or EDITOR"))
  }

  @Test mutating func `what cannot be edited says what can`() throws {
    try person.press(":eps Enter e")
    #expect(
      person.sees("EndpointSlice: only Services, workloads, budgets, pods and nodes")
        && lastDraft == nil
    )
  }

  @Test(
    arguments: [
      ("spec.type", 4), ("spec.ports[1].port", 9), ("spec.ports[0].name", 6),
      ("metadata.labels", 2), ("spec.nothing", 3), ("metadata.labels[app]", 2),
    ]
  )
  func `a field is found at its line, or at what it would stand under`(field: String, line: Int) {
    let body = """
      metadata:
        labels: {}
      spec:
        type: NodePort
        ports:
        - name: http
          port: 80
        - name: metrics
          port: 90
      """
    #expect(EditText.line(of: field, in: body) == line)
  }
}
