import ClusterState
import Console
import Testing

@Suite struct CanvasTests {
  @Test func `a box carries a title on both sides`() {
    var canvas = Canvas(size: Size(columns: 24, rows: 3))
    let inner = canvas.box(BoxTitle("Services", right: "6"))
    canvas.inside(inner) { $0.put("web", at: .zero, Style(.ready)) }
    #expect(
      canvas.frame.rows == [
        "╭─ Services ─────── 6 ─╮",
        "│web                   │",
        "╰──────────────────────╯",
      ]
    )
    #expect(canvas.frame.styles[1][1] == .init(column: 1, length: 3, style: Style(.ready)))
  }

  @Test func `text outside the part is not drawn`() {
    var canvas = Canvas(size: Size(columns: 6, rows: 1))
    canvas.inside(Rectangle(column: 1, row: 0, columns: 3, rows: 4)) { part in
      let cells = part.put("abcdef", at: Point(column: -1, row: 0))
      part.put("down", at: Point(column: 0, row: 2))
      #expect(cells == 6)
    }
    #expect(canvas.frame.rows == [" bcd  "])
  }

  @Test func `wide characters are whole or not there`() {
    var canvas = Canvas(size: Size(columns: 5, rows: 1))
    canvas.put("가나다", at: .zero)
    #expect(canvas.frame.rows == ["가나 "])
    canvas.put("x", at: Point(column: 1, row: 0))
    #expect(canvas.frame.rows == [" x나 "])
    canvas.put("라", at: Point(column: 1, row: 0))
    #expect(canvas.frame.rows == [" 라  "])
    #expect(canvas.frame[2, 0].isContinuation)
  }

  @Test func `untrusted text reaches no cell`() {
    var canvas = Canvas(size: Size(columns: 14, rows: 1))
    canvas.put("a\u{1B}\u{202E}b", at: .zero)
    #expect(canvas.frame.rows == ["a␛‹U+202E›b   "])
  }

  @Test func `marks share the cell of their letter`() {
    var canvas = Canvas(size: Size(columns: 3, rows: 1))
    canvas.put("e\u{301}\u{302}\u{303}x", at: .zero)
    #expect(Array(canvas.frame.rows[0].unicodeScalars) == ["e", "\u{301}", "\u{302}", "x", " "])
  }

  @Test(arguments: [(0, "    "), (1, "▏   "), (50, "██  "), (99, "███▉"), (100, "████")])
  func `a bar shows the smallest share and fills only for the whole`(value: Int, text: String) {
    var canvas = Canvas(size: Size(columns: 4, rows: 1))
    canvas.bar(value, of: 100, at: .zero, width: 4)
    #expect(canvas.frame.rows == [text])
  }

  @Test func `bars and sparklines have an ASCII form`() {
    var canvas = Canvas(size: Size(columns: 8, rows: 2), symbols: .ascii)
    canvas.bar(1, of: 2, at: .zero, width: 8)
    canvas.barMark(3, of: 4, at: .zero, width: 8)
    canvas.sparkline([0, 1, 2, 4, 8], at: Point(column: 0, row: 1), width: 8)
    #expect(canvas.frame.rows == ["####  : ", " _.-#   "])
  }

  @Test func `a sparkline shows the last values`() {
    var canvas = Canvas(size: Size(columns: 3, rows: 1))
    canvas.sparkline([8, 8, 1, 4, 8], at: .zero, width: 3)
    #expect(canvas.frame.rows == ["▁▄█"])
  }

  @Test func `selection keeps the role below it`() {
    var canvas = Canvas(size: Size(columns: 3, rows: 1))
    canvas.put("web", at: .zero, Style(.ready))
    canvas.emphasize(canvas.bounds, .selected)
    #expect(canvas.frame.styles[0].map(\.style.name) == ["ready+selected"])
  }
}
