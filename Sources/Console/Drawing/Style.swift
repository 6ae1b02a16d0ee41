/// What a piece of text means; the theme says what that looks like.
package enum Role: UInt8, CaseIterable, Hashable, Sendable {
  case text, dim, title, heading, header, footer, key
  case selection, selectionUnfocused, marked, match
  case border, borderFocused
  case ready, notReady, terminating, starting
  case good, warning, bad, error, information
  case bar, barExpected, barBad
  case link, input, inputHint, disabled
  case added, removed
  case keyword, string, number, comment

  /// The word used for it in `svctui screen` and in golden frames.
  package var name: String { "\(self)" }
}

/// What may be laid over a role without changing what it means.
package struct Emphasis: OptionSet, Hashable, Sendable {
  /// One bit per member.
  package let rawValue: UInt8

  /// A set from its bits.
  package init(rawValue: UInt8) { self.rawValue = rawValue }

  /// Heavier.
  package static let bold = Emphasis(rawValue: 1)
  /// Underlined.
  package static let underline = Emphasis(rawValue: 2)
  /// Foreground and background exchanged.
  package static let reverse = Emphasis(rawValue: 4)
  /// In the selected row: the role keeps its foreground on the selection's background.
  package static let selected = Emphasis(rawValue: 8)
  /// In the selected row of a pane without focus.
  package static let selectedUnfocused = Emphasis(rawValue: 16)

  /// The names of the members, in a fixed order.
  package var names: [String] {
    let all: [(Emphasis, String)] = [
      (.bold, "bold"), (.underline, "underline"), (.reverse, "reverse"),
      (.selected, "selected"), (.selectedUnfocused, "selectedUnfocused"),
    ]
    return all.filter { contains($0.0) }.map(\.1)
  }
}

/// A role and what is laid over it.
package struct Style: Hashable, Sendable {
  /// What the text means.
  package var role: Role
  /// What is laid over it.
  package var emphasis: Emphasis

  /// `role` with `emphasis`.
  package init(_ role: Role, _ emphasis: Emphasis = []) {
    self.role = role
    self.emphasis = emphasis
  }

  /// Plain text.
  package static let text = Style(.text)

  /// A style that is only a role.
  package static func role(_ role: Role) -> Style { Style(role) }

  /// The same with more emphasis.
  package func adding(_ emphasis: Emphasis) -> Style { Style(role, self.emphasis.union(emphasis)) }

  /// `ready` or `ready+bold+selected`.
  package var name: String { ([role.name] + emphasis.names).joined(separator: "+") }
}
