import ClusterState

// Tests look into sentences as they are said in English.

extension Sentence {
  func contains(_ text: some StringProtocol) -> Bool { english.contains(text) }
  func hasPrefix(_ text: some StringProtocol) -> Bool { english.hasPrefix(text) }
  func hasSuffix(_ text: some StringProtocol) -> Bool { english.hasSuffix(text) }
}

extension Sentence {
  static func == (sentence: Sentence, text: String) -> Bool { sentence.english == text }
}

extension Sentence? {
  static func == (sentence: Sentence?, text: String?) -> Bool { sentence?.english == text }
}
