/// A line of text being typed, with the usual editing keys.
package struct LineEditor: Hashable, Sendable {
  package private(set) var text: String
  /// Characters before the cursor.
  package private(set) var position: Int
  /// More than this is not taken.
  private static let lengthMax = 1_000

  package init(_ text: String = "") {
    self.text = text
    position = text.count
  }

  /// Whether the key meant something to the line.
  package mutating func handle(_ key: Key) -> Bool {
    switch key {
    case .character(let character): insert(String(character))
    case .paste(let pasted): insert(pasted.filter { !$0.isNewline })
    case .backspace where position > 0: remove(position - 1..<position)
    case .delete where position < text.count: remove(position..<position + 1)
    case .left, .control("b"): position = max(0, position - 1)
    case .right, .control("f"): position = min(text.count, position + 1)
    case .home, .control("a"): position = 0
    case .end, .control("e"): position = text.count
    case .control("u"): remove(0..<position)
    case .control("k"): remove(position..<text.count)
    case .control("w"): remove(wordStart..<position)
    default: return false
    }
    return true
  }

  private mutating func insert(_ typed: String) {
    let room = Self.lengthMax - text.count
    guard room > 0 else { return }
    // A mark joins the character before it, so that adding may make no character more.
    let before = String(text.prefix(position)) + typed.prefix(room)
    text = before + text.dropFirst(position)
    position = min(before.count, text.count)
  }

  private mutating func remove(_ range: Range<Int>) {
    text.removeSubrange(index(range.lowerBound)..<index(range.upperBound))
    position = range.lowerBound
  }

  /// Where the word before the cursor begins.
  private var wordStart: Int {
    let before = Array(text.prefix(position))
    let end = before.lastIndex { $0 != " " } ?? -1
    let blank = before[..<(end + 1)].lastIndex(of: " ") ?? -1
    return blank + 1
  }

  private func index(_ offset: Int) -> String.Index {
    text.index(text.startIndex, offsetBy: offset)
  }
}

extension Canvas {
  /// Draws a line being typed, scrolled so that the cursor is visible, and places the cursor.
  package mutating func draw(_ editor: LineEditor, at point: Point, width: Int, _ style: Style) {
    let before = TextWidth.cells(of: String(editor.text.prefix(editor.position)))
    let hidden = max(0, before - width + 1)
    put(TextWidth.dropping(hidden, from: editor.text), at: point, width: width, .left, style)
    placeCursor(at: Point(column: point.column + before - hidden, row: point.row))
  }
}
