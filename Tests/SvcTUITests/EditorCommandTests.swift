import Glibc
import Testing

@testable import SvcTUI

/// Which editor is run, and what it leaves.
@Suite struct EditorCommandTests {
  @Test(
    arguments: [
      (["VISUAL": "code -w", "EDITOR": "ed"], ["code", "-w"]), (["EDITOR": "ed"], ["ed"]),
      (["VISUAL": " ", "EDITOR": ""], ["vi"]),
    ] as [([String: String], [String])]
  )
  func `VISUAL goes before EDITOR, and EDITOR before vi`(
    variables: [String: String],
    words: [String]
  ) throws {
    let editor = try EditorCommand(environment: { variables[$0] }, isThere: { _ in true })
    #expect(editor.words == words)
  }

  @Test func `without vi nano is taken, and without any it is said what to set`() throws {
    let nano = try EditorCommand(environment: { _ in nil }, isThere: { $0 == "nano" })
    #expect(nano.words == ["nano"])
    #expect(throws: EditorCommand.Failure.none) {
      try EditorCommand(environment: { _ in nil }, isThere: { _ in false })
    }
    #expect(EditorCommand.Failure.none.text.contains("EDITOR"))
  }

  @Test func `what the editor writes is read back, and nothing stays behind`() throws {
    let file = try EditedFile("a: 1\n", name: "service-web.yaml")
    let editor = try EditorCommand(environment: { _ in "sed -i s/1/2/" })
    try editor.run(on: file.path, input: STDIN_FILENO, output: STDOUT_FILENO)
    #expect(try file.text() == "a: 2\n")
    file.remove()
    #expect(access(file.path, F_OK) != 0)
  }

  @Test(arguments: ["false", "/nowhere/no-editor"])
  func `an editor that fails or is not there changes nothing`(program: String) throws {
    let file = try EditedFile("a: 1\n", name: "x.yaml")
    defer { file.remove() }
    let editor = try EditorCommand(environment: { _ in program })
    #expect(throws: EditorCommand.Failure.self) {
      try editor.run(on: file.path, input: STDIN_FILENO, output: STDOUT_FILENO)
    }
  }
}
