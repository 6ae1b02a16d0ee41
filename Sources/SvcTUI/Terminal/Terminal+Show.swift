import CNcurses
import Console

extension Terminal {
  /// What is known of the screen's content.
  struct OutputState {
    /// The frame on the screen; nil when everything must be drawn.
    var shown: Frame?
    var pairs: ColorPairs
    var line: [cchar_t] = []

    var theme: Theme

    init(theme: Theme, depth: ColorDepth) {
      self.theme = theme
      pairs = ColorPairs(theme: theme, depth: depth)
    }
  }

  /// Draws with another theme from now on.
  mutating func use(_ theme: Theme) {
    guard theme != output.theme else { return }
    output.theme = theme
    output.pairs = ColorPairs(theme: theme, depth: depth)
    output.shown = nil
  }

  /// Shows `frame`, sending only what differs from the frame before.
  mutating func show(_ frame: Frame) {
    guard frame != output.shown else { return }
    let last = output.shown?.size == frame.size ? output.shown : nil
    if last == nil {
      // What a terminal leaves on its screen when it changes size is its own affair.
      werase(window)
      clearok(window, true)
    }
    for row in 0..<min(frame.size.rows, size.rows) {
      if let last, last.row(row) == frame.row(row) { continue }
      draw(frame.row(row), at: row)
    }
    placeCursor(frame.cursor, last: last?.cursor)
    wnoutrefresh(window)
    doupdate()
    output.shown = frame
  }

  /// Draws everything afresh, for when something else wrote on the screen.
  mutating func repaint() {
    clearok(window, true)
    guard let frame = output.shown else { return }
    output.shown = nil
    show(frame)
  }

  private mutating func draw(_ cells: ArraySlice<Cell>, at row: Int) {
    output.line.removeAll(keepingCapacity: true)
    for cell in cells.prefix(size.columns) where !cell.isContinuation {
      append(cell)
    }
    mvwadd_wchnstr(window, Int32(row), 0, output.line, Int32(output.line.count))
  }

  private mutating func append(_ cell: Cell) {
    let pen = output.pairs.pen(for: cell.style)
    let isKnown =
      cell.base < 0x7F
      || Unicode.Scalar(cell.base).map(Self.systemWidth) == Int(cell.width)
    guard isKnown else {
      // The C library would count other cells than we do and shift the row.
      for _ in 0..<cell.width { append(UInt32(UInt8(ascii: "?")), 0, 0, pen) }
      return
    }
    append(cell.base, cell.firstMark, cell.secondMark, pen)
  }

  private mutating func append(
    _ base: UInt32,
    _ firstMark: UInt32,
    _ secondMark: UInt32,
    _ pen: ColorPairs.Pen
  ) {
    var character = cchar_t()
    var pair = pen.pair
    let scalars = SIMD4<UInt32>(base, firstMark, secondMark, 0)
    withUnsafePointer(to: scalars) { pointer in
      pointer.withMemoryRebound(to: wchar_t.self, capacity: 4) { text in
        setcchar(&character, text, pen.attributes, 0, &pair)
        return
      }
    }
    output.line.append(character)
  }

  /// The C library's opinion of a scalar's width in the current locale; -1 when it has none.
  static func systemWidth(of scalar: Unicode.Scalar) -> Int {
    Int(svctui_width(wchar_t(bitPattern: scalar.value)))
  }

  private func placeCursor(_ cursor: Point?, last: Point?) {
    if (cursor == nil) != (last == nil) {
      curs_set(cursor == nil ? 0 : 1)
      leaveok(window, cursor == nil)
    }
    if let cursor { wmove(window, Int32(cursor.row), Int32(cursor.column)) }
  }
}
