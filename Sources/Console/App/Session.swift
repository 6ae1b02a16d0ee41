package import ClusterState

/// What was opened, beside the cluster itself: shown but never changed.
package struct Session: Sendable {
  /// A file, a demo, or standard input.
  package var title: String
  /// What to try, from the `Simulation` object.
  package private(set) var hints: [Language: String]
  package var clients: [SimulationSettings.Client]
  package var traffic: [SimulationSettings.Traffic]
  package var files: [String]
  package var ignored: [IgnoredObject]
  /// Problems that loading passed over.
  package var problems: [Problem]
  package var isReadOnly = false
  /// What the person wants the interface to be like.
  package var configuration = Configuration()
  /// Looks to choose from.
  package var themes: [Theme] = []
  /// The language the interface begins in.
  package var language: Language

  /// `language` chooses between the texts of the `Simulation` object.
  package init(title: String, _ document: LoadedDocument, language: Language = .english) {
    let simulation = document.simulation
    let named = simulation?.title ?? ""
    self.language = language
    self.title = named.isEmpty ? title : named
    hints = [.english: simulation?.tryThis ?? "", .korean: simulation?.tryThisKorean ?? ""]
    clients = simulation?.clients ?? []
    traffic = simulation?.traffic ?? []
    files = document.files
    ignored = document.ignored
    problems = document.problems
  }

  /// What to try, in a language if the document has words of it.
  package func hint(in language: Language) -> String {
    let words = hints[language] ?? ""
    return words.isEmpty ? hints[.english] ?? "" : words
  }
}
