/// Writes frames as the control sequences that all present terminals and players know, each as the
/// difference to the one before.
package struct FrameWriter: Sendable {
  /// What is drawn with; a change draws everything afresh.
  package var theme: Theme {
    didSet { if theme != oldValue { shown = nil } }
  }
  private let depth: ColorDepth
  private var shown: Frame?
  private var look = Look()

  package init(theme: Theme, depth: ColorDepth) {
    self.theme = theme
    self.depth = depth
  }

  /// What leads from the frame before to this one; empty if nothing differs.
  package mutating func write(_ frame: Frame) -> String {
    guard frame != shown else { return "" }
    var text = ""
    let last = shown?.size == frame.size ? shown : nil
    if last == nil {
      text += "\u{1B}[0m\u{1B}[?25l\u{1B}[2J"
      look = Look()
    } else if last?.cursor != nil {
      text += "\u{1B}[?25l"
    }
    for row in 0..<frame.size.rows { writeRow(row, frame, last, to: &text) }
    if let cursor = frame.cursor {
      text += "\u{1B}[\(cursor.row + 1);\(cursor.column + 1)H\u{1B}[?25h"
    }
    shown = frame
    return text
  }

  /// What comes before the first frame: a screen beside the one with the shell's lines.
  package static let entering = "\u{1B}[?1049h\u{1B}[2J\u{1B}[H"
  /// What comes after the last: plain letters, a cursor, and the screen as it was before.
  package static let leaving = "\u{1B}[0m\u{1B}[?7h\u{1B}[?25h\u{1B}[?1049l"

  /// Unchanged cells up to so many are written again rather than jumped over.
  private static let gapMax = 6

  private mutating func writeRow(_ row: Int, _ frame: Frame, _ last: Frame?, to text: inout String)
  {
    let cells = Array(frame.row(row))
    let old = last.map { Array($0.row(row)) }
    guard cells != old else { return }
    var column = 0
    while column < cells.count {
      guard old?[column] != cells[column] else {
        column += 1
        continue
      }
      var start = column
      while start > 0, cells[start].isContinuation { start -= 1 }
      var end = start
      var gap = 0
      var next = start
      while next < cells.count, gap <= Self.gapMax {
        gap = old?[next] != cells[next] ? 0 : gap + 1
        next += 1
        if gap == 0 { end = next }
      }
      while end < cells.count, cells[end].isContinuation { end += 1 }
      text += "\u{1B}[\(row + 1);\(start + 1)H"
      write(cells[start..<end], to: &text)
      column = end
    }
  }

  private mutating func write(_ cells: ArraySlice<Cell>, to text: inout String) {
    for cell in cells where !cell.isContinuation {
      let wanted = theme.look(cell.style, depth)
      if wanted != look {
        text += Self.rendition(wanted)
        look = wanted
      }
      var scalars = String.UnicodeScalarView()
      cell.write(to: &scalars)
      text += String(scalars)
    }
  }

  /// Select Graphic Rendition: everything at once, from nothing.
  static func rendition(_ look: Look) -> String {
    var codes = ["0"]
    if look.isBold { codes.append("1") }
    if look.isDim { codes.append("2") }
    if look.isUnderlined { codes.append("4") }
    if look.isReversed { codes.append("7") }
    if let ink = look.foreground { codes.append(code(ink, base: 30)) }
    if let ink = look.background { codes.append(code(ink, base: 40)) }
    return "\u{1B}[\(codes.joined(separator: ";"))m"
  }

  private static func code(_ ink: Ink, base: Int) -> String {
    switch ink {
    case .index(let index) where index < 8: "\(base + Int(index))"
    case .index(let index): "\(base + 8);5;\(index)"
    case .rgb(let color): "\(base + 8);2;\(color.red);\(color.green);\(color.blue)"
    }
  }
}

extension Frame {
  /// The screen as lines with colours, for a terminal to print.
  package func ansi(theme: Theme) -> String {
    (0..<size.rows).map { row in
      var line = ""
      var look = Look()
      for cell in self.row(row) where !cell.isContinuation {
        let wanted = theme.look(cell.style, .direct)
        if wanted != look { line += FrameWriter.rendition(wanted) }
        look = wanted
        var scalars = String.UnicodeScalarView()
        cell.write(to: &scalars)
        line += String(scalars)
      }
      return line + "\u{1B}[0m\n"
    }.joined()
  }
}
