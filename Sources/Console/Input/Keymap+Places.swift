internal import ClusterState

// Keys that lead to screens and namespaces one has seen, and those about the screen itself.

extension Keymap {
  static let places: [Binding] = history + namespaces + page

  private static let history: [Binding] = [
    Binding(
      [.character("[")],
      "seen before",
      "The screen that was shown before this one",
      .revisit(-1),
      .move,
      unless: { $0.visited.canGo(-1) ? nil : "no screen was shown before" }
    ),
    Binding(
      [.character("]")],
      "seen after",
      "The screen one came back from",
      .revisit(1),
      .move,
      unless: { $0.visited.canGo(1) ? nil : "this is the last screen that was shown" }
    ),
    Binding(
      [.character("-")],
      "last screen",
      "The last screen and back again",
      .revisitLast,
      .move,
      unless: { $0.visited.canGoToLast ? nil : "no screen was shown before" }
    ),
    Binding(
      [.character("n")],
      "next match",
      "The next place of the words that / looks for in a text",
      .findNext(1),
      .move,
      scope: .texts,
      unless: reasonOutsideTexts
    ),
    Binding(
      [.character("N")],
      "match before",
      "The place before of the words that / looks for in a text",
      .findNext(-1),
      .move,
      scope: .texts,
      unless: reasonOutsideTexts
    ),
  ]

  private static let reasonOutsideTexts: @Sendable (AppState) -> Sentence? = {
    $0.screen.isSearched ? nil : "n and N find words in texts (y d w): / first"
  }

  private static let namespaces: [Binding] = [
    Binding(
      (1...9).map { .character(Character("\($0)")) },
      "one of them",
      "Only the namespace with this KEY in :namespaces",
      .showNamespace(nil),
      .move,
      name: "namespace"
    )
  ]

  private static let page: [Binding] = [
    Binding(
      [.control("s")],
      "save",
      "Save the list as CSV to a file",
      .saveTable,
      .program,
      command: "save"
    ),
    Binding(
      [],
      "dump",
      "Save the screen as text to a file",
      .dumpScreen,
      .program,
      command: "sd"
    ),
    Binding(
      [.control("e")],
      "header",
      "Show the first line, or leave its room to the rest",
      .toggleHeader,
      .program,
      command: "header"
    ),
    Binding(
      [.control("g")],
      "crumbs",
      "Show in the first line the way that led here, or counts",
      .toggleCrumbs,
      .program,
      command: "crumbs"
    ),
    Binding(
      [],
      "about",
      "What this program is",
      .about,
      .program,
      command: "about"
    ),
  ]
}
