/// Korean particles come in pairs: one after a consonant, one after a vowel.
///
/// Which of them follows a name is heard, not written, where the name is not in Hangul: digits are
/// read as Sino-Korean numbers, and of Latin letters those count as consonants that are spoken as
/// one at the end of a word.
enum KoreanParticle {
  /// `closed` after a consonant (`은`), `open` after a vowel (`는`).
  ///
  /// After the consonant ㄹ the particle `으로` loses its first syllable.
  static func choose(after text: String, closed: Substring, open: Substring) -> Substring {
    switch ending(of: text) {
    case .vowel: open
    case .rieul: closed == "으로" ? open : closed
    case .consonant: closed
    }
  }

  private enum Ending { case vowel, rieul, consonant }

  private static func ending(of text: String) -> Ending {
    guard let last = text.unicodeScalars.last(where: \.properties.isAlphabeticOrDigit) else {
      return .vowel
    }
    switch last {
    case "\u{AC00}"..."\u{D7A3}":
      // A syllable's number leaves its final consonant over; none is 0, ㄹ is 8.
      switch (last.value - 0xAC00) % 28 {
      case 0: return .vowel
      case 8: return .rieul
      default: return .consonant
      }
    case "1", "7", "8", "l", "L": return .rieul
    case "0", "3", "6", "m", "M", "n", "N": return .consonant
    default: return .vowel
    }
  }
}

extension Unicode.Scalar.Properties {
  fileprivate var isAlphabeticOrDigit: Bool { isAlphabetic || numericType != nil }
}
