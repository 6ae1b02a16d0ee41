package import ClusterState

/// What was opened, beside the cluster itself: shown but never changed.
package struct Session: Sendable {
  /// A file, a demo, or standard input.
  package var title: String
  /// What to try, from the `Simulation` object.
  package var hint: String
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

  /// `language` chooses between the texts of the `Simulation` object.
  package init(title: String, _ document: LoadedDocument, language: Language = .english) {
    let simulation = document.simulation
    let named = simulation?.title ?? ""
    self.title = named.isEmpty ? title : named
    let korean = simulation?.tryThisKorean ?? ""
    hint = language == .korean && !korean.isEmpty ? korean : simulation?.tryThis ?? ""
    clients = simulation?.clients ?? []
    traffic = simulation?.traffic ?? []
    files = document.files
    ignored = document.ignored
    problems = document.problems
  }
}

/// A language of the texts of documents.
package enum Language: String, CaseIterable, Sendable {
  case english = "en"
  case korean = "ko"
}
