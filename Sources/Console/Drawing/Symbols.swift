/// The characters the interface draws with: Unicode, or ASCII for other terminals.
///
/// Every Unicode symbol here is one cell wide in the tables of common terminals (a test asserts
/// it), is not an emoji with a coloured picture, and has its ASCII counterpart of equal width.
package struct Symbols: Hashable, Sendable {
  /// Whether lines, bars and signs are drawn in ASCII.
  package let isASCII: Bool
  /// Whether letters of other scripts stay although signs are ASCII.
  package private(set) var keepsLetters = false

  /// Upper and lower edges of a box.
  package let horizontal: Unicode.Scalar
  /// Side edges of a box.
  package let vertical: Unicode.Scalar
  /// A corner of a box.
  package let topLeft: Unicode.Scalar
  /// A corner of a box.
  package let topRight: Unicode.Scalar
  /// A corner of a box.
  package let bottomLeft: Unicode.Scalar
  /// A corner of a box.
  package let bottomRight: Unicode.Scalar
  /// Where a line within a box begins.
  package let teeLeft: Unicode.Scalar
  /// Where a line within a box ends.
  package let teeRight: Unicode.Scalar
  /// Parts of a bar's last cell, from the smallest to the full one.
  package let barParts: [Unicode.Scalar]
  /// Heights of a sparkline, from the lowest to the full one.
  package let sparkHeights: [Unicode.Scalar]
  /// Before the selected row.
  package let selectionMarker: Unicode.Scalar
  /// Before a marked row.
  package let mark: Unicode.Scalar
  /// Time runs.
  package let play: Unicode.Scalar
  /// Time stands still.
  package let pause: Unicode.Scalar
  /// Towards what follows.
  package let arrowRight: Unicode.Scalar
  /// Towards what came before.
  package let arrowLeft: Unicode.Scalar
  /// Sorted upwards, or more above.
  package let arrowUp: Unicode.Scalar
  /// Sorted downwards, or more below.
  package let arrowDown: Unicode.Scalar
  /// It holds.
  package let good: Unicode.Scalar
  /// It does not hold.
  package let bad: Unicode.Scalar
  /// Something is left out here.
  package let ellipsis: Unicode.Scalar
  /// There is no value.
  package let absent: Unicode.Scalar
  /// Before an item of a list.
  package let bullet: Unicode.Scalar
  /// Before a margin.
  package let plusMinus: Unicode.Scalar
  /// Between factors.
  package let times: Unicode.Scalar
  /// A scroll bar where the visible part is not.
  package let scrollTrack: Unicode.Scalar
  /// A scroll bar where the visible part is.
  package let scrollThumb: Unicode.Scalar
  /// Where a bar was expected to end.
  package let expected: Unicode.Scalar

  /// Where chance lets the end of a bar be expected: beyond the bar, and within it.
  package var band: Unicode.Scalar { isASCII ? "." : "\u{2591}" }
  /// A bar where its end was to be expected by chance.
  package var barInBand: Unicode.Scalar { isASCII ? "=" : "\u{2593}" }
  /// How much there is in a cell of a heat map, from a little to the most.
  package var shades: [Unicode.Scalar] {
    isASCII ? [".", ":", "=", "#"] : ["\u{2591}", "\u{2592}", "\u{2593}", "\u{2588}"]
  }
  /// Where a line leads down from another.
  package var teeDown: Unicode.Scalar { isASCII ? "+" : "\u{252C}" }
  /// It is there, but not ready.
  package var notReady: Unicode.Scalar { isASCII ? "o" : "\u{25CB}" }
  /// Something on its way along a line.
  package var traveller: Unicode.Scalar { isASCII ? "o" : "\u{25CF}" }
  /// A cell of two by four dots, by the bits of the Unicode block of Braille patterns.
  package func dots(_ bits: UInt8) -> Unicode.Scalar {
    guard isASCII else { return Unicode.Scalar(0x2800 + UInt32(bits)) ?? " " }
    // The lower of the two rows of a letter where only the lower dots are set.
    let (upper, lower) = (bits & 0b0001_1011 != 0, bits & 0b1110_0100 != 0)
    return upper ? (lower ? ":" : "'") : lower ? "." : " "
  }

  /// The part of a bar that stands for what was lost.
  package var lost: Unicode.Scalar { isASCII ? ":" : "\u{2592}" }

  /// The set for terminals that show Unicode.
  package static let unicode = Symbols(
    isASCII: false,
    box: ["─", "│", "╭", "╮", "╰", "╯", "├", "┤"],
    barParts: ["▏", "▎", "▍", "▌", "▋", "▊", "▉", "█"],
    sparkHeights: ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"],
    signs: [
      "▶", "●", "▶", "‖", "→", "←", "↑", "↓", "✓", "✗", "…", "–", "•", "±", "×", "│", "█", "┊",
    ]
  )

  /// The set for all others.
  package static let ascii = Symbols(
    isASCII: true,
    box: ["-", "|", "+", "+", "+", "+", "+", "+"],
    barParts: ["#"],
    sparkHeights: ["_", ".", ":", "-", "=", "+", "*", "#"],
    signs: [
      ">", "*", ">", "=", ">", "<", "^", "v", "+", "x", "~", "-", "*", "~", "x", "|", "#", ":",
    ]
  )

  /// ASCII signs with the letters of all scripts: for screen readers and for terminals whose
  /// fonts lack parts of blocks.
  package static let plain = {
    var symbols = ascii
    symbols.keepsLetters = true
    return symbols
  }()

  private init(
    isASCII: Bool,
    box: [Unicode.Scalar],
    barParts: [Unicode.Scalar],
    sparkHeights: [Unicode.Scalar],
    signs: [Unicode.Scalar]
  ) {
    self.isASCII = isASCII
    (horizontal, vertical) = (box[0], box[1])
    (topLeft, topRight, bottomLeft, bottomRight) = (box[2], box[3], box[4], box[5])
    (teeLeft, teeRight) = (box[6], box[7])
    (self.barParts, self.sparkHeights) = (barParts, sparkHeights)
    (selectionMarker, mark, play, pause) = (signs[0], signs[1], signs[2], signs[3])
    (arrowRight, arrowLeft, arrowUp, arrowDown) = (signs[4], signs[5], signs[6], signs[7])
    (good, bad, ellipsis, absent) = (signs[8], signs[9], signs[10], signs[11])
    (bullet, plusMinus, times) = (signs[12], signs[13], signs[14])
    (scrollTrack, scrollThumb, expected) = (signs[15], signs[16], signs[17])
  }

  /// Every scalar of the set, for the tests of their widths.
  package var all: [Unicode.Scalar] {
    [
      horizontal, vertical, topLeft, topRight, bottomLeft, bottomRight, teeLeft, teeRight,
      selectionMarker, mark, play, pause, arrowRight, arrowLeft, arrowUp, arrowDown, good, bad,
      ellipsis, absent, bullet, plusMinus, times, scrollTrack, scrollThumb, expected, lost, band,
      barInBand, traveller, teeDown,
      notReady,
    ] + barParts + sparkHeights + shades + [dots(0xFF)]
  }

  /// What stands for `scalar` where signs are ASCII, in the same number of cells.
  package func substitute(for scalar: Unicode.Scalar) -> Unicode.Scalar {
    Self.substitutes[scalar] ?? (keepsLetters ? scalar : "?")
  }

  private static let substitutes: [Unicode.Scalar: Unicode.Scalar] = {
    var table: [Unicode.Scalar: Unicode.Scalar] = [
      "—": "-", "·": ".", "‘": "'", "’": "'", "“": "\"", "”": "\"", "⏸": "=", "≤": "<", "≥": ">",
      "◀": "<", "▼": "v", "▲": "^", "○": "o", "━": "-", "┃": "|", "┌": "+", "┐": "+", "└": "+",
      "┘": "+", "┬": "+", "┴": "+", "┼": "+", "░": ".", "▒": ":", "▓": "#",
      "µ": "u", "≈": "~", "‹": "<", "›": ">",
    ]
    for (wide, plain) in zip(unicode.all, ascii.all) where table[wide] == nil {
      table[wide] = plain
    }
    for part in unicode.barParts { table[part] = "#" }
    for (wide, plain) in zip(unicode.sparkHeights, ascii.sparkHeights) { table[wide] = plain }
    return table
  }()
}
