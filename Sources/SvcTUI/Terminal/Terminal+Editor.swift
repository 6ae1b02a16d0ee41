import CNcurses
import Console
import Glibc

extension Terminal {
  /// Gives the terminal to the person's editor until it ends, and takes it back.
  mutating func edit(_ draft: EditDraft) -> EditEnd {
    do throws(EditorCommand.Failure) {
      let editor = try EditorCommand(environment: { getenv($0).map { String(cString: $0) } })
      let file = try EditedFile(draft.text, name: draft.fileName)
      defer { file.remove() }
      try run(editor, on: file.path)
      return .text(try file.text())
    } catch {
      return .failed(error.text)
    }
  }

  private mutating func run(
    _ editor: EditorCommand,
    on path: String
  ) throws(EditorCommand.Failure) {
    leave()
    // Ctrl-C and Ctrl-Z are the editor's as long as it has the terminal.
    let others = [SIGINT, SIGQUIT, SIGTSTP]
    for number in others { signal(number, SIG_IGN) }
    defer {
      for number in others { TerminalSignals.handle(number) }
      resume()
    }
    try editor.run(on: path, input: device.input, output: device.output)
  }
}
