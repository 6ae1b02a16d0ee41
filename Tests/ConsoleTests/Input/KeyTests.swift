import Console
import Testing

@Suite struct KeyTests {
  @Test(
    arguments: [
      ("j j Enter", [Key.character("j"), .character("j"), .enter]),
      (
        "Ctrl-T / web Enter",
        [
          .control("t"), .character("/"), .character("w"), .character("e"),
          .character("b"), .enter,
        ]
      ),
      ("Shift-N Shift-Tab ctrl-space", [.character("N"), .backTab, .control(" ")]),
      ("'a b' Space", [.character("a"), .character(" "), .character("b"), .character(" ")]),
      ("Ctrl-I Ctrl-M Ctrl-H Ctrl-[", [.tab, .enter, .backspace, .escape]),
      (
        "F1 F12 F99",
        [
          .function(1), .function(12), .character("F"), .character("9"),
          .character("9"),
        ]
      ),
      (
        "Click(3,4) Resize(80,24)",
        [
          .mouse(MouseEvent(.click, at: Point(column: 3, row: 4))),
          .resize(Size(columns: 80, rows: 24)),
        ]
      ),
      ("Paste'a b\\n' \"'\"", [.paste("a b\n"), .character("'")]),
      ("Alt-f Ctrl-Up - Esc", [.alt("f"), .controlUp, .character("-"), .escape]),
      ("", []),
    ] as [(String, [Key])]
  )
  func `keys are read from text`(text: String, keys: [Key]) throws {
    #expect(try Key.parse(text) == keys)
  }

  @Test func `printed keys come back`() throws {
    let point = Point(column: 12, row: 0)
    var keys: [Key] = [
      .enter, .escape, .tab, .backTab, .backspace, .delete, .insert, .up, .down, .left, .right,
      .shiftUp, .shiftDown, .shiftLeft, .shiftRight, .controlUp, .controlDown, .controlLeft,
      .controlRight, .home, .end, .pageUp, .pageDown, .resumed, .function(1), .function(20),
      .control(" "), .control("\\"), .control("]"), .control("^"), .control("_"),
      .alt("x"), .alt(" "), .alt("X"), .paste("it's \\ \n\t\u{1B}[0m한글"), .paste(""),
      .resize(Size(columns: 200, rows: 60)), .character("한"), .character("\u{3000}"),
      .character("e\u{301}"), .character("\u{7}"),
    ]
    keys += MouseEvent.Kind.allCases.map { .mouse(MouseEvent($0, at: point)) }
    keys += (0x20..<0x7F).map { .character(Character(Unicode.Scalar($0))) }
    keys += "abcdefgklnopqrstuvwxyz".map { .control($0) }
    for key in keys { #expect(try Key.parse(key.text) == [key], "\(key.text)") }
    #expect(try Key.parse(Key.text(of: keys)) == keys)
  }

  @Test func `what is no row of keys is refused`() {
    #expect(throws: KeyTextError.unterminatedQuotation(at: 2)) { try Key.parse("j 'web") }
    #expect(throws: KeyTextError.unknownKey("Ctrl-foo")) { try Key.parse("Ctrl-foo") }
  }

  @Test(
    arguments: [
      ("A", .key(.up)), ("1;2A", .key(.shiftUp)), ("1;5C", .key(.controlRight)),
      ("5~", .key(.pageUp)), ("15~", .key(.function(5))), ("200~", .pasteBegins),
      ("<0;10;5M", .mouse(MouseEvent(.click, at: Point(column: 9, row: 4)))),
      ("<0;10;5m", .mouse(MouseEvent(.release, at: Point(column: 9, row: 4)))),
      ("<32;1;1M", .mouse(MouseEvent(.drag, at: .zero))),
      ("<80;1;1M", .mouse(MouseEvent(.wheelUp, at: .zero))),
      ("M !!", .mouse(MouseEvent(.click, at: .zero))),
      ("999;9x", .nothing), ("<5M", .nothing), ("?1;2c", .nothing),
    ] as [(String, EscapeSequence.Meaning)]
  )
  func `control sequences are understood`(bytes: String, meaning: EscapeSequence.Meaning) {
    var sequence = EscapeSequence()
    let complete = bytes.utf8.map { sequence.take($0) }
    #expect(complete.last == true)
    #expect(!complete.dropLast().contains(true))
    #expect(sequence.meaning == meaning)
  }
}
