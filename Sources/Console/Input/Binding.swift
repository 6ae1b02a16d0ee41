package import ClusterState

/// A key and what it means: the one place from which keys act and help is made.
package struct Binding: Sendable {
  /// What it has to do with: help lists keys by it.
  package enum Group: String, CaseIterable, Sendable {
    case traffic = "TRAFFIC"
    case change = "CHANGE"
    case time = "TIME"
    case move = "MOVE"
    case program = "PROGRAM"
  }

  /// Where its keys mean it: two bindings may share a key that means one of them at any place.
  package enum Scope: Sendable {
    case everywhere
    /// Screens that show a text to read, or rules.
    case texts
    /// All other screens.
    case outsideTexts

    /// Whether some screen is in both.
    package func meets(_ other: Scope) -> Bool {
      self == .everywhere || other == .everywhere || self == other
    }

    /// Whether the screen belongs to it.
    func contains(_ screen: Screen) -> Bool {
      self == .everywhere || screen.isSearched == (self == .texts)
    }
  }

  /// Keys that do it, the one to show first; none for what only the menu and a command do.
  package var keys: [Key]
  /// What the configuration calls it: stays the same whatever the keys and the language.
  package let name: String
  package let scope: Scope
  /// One or two words for the footer.
  package var title: Sentence
  /// A sentence for the help.
  package var help: Sentence
  package var action: Action
  package var group: Group
  /// The `:` command that does the same; empty if there is none.
  package var command: String
  /// Order in the footer; `nil` keeps it out.
  package var hint: Int?
  /// Why it cannot be done now; `nil` if it can.
  package var disabledReason: @Sendable (AppState) -> Sentence?

  package init(
    _ keys: [Key],
    _ title: Sentence,
    _ help: Sentence,
    _ action: Action,
    _ group: Group,
    name: String? = nil,
    scope: Scope = .everywhere,
    command: String = "",
    hint: Int? = nil,
    unless disabledReason: @escaping @Sendable (AppState) -> Sentence? = { _ in nil }
  ) {
    self.keys = keys
    self.name = name ?? title.english.lowercased().replacing(" ", with: "-")
    self.scope = scope
    self.title = title
    self.help = help
    self.action = action
    self.group = group
    self.command = command
    self.hint = hint
    self.disabledReason = disabledReason
  }

  /// What one of its keys does: digits say which namespace is meant.
  package func action(of key: Key) -> Action {
    guard action == .showNamespace(nil), case .character(let character) = key else { return action }
    return .showNamespace(character.wholeNumberValue)
  }

  /// The keys as texts: `Ctrl-K`, `j Down`.
  package var keyText: String { Key.text(of: keys) }
}
