internal import ClusterState

/// A text that the program around is to write to a file of its own naming.
package struct SavedText: Equatable, Sendable {
  /// What the file's name begins with: small letters and `-`.
  package var name: String
  /// `csv` or `txt`.
  package var kind: String
  package var text: String
}

extension AppState {
  /// Rows of a table that are saved at most.
  static let savedRowsMax = 20_000

  /// Saves the list one is in as comma-separated values (RFC 4180), as far as it is shown.
  mutating func saveTable() {
    if screen == .rules { return saveRules() }
    guard let name = focusedList, !columns(of: name).isEmpty else { return dumpScreen() }
    let shown = shownColumns(of: name).map(\.title)
    let all = columns(of: name).map(\.title)
    let indices = shown.compactMap(all.firstIndex)
    let reader = cellReader(of: name)
    var lines = [shown.map(Self.quoted).joined(separator: ",")]
    for row in rowIDs(name).prefix(Self.savedRowsMax) {
      let cells = reader(row)
      let texts = indices.map { Self.quoted(cells[safely: $0]?.text ?? "") }
      lines.append(texts.joined(separator: ","))
    }
    let text = lines.map { $0 + "\r\n" }.joined()
    effects.append(.save(SavedText(name: crumbName, kind: "csv", text: text)))
  }

  /// Saves what is on the screen as text.
  mutating func dumpScreen() {
    let text = frame(symbols: .unicode).text + "\n"
    effects.append(.save(SavedText(name: crumbName, kind: "txt", text: text)))
  }

  private var crumbName: String {
    let words = screen.crumb.english.lowercased().split { !$0.isASCII || !$0.isLetter }
    return words.prefix(3).joined(separator: "-")
  }

  private static func quoted(_ text: String) -> String {
    guard text.contains(where: { ",\"\r\n".contains($0) }) else { return text }
    return "\"" + text.replacing("\"", with: "\"\"") + "\""
  }
}
