import Console
import Testing

@Suite struct SafeTextTests {
  @Test(arguments: [
    ("web-7f", "web-7f", "web-7f"),
    ("a\u{1B}[31mb", "a␛[31mb", "a^[[31mb"),
    ("a\nb\tc", "a␤b␉c", "a\\nb^Ic"),
    ("\u{7F}\u{9B}2J", "␡‹U+009B›2J", "^?<U+009B>2J"),
    ("x\u{202E}y\u{2066}z", "x‹U+202E›y‹U+2066›z", "x<U+202E>y<U+2066>z"),
    ("a\u{200E}\u{200F}\u{61C}", "a‹U+200E›‹U+200F›‹U+061C›", "a<U+200E><U+200F><U+061C>"),
    ("a\u{200B}\u{200D}\u{FEFF}", "a‹U+200B›‹U+200D›‹U+FEFF›", "a<U+200B><U+200D><U+FEFF>"),
    ("a\u{2028}b\u{E0041}", "a␤b‹U+E0041›", "a\\nb<U+E0041>"),
    ("a\u{A0}b\u{AD}", "a‹U+00A0›b‹U+00AD›", "a<U+00A0>b<U+00AD>"),
    ("\u{301}e\u{301}", "‹U+0301›e\u{301}", "<U+0301>e"),
    ("❤\u{FE0F}", "❤", "?"),
    ("쿠버 ×2", "쿠버 ×2", "???? x2"),
    ("שלום", "שלום", "????"),
  ])
  func `harmful characters become visible marks`(text: String, unicode: String, ascii: String) {
    #expect(SafeText.make(text) == unicode)
    #expect(SafeText.make(text, symbols: .ascii) == ascii)
  }

  @Test func `safe text stays safe and is not changed again`() {
    for value in UInt32(0)..<0x3100 {
      guard let scalar = Unicode.Scalar(value) else { continue }
      let made = SafeText.make("a\(scalar)b")
      #expect(SafeText.isSafe(made))
      #expect(SafeText.make(made) == made)
    }
  }

  @Test func `long text ends with an ellipsis`() {
    #expect(SafeText.make(String(repeating: "x", count: 9), limit: 4) == "xxxx…")
    #expect(SafeText.make("한국어", limit: 3) == "한국어")
  }

  @Test func `wrong bytes are shown by their number`() {
    #expect(SafeText.make(bytes: [0x61, 0xFF, 0xC3, 0x28, 0xE2, 0x82]) == "a‹xFF›‹xC3›(‹xE2›‹x82›")
    #expect(SafeText.make(bytes: "한é".utf8) == "한é")
    #expect(SafeText.make(bytes: [0xED, 0xA0, 0x80]) == "‹xED›‹xA0›‹x80›")
  }
}
