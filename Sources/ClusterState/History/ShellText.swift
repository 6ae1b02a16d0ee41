/// Words as a POSIX shell takes them.
enum ShellText {
  /// A word, in quotes where the shell would see more in it than letters.
  static func word(_ text: String) -> String {
    let isPlain = text.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"):
        true
      default: "_@%+=:,./-".utf8.contains(byte)
      }
    }
    guard !isPlain || text.isEmpty else { return text }
    // Within single quotes nothing means anything but the quote itself.
    let parts = text.split(separator: "'", omittingEmptySubsequences: false)
    return "'" + parts.joined(separator: #"'\''"#) + "'"
  }

  /// A comment that stays one line, whatever is in it.
  static func comment(_ text: String) -> String {
    "# "
      + String(
        text.unicodeScalars.map { $0.value < 0x20 || $0.value == 0x7F ? " " : Character($0) }
      )
  }
}
