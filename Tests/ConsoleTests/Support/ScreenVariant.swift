import Console

/// How a screen is looked at: on what terminal, in what language.
struct ScreenVariant: Hashable, Sendable, CustomStringConvertible {
  var size: Size
  var language = Language.english
  var isASCII = false

  init(_ columns: Int, _ rows: Int, _ language: Language = .english, isASCII: Bool = false) {
    size = Size(columns: columns, rows: rows)
    self.language = language
    self.isASCII = isASCII
  }

  /// Whether the others of its size are compared with it.
  var isPlain: Bool { language == .english && !isASCII }

  var description: String {
    "\(size.columns)x\(size.rows)" + (language == .english ? "" : " \(language.rawValue)")
      + (isASCII ? " ASCII" : "")
  }

  /// The three usual terminals; the smallest in Korean too, and where there is only ASCII.
  ///
  /// What other sizes look like in Korean and in ASCII follows: the lines stand where they stand
  /// in English, which `EveryScreenTests` proves.
  static let usual = [
    Self(80, 24), Self(80, 24, .korean), Self(80, 24, isASCII: true), Self(120, 40),
    Self(200, 60),
  ]
}
