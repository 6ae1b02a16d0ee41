package import ClusterState

/// What a person wants the interface to be like, and where each wish comes from.
package struct Configuration: Sendable {
  package var theme = Setting("dark")
  package var language = Setting(Language.english)
  /// The line after `:` that leads to the first screen; empty is the overview.
  package var start = Setting("")
  package var presents = Setting(false)
  package var isTextOnly = Setting(false)
  package var hasMouse = Setting(true)
  /// The keys in force, and what the file says of them.
  package var keys = KeyTable.standard
  package var keyChanges: [KeyChange] = []
  package var aliases: [CommandAlias] = []
  package var columns: [ColumnChoice] = []

  package init() {}
}

/// A value and where it comes from.
package struct Setting<Value: Hashable & Sendable>: Hashable, Sendable {
  package var value: Value
  package var origin: SettingOrigin

  package init(_ value: Value, _ origin: SettingOrigin = .builtIn) {
    self.value = value
    self.origin = origin
  }
}

/// Where a setting comes from; later cases count for more.
package enum SettingOrigin: Hashable, Sendable, CustomStringConvertible {
  case builtIn
  case file(SettingsPlace)
  /// A variable of this name.
  case environment(String)
  /// An option of this name.
  case commandLine(String)

  package var description: String {
    switch self {
    case .builtIn: "default"
    case .file(let place): "config.yaml:\(place.line)"
    case .environment(let name): name
    case .commandLine(let name): name
    }
  }
}

/// The keys that the file gives to one binding.
package struct KeyChange: Hashable, Sendable {
  /// The binding's stable name.
  package var name: String
  /// None: the binding is left to the menu and to its command.
  package var keys: [Key]
  package var place: SettingsPlace
  /// Bindings that had one of the keys before and have it no longer.
  package var losers: [String] = []
}

/// A word after `:` that stands for a whole line.
package struct CommandAlias: Hashable, Sendable {
  package var name: String
  package var line: String
  package var place: SettingsPlace

  /// The line that is meant by `line`; the rest of what was typed follows.
  package static func expand(_ line: String, _ aliases: [CommandAlias]) -> String {
    var line = line
    // Aliases may stand for aliases, but not for ever.
    for _ in 0..<depthMax {
      let first = line.prefix { $0 != " " }
      guard let alias = aliases.first(where: { $0.name == first }) else { return line }
      line = alias.line + line.dropFirst(first.count)
    }
    return line
  }

  private static let depthMax = 8
}

/// The columns of a list, in the order they are wanted.
package struct ColumnChoice: Hashable, Sendable {
  /// `services`, `endpoints`, or the name of another list.
  package var list: String
  /// Headings as the list has them.
  package var columns: [String]
  package var place: SettingsPlace
}
