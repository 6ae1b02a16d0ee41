import CNcurses

/// The modes of a terminal that ncurses does not look after: mouse, pasting, text direction.
struct TerminalModes {
  let on: [UInt8]
  let off: [UInt8]

  /// The modes for the terminal type ncurses has just been started with.
  init(hasMouse: Bool) {
    // Terminals without a mouse entry are real ones or consoles; they get nothing unknown.
    guard svctui_capability("kmous") != nil else {
      (on, off) = ([], [])
      return
    }
    // 1000 and 1002: clicks and drags; 1006: their readable form; 2004: bracketed paste.
    // 8: explicit direction, the terminal must not reorder right-to-left text within a table.
    let mouse = ["1000", "1002", "1006"]
    let modes = (hasMouse ? mouse : []) + ["2004"]
    on = Array((modes.map { "\u{1B}[?\($0)h" }.joined() + "\u{1B}[8l").utf8)
    off = Array(("\u{1B}[8h" + modes.reversed().map { "\u{1B}[?\($0)l" }.joined()).utf8)
  }

  /// All bytes that make the screen what it was, for when ncurses cannot be asked any more.
  var restoring: [UInt8] {
    ["rmkx", "sgr0", "op", "cnorm", "rmcup"].reduce(off) { $0 + Self.capability($1) }
  }

  /// A capability without its padding (`$<2>`), which is for terminals of the last century.
  private static func capability(_ name: String) -> [UInt8] {
    guard let text = svctui_capability(name) else { return [] }
    var bytes: [UInt8] = []
    var isPadding = false
    let whole = Array(String(cString: text).utf8)
    for (index, byte) in whole.enumerated() {
      let next = index + 1 < whole.count ? whole[index + 1] : 0
      if byte == UInt8(ascii: "$"), next == UInt8(ascii: "<") { isPadding = true }
      if !isPadding { bytes.append(byte) }
      if byte == UInt8(ascii: ">") { isPadding = false }
    }
    return bytes
  }
}
