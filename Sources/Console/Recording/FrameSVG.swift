// A frame as a picture for pages, with the colours of a theme.

extension Frame {
  private static let cell = (width: 84, height: 180, baseline: 132)
  private static let margin = 100

  /// The screen as an SVG document.
  ///
  /// Every run of text is given the length of its cells, so that columns stand in line in any font.
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
      for run in runs where !run.isBlank { svg += Self.text(run, row) }
    }
    if let cursor { svg += Self.cursor(cursor, theme) }
    return svg + "</svg>\n"
  }
}

/// Cells beside each other that look alike.
private struct PictureRun {
  var column: Int
  var cells = 0
  var text = ""
  var letters: RGB
  var ground: RGB
  var look: Look

  var isBlank: Bool { text.allSatisfy { $0 == " " } && !look.isUnderlined }

  func looksLike(_ other: PictureRun) -> Bool {
    letters == other.letters && ground == other.ground && look.isBold == other.look.isBold
      && look.isDim == other.look.isDim && look.isUnderlined == other.look.isUnderlined
  }
}

extension Frame {
  private func pictureRuns(_ row: Int, _ theme: Theme) -> [PictureRun] {
    var runs: [PictureRun] = []
    for (column, cell) in self.row(row).enumerated() {
      let colors = theme.colors(cell.style)
      let look = theme.look(cell.style, .direct)
      var scalars = String.UnicodeScalarView()
      cell.write(to: &scalars)
      var run = PictureRun(
        column: column,
        letters: colors.letters,
        ground: colors.ground,
        look: look
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

  /// A number of tenths as SVG writes it.
  private static func tenths(_ number: Int) -> String {
    number % 10 == 0 ? "\(number / 10)" : "\(number / 10).\(number % 10)"
  }

  private static func escaped(_ text: String) -> String {
    text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
  }
}
