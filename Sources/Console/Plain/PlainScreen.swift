internal import ClusterState

/// The screen as lines for somebody who hears it: no boxes, no bars, one thing after another.
package struct PlainScreen: Equatable, Sendable {
  /// What is on the screen, from top to bottom.
  package var lines: [String]
  /// What has the focus, in words.
  package var focus: String
  /// Tells one screen from another: while it stays, only what is new is said.
  package var place: String
}

extension AppState {
  /// The same state, drawn in words.
  package var plain: PlainScreen {
    var canvas = Canvas(size: size, symbols: .plain, language: language)
    let layout = ScreenLayout(self)
    if popup == nil {
      canvas.drawScreen(self, layout)
    } else {
      canvas.drawPopup(self, layout)
    }
    let frame = canvas.frame
    let rows = (0..<frame.size.rows).map { PlainText.words(of: frame.row($0)) }
    let selected = (0..<frame.size.rows).first { row in
      frame.row(row).contains { $0.style.emphasis.contains(.selected) }
    }
    return PlainScreen(
      lines: rows.filter { !$0.isEmpty },
      focus: focusInWords(selected.map { rows[$0] } ?? ""),
      place: placeInWords
    )
  }

  /// What was just said, or is being typed.
  package var plainMessage: String {
    if let prompt {
      let sign = prompt.kind == .command ? ":" : "/"
      let problem = prompt.problem.map { "  \(language.text($0))" } ?? ""
      return SafeText.make("\(sign)\(prompt.editor.text)\(problem)", symbols: .plain)
    }
    guard let message else { return "" }
    let said: Sentence = message.isError ? "Error: \(message.text)" : message.text
    return SafeText.make(language.text(said), symbols: .plain)
  }

  /// What happened since so many events, a sentence each; only the last of very many.
  package func plainEvents(since count: Int) -> [String] {
    let events = simulation.events
    let first = max(min(count, events.count), events.count - Self.plainEventsMax)
    return (first..<events.count).map { index in
      SafeText.make(language.text(EventText.text(events[index].kind)), symbols: .plain)
    }
  }

  private static let plainEventsMax = 20

  private var placeInWords: String {
    switch popup {
    case .keys(let list): return list.isMenu ? "menu" : "keys"
    case .form(let form): return "form \(form.title)"
    case .recovery: return "recovery"
    case .progress: return "progress"
    case .policies(let panel): return "policies \(panel.service) \(panel.focus)"
    case .themes: return "themes"
    case nil: break
    }
    let list = focusedList.map { "\($0) \(self.list($0).filter.text)" } ?? ""
    guard case .text(let text) = screen else { return "\(screens.count) \(list)" }
    return "\(screens.count) \(text.title) \(text.offset)"
  }

  private func focusInWords(_ selected: String) -> String {
    if case .form(let form)? = popup {
      guard form.fields.indices.contains(form.focus) else { return language.text(form.title) }
      let field = form.fields[form.focus]
      let said: Sentence = "Field \(field.label): \(field.value)"
      return SafeText.make(language.text(said), symbols: .plain)
    }
    guard popup == nil, let name = focusedList, selectedRow != nil else { return selected }
    let count = rowIDs(name).count
    let number = list(name).index + 1
    let details = detailsInWords(name)
    let words = details.isEmpty ? selected : details
    let isMarked = selectedRow.map(list(name).marks.contains) == true
    let said: Sentence =
      isMarked
      ? "Row \(number) of \(count), marked: \(words)" : "Row \(number) of \(count): \(words)"
    return SafeText.make(language.text(said), symbols: .plain)
  }

  /// The cells of the selected row with their headings.
  private func detailsInWords(_ name: ListName) -> String {
    guard let row = selectedRow else { return "" }
    let columns = columns(of: name)
    let cells = cellReader(of: name)(row)
    let shown = Set(shownColumns(of: name).map(\.title))
    return zip(columns, cells).compactMap { column, cell in
      guard shown.contains(column.title), !cell.text.isEmpty else { return nil }
      return "\(column.title) \(cell.text)"
    }.joined(separator: ", ")
  }
}

/// Rows of cells as words.
enum PlainText {
  /// The words of a row: what only draws is left out, and gaps become commas.
  static func words(of cells: ArraySlice<Cell>) -> String {
    var scalars = String.UnicodeScalarView()
    for cell in cells where !cell.isContinuation {
      if isDrawing(cell) {
        scalars.append(" ")
      } else {
        cell.write(to: &scalars)
      }
    }
    let words = String(scalars).split(separator: " ", omittingEmptySubsequences: false)
    var text = ""
    var gap = 0
    for word in words {
      guard isWord(word) else {
        gap += 1
        continue
      }
      if !text.isEmpty { text += gap > 0 && !text.hasSuffix(",") ? ", " : " " }
      text += word
      gap = 0
    }
    return text
  }

  private static func isDrawing(_ cell: Cell) -> Bool {
    switch cell.style.role {
    case .border, .borderFocused, .bar, .barBad, .barExpected: return true
    case .key where cell.base == Symbols.ascii.selectionMarker.value,
      .text where cell.base == Symbols.ascii.selectionMarker.value:
      return cell.style.emphasis.contains(.selected)
    case .dim:
      return [Symbols.ascii.scrollThumb.value, Symbols.ascii.scrollTrack.value]
        .contains(cell.base)
    default: return false
    }
  }

  /// Whether it can be read aloud: a letter, a digit, or a sign alone.
  private static func isWord(_ word: Substring) -> Bool {
    word.contains { $0.isLetter || $0.isNumber } || word.count == 1
  }
}
