/// What is asked of the room one sits in: looks, keys in words, a projector, a recording.
package enum RoomAction: Hashable, Sendable {
  /// All themes, to choose from.
  case openThemes
  /// All words that can be typed after `:`.
  case showAliases
  case togglePresenting
  case stopRecording
}

/// A line after `:` about the same.
enum RoomCommand: Equatable {
  case action(RoomAction)
  case theme(String)
  case record(String)

  /// Words that are a whole line, and what they do.
  static let actions: [(words: [String], action: RoomAction)] = [
    (["themes", "skins"], .openThemes),
    (["alias", "aliases"], .showAliases),
    (["present", "presenter"], .togglePresenting),
  ]

  /// Words that begin a line with more to follow.
  static let verbs = ["theme", "record"]

  /// The command of a line; `nil` if the line is about something else.
  init?(_ words: [String]) {
    guard let first = words.first else { return nil }
    let rest = words.dropFirst().joined(separator: " ")
    switch first {
    case "theme", "skin": self = rest.isEmpty ? .action(.openThemes) : .theme(rest)
    case "record" where rest == "stop": self = .action(.stopRecording)
    case "record": self = .record(rest)
    default:
      guard words.count == 1, let found = Self.actions.first(where: { $0.words.contains(first) })
      else { return nil }
      self = .action(found.action)
    }
  }
}

extension AppCommand {
  /// Whether a word after `:` means something already.
  static func isKnown(_ word: String) -> Bool {
    let words = actions.flatMap(\.words) + RoomCommand.actions.flatMap(\.words)
    return words.contains(word) || verbs.contains(word) || RoomCommand.verbs.contains(word)
      || ["namespace", "namespaces", "skin"].contains(word)
  }
}
