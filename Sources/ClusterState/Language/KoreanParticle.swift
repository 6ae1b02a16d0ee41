/// Korean particles come in pairs: one after a consonant, one after a vowel.
///
/// Which of them follows a name is heard, not written, where the name is not in Hangul: digits are
/// read as Sino-Korean numbers, English words as Korean borrows them.
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
    let scalars = text.unicodeScalars
    guard let end = scalars.lastIndex(where: { $0.properties.isAlphabeticOrDigit || $0 == "%" })
    else { return .vowel }
    switch scalars[end] {
    case "\u{AC00}"..."\u{D7A3}":
      // A syllable's number leaves its final consonant over; none is 0, ㄹ is 8.
      switch (scalars[end].value - 0xAC00) % 28 {
      case 0: return .vowel
      case 8: return .rieul
      default: return .consonant
      }
    case "1", "7", "8": return .rieul
    case "0", "3", "6": return .consonant
    case "A"..."Z", "a"..."z":
      let before = scalars[..<end].reversed().prefix(while: \.isLatinLetter)
      return ending(ofWord: String(String.UnicodeScalarView(before.reversed() + [scalars[end]])))
    default: return .vowel
    }
  }

  /// How an English word is heard in Korean; abbreviations are spelled letter by letter.
  private static func ending(ofWord word: String) -> Ending {
    let letters = Array(word.lowercased().unicodeScalars)
    let isSpelled = letters.count < 3 || word.last?.isUppercase == true
    func letter(_ place: Int) -> Unicode.Scalar {
      letters.count >= place ? letters[letters.count - place] : " "
    }
    switch letter(1) {
    case "l": return .rieul
    case "m", "n": return .consonant
    case _ where isSpelled: return .vowel
    case "g": return letter(2) == "n" ? .consonant : .vowel
    case "e" where letter(3).isVowel || letter(2) == "l":
      // The e is silent: zone is heard as 존, table as 테이블.
      return letter(2) == "l"
        ? .rieul : "mn".unicodeScalars.contains(letter(2)) ? .consonant : .vowel
    case "b", "c", "k", "p", "t":
      // A stop after a short vowel closes the syllable: web is 웹, app is 앱, back is 백.
      let isDoubled = letter(2) == letter(1) || letter(1) == "k" && letter(2) == "c"
      return letter(isDoubled ? 3 : 2).isVowel ? .consonant : .vowel
    default: return .vowel
    }
  }
}

extension Unicode.Scalar {
  fileprivate var isLatinLetter: Bool { ("a"..."z").contains(self) || ("A"..."Z").contains(self) }
  fileprivate var isVowel: Bool { "aeiou".unicodeScalars.contains(self) }
}

extension Unicode.Scalar.Properties {
  fileprivate var isAlphabeticOrDigit: Bool { isAlphabetic || numericType != nil }
}
