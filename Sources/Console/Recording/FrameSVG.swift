// A frame as a picture for pages, with the colours of a theme.

extension Frame {
  private static let cell = (
    width: CellShape.width, height: CellShape.height, baseline: 132
  )
  private static let margin = 100

  /// The screen as an SVG document.
  ///
  /// Every run of text is given the length of its cells, so that columns stand in line in any font;
  /// boxes and bars are drawn as shapes, so that they join.
  package func svg(theme: Theme, title: String) -> String {
    let width = size.columns * Self.cell.width + 2 * Self.margin
    let height = size.rows * Self.cell.height + 2 * Self.margin
    let (w, h) = (Self.tenths(width), Self.tenths(height))
    var svg = """
      <svg xmlns="http://www.w3.org/2000/svg" width="\(w)" height="\(h)" viewBox="0 0 \(w) \(h)" \
      role="img" font-family="ui-monospace, 'DejaVu Sans Mono', Menlo, Consolas, monospace" \
      font-size="14">
      <title>\(Self.escaped(title))</title>
      <rect width="\(w)" height="\(h)" rx="6" fill="\(theme.ground.hexadecimal)"/>

      """
    for row in 0..<size.rows {
      let runs = pictureRuns(row, theme)
      for run in runs where run.ground != theme.ground { svg += Self.rectangle(run, row) }
      for run in runs {
        if let shape = run.kind.shape {
          svg += Self.shapes(run, shape, row)
        } else if !run.isBlank {
          svg += Self.text(run, row)
        }
      }
    }
    if let cursor { svg += Self.cursor(cursor, theme) }
    return svg + "</svg>\n"
  }
}

/// Cells beside each other that look alike.
private struct PictureRun {
  /// What decides how cells are drawn.
  enum Kind: Equatable {
    /// Letters, so many cells each: those of other fonts begin where they should.
    case text(width: UInt8)
    case shape(CellShape)

    var shape: CellShape? {
      guard case .shape(let shape) = self else { return nil }
      return shape
    }
  }

  var column: Int
  var cells = 0
  var text = ""
  var kind: Kind
  var letters: RGB
  var ground: RGB
  var look: Look

  var isBlank: Bool { text.allSatisfy { $0 == " " } && !look.isUnderlined }

  func looksLike(_ other: PictureRun) -> Bool {
    letters == other.letters && ground == other.ground && look.isBold == other.look.isBold
      && look.isDim == other.look.isDim && look.isUnderlined == other.look.isUnderlined
      && kind == other.kind
  }
}

extension Frame {
  private func pictureRuns(_ row: Int, _ theme: Theme) -> [PictureRun] {
    var runs: [PictureRun] = []
    for (column, cell) in self.row(row).enumerated() {
      if cell.isContinuation, !runs.isEmpty {
        runs[runs.count - 1].cells += 1
        continue
      }
      let colors = theme.colors(cell.style)
      var scalars = String.UnicodeScalarView()
      cell.write(to: &scalars)
      let kind = CellShape(cell.base).map(PictureRun.Kind.shape) ?? .text(width: cell.width)
      var run = PictureRun(
        column: column,
        kind: kind,
        letters: colors.letters,
        ground: colors.ground,
        look: theme.look(cell.style, .direct)
      )
      if let last = runs.last, last.looksLike(run) {
        run = last
        runs.removeLast()
      }
      run.text += String(scalars)
      run.cells += 1
      runs.append(run)
    }
    return runs
  }

  private static func shapes(_ run: PictureRun, _ shape: CellShape, _ row: Int) -> String {
    var path = ""
    var column = run.column
    var rest = Array(run.text.unicodeScalars)[...]
    while let first = rest.first {
      let same = CellShape.isExtensible(first.value) ? rest.prefix { $0 == first }.count : 1
      path += CellShape.path(
        first.value,
        x: margin + column * cell.width,
        y: margin + row * cell.height,
        count: same
      )
      column += same
      rest = rest.dropFirst(same)
    }
    let color = run.letters.hexadecimal
    let opacity = run.look.isDim ? 65 : 100
    switch shape {
    case .line(let isHeavy):
      let weight = isHeavy || run.look.isBold ? " stroke-width=\"2\"" : ""
      let faint = opacity < 100 ? " stroke-opacity=\"0.\(opacity)\"" : ""
      return "<path d=\"\(path)\" fill=\"none\" stroke=\"\(color)\"\(weight)\(faint)/>\n"
    case .area(let hundredths):
      let share = hundredths * opacity / 100
      let faint = share < 100 ? " fill-opacity=\"0.\(share)\"" : ""
      return "<path d=\"\(path)\" fill=\"\(color)\"\(faint)/>\n"
    }
  }

  private static func rectangle(_ run: PictureRun, _ row: Int) -> String {
    let x = tenths(margin + run.column * cell.width)
    let y = tenths(margin + row * cell.height)
    let (w, h) = (tenths(run.cells * cell.width), tenths(cell.height))
    return """
      <rect x="\(x)" y="\(y)" width="\(w)" height="\(h)" fill="\(run.ground.hexadecimal)"/>

      """
  }

  private static func text(_ run: PictureRun, _ row: Int) -> String {
    let x = tenths(margin + run.column * cell.width)
    let y = tenths(margin + row * cell.height + cell.baseline)
    var attributes = "textLength=\"\(tenths(run.cells * cell.width))\""
    attributes += " lengthAdjust=\"spacingAndGlyphs\" xml:space=\"preserve\""
    attributes += " fill=\"\(run.letters.hexadecimal)\""
    if run.look.isBold { attributes += " font-weight=\"bold\"" }
    if run.look.isDim { attributes += " fill-opacity=\"0.65\"" }
    if run.look.isUnderlined { attributes += " text-decoration=\"underline\"" }
    return "<text x=\"\(x)\" y=\"\(y)\" \(attributes)>\(escaped(run.text))</text>\n"
  }

  private static func cursor(_ point: Point, _ theme: Theme) -> String {
    let x = tenths(margin + point.column * cell.width)
    let y = tenths(margin + (point.row + 1) * cell.height - 20)
    return """
      <rect x="\(x)" y="\(y)" width="\(tenths(cell.width))" height="2" \
      fill="\(theme.letters.hexadecimal)"/>

      """
  }

  private static func tenths(_ number: Int) -> String { CellShape.t(number) }

  private static func escaped(_ text: String) -> String {
    text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
  }
}
