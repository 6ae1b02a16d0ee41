import ClusterState
import Console
import Testing

@Suite struct CanvasEdgeTests {
  @Test func `nothing is drawn outside however small the screen`() {
    for columns in 0...9 {
      for rows in 0...4 {
        for symbols in [Symbols.unicode, .ascii] {
          var canvas = Canvas(size: Size(columns: columns, rows: rows), symbols: symbols)
          Self.drawAll(&canvas)
          #expect(canvas.frame.rows.allSatisfy { TextWidth.cells(of: $0) == columns })
          #expect(canvas.frame.rows.count == rows)
        }
      }
    }
  }

  @Test func `overlapping text never leaves half a character`() {
    var canvas = Canvas(size: Size(columns: 12, rows: 1))
    var state: UInt32 = 42
    for _ in 0..<2000 {
      state = state &* 1_664_525 &+ 1_013_904_223
      let column = Int(state >> 16) % 14 - 1
      let text = ["가나", "x", "e\u{301}", "漢"][Int(state >> 24) % 4]
      canvas.put(text, at: Point(column: column, row: 0))
      #expect(TextWidth.cells(of: canvas.frame.rows[0]) == 12)
    }
  }

  private static func drawAll(_ canvas: inout Canvas) {
    let inner = canvas.box(BoxTitle("Services 서비스", right: "14"))
    canvas.inside(inner) { part in
      part.put("쿠버네티스 web", at: Point(column: -1, row: 0))
      part.put("web-7f", at: Point(column: 0, row: 1), width: part.size.columns, .right)
      part.bar(3, of: 4, at: Point(column: 1, row: 0), width: 9)
      part.sparkline([1, 2, 3], at: .zero, width: 2)
      part.scrollBar(first: 3, visible: 2, total: 9, Style(.border))
      part.fill(Rectangle(column: -3, row: 1, columns: 40, rows: 1), with: "x")
      part.emphasize(Rectangle(column: 0, row: 0, columns: 99, rows: 9), .selected)
      part.placeCursor(at: Point(column: 50, row: 0))
    }
  }
}
