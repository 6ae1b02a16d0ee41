import Console
import Testing
import VisitSupport

/// What holds for every screen on every terminal.
@Suite struct EveryScreenTests {
  private static let sizes = [
    (40, 10), (60, 15), (80, 24), (120, 40), (200, 60), (500, 150),
  ]

  @Test(arguments: EveryScreen.all)
  func `every screen fits every terminal, in both languages, in ASCII too`(
    screen: EveryScreen
  ) throws {
    for (columns, rows) in Self.sizes {
      let english = try screen.person(ScreenVariant(columns, rows))
      let korean = try screen.person(ScreenVariant(columns, rows, .korean))
      expectFit(english.frame, "\(screen) \(columns)x\(rows)")
      expectFit(korean.frame, "\(screen) \(columns)x\(rows) Korean")
      for var person in [english, korean] {
        let unicode = person.frame
        person.symbols = .ascii
        let ascii = person.frame
        #expect(ascii.brokenRows == [], "\(screen) \(columns)x\(rows) ASCII")
        #expect(ascii.isPlainASCII, "\(screen) \(columns)x\(rows)")
        #expect(lines(ascii, .ascii) == lines(unicode, .unicode), "\(screen) \(columns)x\(rows)")
      }
    }
  }

  /// Whole rows, and something to read in the first and the last.
  private func expectFit(_ frame: Frame, _ context: String) {
    #expect(frame.brokenRows == [], "\(context)")
    let rows = frame.rows
    #expect(rows.first?.contains("svctui") == true, "\(context)")
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
