package import ClusterState

/// A language of the interface and of the texts of documents.
package enum Language: String, CaseIterable, Sendable {
  case english = "en"
  case korean = "ko"

  /// What the language calls itself.
  package var ownName: String {
    switch self {
    case .english: "English"
    case .korean: "한국어"
    }
  }

  /// The sentence in this language; in English where the language has no words for it.
  package func text(_ sentence: Sentence) -> String {
    switch self {
    case .english: sentence.english
    case .korean: sentence.said { Catalog.korean[$0] ?? $0 }
    }
  }

  /// The language of a locale, such as `ko_KR.UTF-8`; `nil` if the program does not speak it.
  package init?(locale: String) {
    let code = locale.prefix { $0.isLetter }.lowercased()
    switch code {
    case "c", "posix": self = .english
    default: self.init(rawValue: code)
    }
  }
}
