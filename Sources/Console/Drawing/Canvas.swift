package import ClusterState

/// Draws into a part of a frame; what would fall outside is not drawn.
///
/// Points are relative to the part. Text is made safe on its way in, so no view can forget it.
package struct Canvas {
  /// What has been drawn so far.
  package private(set) var frame: Frame
  /// The characters to draw with.
  package let symbols: Symbols
  /// The language that sentences are said in.
  package let language: Language
  private var area: Rectangle
  private var clip: Rectangle

  /// An empty canvas over a whole new frame.
  package init(size: Size, symbols: Symbols = .unicode, language: Language = .english) {
    frame = Frame(size: size)
    self.symbols = symbols
    self.language = language
    area = Rectangle(origin: .zero, size: size)
    clip = area
  }

  /// The size of the part drawn into.
  package var size: Size { area.size }

  /// The part drawn into, in its own coordinates.
  package var bounds: Rectangle { Rectangle(origin: .zero, size: area.size) }

  /// Runs `draw` with `rectangle` as the part drawn into.
  package mutating func inside(_ rectangle: Rectangle, _ draw: (inout Canvas) -> Void) {
    let (outerArea, outerClip) = (area, clip)
    area = Rectangle(
      origin: Point(
        column: outerArea.origin.column + rectangle.origin.column,
        row: outerArea.origin.row + rectangle.origin.row
      ),
      size: rectangle.size
    )
    clip = outerClip.intersection(area)
    draw(&self)
    (area, clip) = (outerArea, outerClip)
  }

  /// Puts the text cursor at `point`, or hides it when that is outside.
  package mutating func placeCursor(at point: Point) {
    let place = absolute(point)
    frame.cursor = clip.contains(place) ? place : nil
  }

  /// Writes `text` from `point` to the right and returns the cells it takes, drawn or not.
  @discardableResult
  package mutating func put(
    _ text: some StringProtocol,
    at point: Point,
    _ style: Style = .text
  ) -> Int {
    let place = absolute(point)
    let isASCII = text.utf8.allSatisfy { (0x20..<0x7F).contains($0) }
    guard isASCII else {
      let safe = SafeText.make(text, symbols: symbols)
      return putScalars(safe.unicodeScalars, at: place, style)
    }
    let count = text.utf8.count
    guard clip.rows.contains(place.row) else { return count }
    var column = place.column
    for byte in text.utf8 {
      if clip.columns.contains(column) {
        frame.set(Cell(Unicode.Scalar(byte), style: style), column: column, row: place.row)
      }
      column += 1
    }
    return count
  }

  /// Writes exactly `width` cells: `text` padded, or cut with `…`.
  package mutating func put(
    _ text: some StringProtocol,
    at point: Point,
    width: Int,
    _ alignment: Alignment = .left,
    _ style: Style = .text
  ) {
    let safe = SafeText.make(text, symbols: symbols)
    put(TextWidth.fit(safe, width, alignment, symbols: symbols), at: point, style)
  }

  /// Says a sentence from `point` to the right and returns the cells it takes, drawn or not.
  @discardableResult
  package mutating func say(_ sentence: Sentence, at point: Point, _ style: Style = .text) -> Int {
    put(language.text(sentence), at: point, style)
  }

  /// Says a sentence in exactly `width` cells.
  package mutating func say(
    _ sentence: Sentence,
    at point: Point,
    width: Int,
    _ alignment: Alignment = .left,
    _ style: Style = .text
  ) {
    put(language.text(sentence), at: point, width: width, alignment, style)
  }

  /// Writes one scalar of the symbols.
  package mutating func put(_ symbol: Unicode.Scalar, at point: Point, _ style: Style = .text) {
    setIfVisible(Cell(symbol, width: TextWidth.cells(of: symbol), style: style), absolute(point))
  }

  /// What was drawn at `point`; `nil` outside of the part or where a letter is not plain.
  func scalar(at point: Point) -> Unicode.Scalar? {
    let place = absolute(point)
    guard clip.contains(place) else { return nil }
    return Unicode.Scalar(frame[place.column, place.row].base)
  }

  /// Fills `rectangle` (all of the part without one) with a symbol.
  package mutating func fill(
    _ rectangle: Rectangle? = nil,
    with symbol: Unicode.Scalar = " ",
    _ style: Style = .text
  ) {
    let wanted = rectangle ?? bounds
    let visible = Rectangle(origin: absolute(wanted.origin), size: wanted.size).intersection(clip)
    let cell = Cell(symbol, style: style)
    for row in visible.rows {
      for column in visible.columns { frame.set(cell, column: column, row: row) }
    }
  }

  /// Lays `emphasis` over what is drawn in `rectangle`, for selected rows and matches.
  package mutating func emphasize(_ rectangle: Rectangle, _ emphasis: Emphasis) {
    restyle(rectangle) { $0.adding(emphasis) }
  }

  /// Gives what is drawn in `rectangle` another style.
  package mutating func restyle(_ rectangle: Rectangle, _ change: (Style) -> Style) {
    let place = Rectangle(origin: absolute(rectangle.origin), size: rectangle.size)
    let visible = place.intersection(clip)
    for row in visible.rows {
      for column in visible.columns {
        frame.set(style: change(frame[column, row].style), column: column, row: row)
      }
    }
  }
}

extension Canvas {
  private func absolute(_ point: Point) -> Point {
    Point(column: area.origin.column + point.column, row: area.origin.row + point.row)
  }

  private mutating func setIfVisible(_ cell: Cell, _ place: Point) {
    guard clip.contains(place) else { return }
    let last = place.column + max(1, Int(cell.width)) - 1
    let visible = clip.columns.contains(last) ? cell : .blank(cell.style)
    frame.set(visible, column: place.column, row: place.row)
  }

  private mutating func putScalars(
    _ scalars: String.UnicodeScalarView,
    at place: Point,
    _ style: Style
  ) -> Int {
    var column = place.column
    var base = place.column
    for scalar in scalars {
      let width = TextWidth.cells(of: scalar)
      if width == 0 {
        // A mark without a letter before it is not shown: it would change another's letter.
        let hasBase = column > place.column
        if hasBase, clip.contains(Point(column: base, row: place.row)) {
          frame.add(mark: scalar, column: base, row: place.row)
        }
        continue
      }
      if width == 2, column == clip.columns.lowerBound - 1 {
        setIfVisible(.blank(style), Point(column: column + 1, row: place.row))
      }
      setIfVisible(
        Cell(scalar, width: width, style: style),
        Point(column: column, row: place.row)
      )
      base = column
      column += width
    }
    return column - place.column
  }
}
