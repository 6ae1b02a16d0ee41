import Console
import Testing
import VisitSupport

/// What holds for every screen on every terminal.
@Suite struct EveryScreenTests {
  /// From large to small: nothing of what was there before may stay behind.
  private static let sizes = [
    (500, 150), (200, 60), (120, 40), (80, 24), (60, 15), (40, 10),
  ]

  @Test(arguments: EveryScreen.all)
  func `every screen fits every terminal, in both languages, in ASCII too`(
    screen: EveryScreen
  ) throws {
    for language in Language.allCases {
      var person = try screen.person(language)
      for (columns, rows) in Self.sizes {
        person.press(.resize(Size(columns: columns, rows: rows)))
        let context = "\(screen) \(columns)x\(rows) \(language)"
        person.symbols = .unicode
        let unicode = person.frame
        expectFit(unicode, context)
        person.symbols = .ascii
        let ascii = person.frame
        #expect(ascii.brokenRows == [], "\(context) ASCII")
        #expect(ascii.isPlainASCII, "\(context)")
        #expect(lines(ascii, .ascii) == lines(unicode, .unicode), "\(context)")
      }
    }
  }

  /// Whole rows, the clock in the first, and something to read in the last.
  private func expectFit(_ frame: Frame, _ context: String) {
    #expect(frame.brokenRows == [], "\(context)")
    let rows = frame.rows
    #expect(rows.first?.contains("00:0") == true, "\(context)")
    #expect(rows.last?.contains { $0 != " " } == true, "\(context)")
    #expect(rows.dropFirst().dropLast().contains { $0.contains("╭") }, "\(context)")
  }

  /// Where the sides of boxes stand: what is drawn in other words or signs must not move them.
  private func lines(_ frame: Frame, _ symbols: Symbols) -> [Point] {
    var points: [Point] = []
    let corners = [symbols.topLeft.value, symbols.bottomLeft.value]
    for row in 0..<frame.size.rows {
      for column in [0, frame.size.columns - 1] where column < frame.size.columns {
        let base = frame[column, row].base
        if base == symbols.vertical.value || column == 0 && corners.contains(base) {
          points.append(Point(column: column, row: row))
        }
      }
    }
    return points
  }
}
