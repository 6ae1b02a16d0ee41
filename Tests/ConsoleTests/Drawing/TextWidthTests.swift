import Console
import Testing

@Suite struct TextWidthTests {
  @Test(arguments: [
    ("web", 3), ("쿠버네티스", 10), ("e\u{301}", 1), ("漢字", 4), ("🙂", 2), ("│▶█", 3), ("", 0),
  ])
  func `text is measured in cells`(text: String, cells: Int) {
    #expect(TextWidth.cells(of: text) == cells)
  }

  @Test func `fitting never changes the width asked for`() {
    for text in ["", "web", "쿠버네티스", "a쿠b버", "e\u{301}e\u{301}e\u{301}"] {
      for width in 0...12 {
        for alignment in [Alignment.left, .right, .center] {
          let fitted = TextWidth.fit(text, width, alignment)
          #expect(TextWidth.cells(of: fitted) == width)
        }
      }
    }
  }

  @Test func `cut text ends with an ellipsis and keeps whole characters`() {
    #expect(TextWidth.fit("쿠버네티스", 6) == "쿠버… ")
    #expect(TextWidth.fit("web", 5, .right) == "  web")
    #expect(TextWidth.truncate("web-7f", to: 4, symbols: .ascii) == "web~")
    #expect(TextWidth.dropping(1, from: "쿠버") == " 버")
    #expect(TextWidth.dropping(9, from: "쿠버") == "")
  }

  @Test func `long lines are broken at blanks`() {
    #expect(TextWidth.wrap("one two three", 7) == ["one two", "three"])
    #expect(TextWidth.wrap("abcdefgh", 3) == ["abc", "def", "gh"])
    #expect(TextWidth.wrap("", 3) == [""])
    #expect(TextWidth.wrap("쿠버", 1) == ["쿠", "버"])
  }

  @Test(arguments: [Symbols.unicode, .ascii])
  func `every symbol is one cell wide`(symbols: Symbols) {
    for symbol in symbols.all { #expect(TextWidth.cells(of: symbol) == 1, "\(symbol)") }
    if symbols.isASCII { #expect(symbols.all.allSatisfy { $0.isASCII }) }
  }
}
