package import ClusterState

/// A mistake in a settings file: what is wrong, what is allowed, and where.
package struct SettingsProblem: Hashable, Sendable, CustomStringConvertible {
  package var file: String
  package var line: Int
  package var column: Int
  package var message: Sentence

  package init(_ message: Sentence, file: String, at place: SettingsPlace) {
    self.file = file
    (line, column) = (place.line, place.column)
    self.message = message
  }

  /// `file:line:column: what is wrong`.
  package var description: String { sentence.english }

  /// `file:line:column: what is wrong`.
  package var sentence: Sentence { "\(file):\(line):\(column): \(message)" }
}

// Themes as files: YAML with `colors` that have names, and `roles` that are drawn with them.

extension Theme {
  /// Reads a theme; what is wrong is left out and told, the rest counts.
  package static func read(
    _ bytes: [UInt8],
    name: String,
    file: String
  ) -> (theme: Theme, problems: [SettingsProblem]) {
    var reader = ThemeReader(file: file, theme: Theme(name: name))
    do throws(LoadError) {
      reader.read(try SettingsNode(parsing: bytes, file: file))
    } catch {
      reader.problems.append(SettingsProblem(error, file: file))
    }
    return (reader.theme, reader.problems)
  }
}

extension SettingsProblem {
  init(_ error: LoadError, file: String) {
    guard case .malformed(let place, let reason) = error else {
      self.init("\(error)", file: file, at: SettingsPlace(line: 1, column: 1))
      return
    }
    self.init(
      "\(reason)",
      file: file,
      at: SettingsPlace(line: place.line, column: place.column)
    )
  }
}

/// Reads a theme's file, piece by piece.
private struct ThemeReader {
  let file: String
  var theme: Theme
  var problems: [SettingsProblem] = []
  private var colors: [String: ThemeColor] = [:]

  private static let sections = [
    "title", "background", "foreground", "paint", "contrast", "colors", "roles", "eight",
  ]
  private static let attributes = ["bold", "dim", "underline", "reverse"]
  private static let eight = [
    "black", "red", "green", "yellow", "blue", "magenta", "cyan", "white",
  ]

  init(file: String, theme: Theme) {
    self.file = file
    self.theme = theme
  }

  mutating func read(_ root: SettingsNode) {
    guard case .mapping(let members) = root.value else {
      return tell("a theme is a mapping with \(Self.sections.joined(separator: ", "))", root.place)
    }
    // Roles are drawn with colours wherever those stand in the file.
    for member in members where member.key == "colors" { readColors(member.value) }
    for member in members where member.key != "colors" { read(member) }
  }

  private mutating func read(_ member: SettingsNode.Member) {
    switch member.key {
    case "title":
      if let text = scalar(member.value) { theme.title = text }
    case "background":
      if let color = color(member.value) { theme.ground = color.rgb }
    case "foreground":
      if let color = color(member.value) { theme.letters = color.rgb }
    case "paint":
      guard let text = scalar(member.value) else { return }
      guard let paints = SettingsWords.boolean(text) else {
        return tell("paint: \(text) is neither true nor false", member.value.place)
      }
      theme.paintsGround = paints
    case "contrast":
      guard let text = scalar(member.value) else { return }
      guard let ratio = Double(text), (1...21).contains(ratio) else {
        return tell("contrast: \(text) is no number from 1 to 21", member.value.place)
      }
      theme.leastContrast = ratio
    case "roles": readRoles(member.value, isEight: false)
    case "eight": readRoles(member.value, isEight: true)
    default:
      let known = Self.sections.joined(separator: ", ")
      tell("\(member.key) is not known here; there are \(known)", member.keyPlace)
    }
  }

  private mutating func readColors(_ node: SettingsNode) {
    guard case .mapping(let members) = node.value else {
      return tell("colors are a mapping: a name and '#rrggbb' each", node.place)
    }
    for member in members {
      guard let color = color(member.value) else { continue }
      colors[member.key] = color
    }
  }

  /// `'#87d7ff'`, its number among 256 and its name among eight behind it, or a colour's name.
  private mutating func color(_ node: SettingsNode) -> ThemeColor? {
    guard let text = scalar(node) else { return nil }
    let words = text.split(separator: " ").map(String.init)
    if words.count == 1, let known = colors[words[0]] { return known }
    guard let first = words.first, let rgb = RGB(hexadecimal: first), words.count <= 3 else {
      tell("\(text) is no colour such as '#87d7ff' or '#87d7ff 117 cyan'", node.place)
      return nil
    }
    var many: UInt8?
    var eight: UInt8?
    for word in words.dropFirst() {
      if let number = UInt8(word) {
        many = number
      } else if let index = Self.eight.firstIndex(of: word) {
        eight = UInt8(index)
      } else {
        let names = Self.eight.joined(separator: ", ")
        tell("\(word) is neither a number from 0 to 255 nor one of \(names)", node.place)
        return nil
      }
    }
    return ThemeColor(rgb, many: many, eight: eight)
  }

  private mutating func readRoles(_ node: SettingsNode, isEight: Bool) {
    guard case .mapping(let members) = node.value else {
      return tell("roles are a mapping: a role and how it looks", node.place)
    }
    for member in members {
      guard let text = scalar(member.value), let look = look(text, member.value.place) else {
        continue
      }
      switch member.key {
      case "selected" where isEight: theme.eightSelected = look
      case "selected": theme.selected = look
      case "selectedUnfocused" where isEight: theme.eightSelectedUnfocused = look
      case "selectedUnfocused": theme.selectedUnfocused = look
      default:
        guard let role = Role.allCases.first(where: { $0.name == member.key }) else {
          let names = Role.allCases.map(\.name).joined(separator: ", ")
          tell("\(member.key) is no role; there are \(names)", member.keyPlace)
          continue
        }
        let index = Int(role.rawValue)
        if isEight { theme.eightLooks[index] = look } else { theme.looks[index] = look }
      }
    }
  }

  /// `sky on sea bold`; `plain` is none of it.
  private mutating func look(_ text: String, _ place: SettingsPlace) -> ThemeLook? {
    var look = ThemeLook()
    var isGround = false
    for word in text.split(separator: " ").map(String.init) {
      switch word {
      case "plain": break
      case "on": isGround = true
      case "bold": look.isBold = true
      case "dim": look.isDim = true
      case "underline": look.isUnderlined = true
      case "reverse": look.isReversed = true
      default:
        guard let color = colors[word] ?? RGB(hexadecimal: word).map({ ThemeColor($0) }) else {
          let words = Self.attributes.joined(separator: ", ")
          tell("\(word) is none of the colors of this file, nor plain, on, \(words)", place)
          return nil
        }
        if isGround { look.background = color } else { look.foreground = color }
        isGround = false
      }
    }
    return look
  }

  private mutating func scalar(_ node: SettingsNode) -> String? {
    if case .scalar(let text) = node.value { return text }
    tell("one value is expected here", node.place)
    return nil
  }

  private mutating func tell(_ message: Sentence, _ place: SettingsPlace) {
    problems.append(SettingsProblem(message, file: file, at: place))
  }
}

/// Words that settings files share.
enum SettingsWords {
  /// `true` and `false`, and what people write for them.
  static func boolean(_ text: String) -> Bool? {
    switch text.lowercased() {
    case "true", "yes", "on": true
    case "false", "no", "off": false
    default: nil
    }
  }
}
