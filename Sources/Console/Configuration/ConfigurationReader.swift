internal import ClusterState

extension Configuration {
  /// Reads the configuration's file; what is wrong is left out and told, the rest counts.
  package static func read(
    _ bytes: [UInt8],
    file: String,
    themes: [String]
  ) -> (configuration: Configuration, problems: [SettingsProblem]) {
    var reader = ConfigurationReader(file: file, themes: themes)
    do throws(LoadError) {
      reader.read(try SettingsNode(parsing: bytes, file: file))
    } catch {
      reader.problems.append(SettingsProblem(error, file: file))
    }
    return (reader.configuration, reader.problems)
  }
}

/// Reads the file, piece by piece.
struct ConfigurationReader {
  let file: String
  let themes: [String]
  var configuration = Configuration()
  var problems: [SettingsProblem] = []

  static let names = [
    "theme", "language", "start", "presenter", "textOnly", "mouse", "keys", "aliases", "columns",
  ]

  init(file: String, themes: [String]) {
    self.file = file
    self.themes = themes
  }

  mutating func read(_ root: SettingsNode) {
    guard case .mapping(let members) = root.value else {
      return tell("the file is a mapping with \(Self.list(Self.names))", root.place)
    }
    for member in members { read(member) }
  }

  private mutating func read(_ member: SettingsNode.Member) {
    switch member.key {
    case "theme":
      let themes = themes
      read(member, \.theme, { themes.contains($0) ? $0 : nil }) {
        "theme: there is no theme \($0); there are \(Self.list(themes))"
      }
    case "language":
      read(member, \.language, Language.init(rawValue:)) {
        "language: \($0) is neither en nor ko"
      }
    case "start":
      read(member, \.start, { Self.isScreen($0) ? $0 : nil }) {
        "start: \($0) is no screen; pods, nodes, workloads, timeline and others are, as after :"
      }
    case "presenter": readSwitch(member, \.presents)
    case "textOnly": readSwitch(member, \.isTextOnly)
    case "mouse": readSwitch(member, \.hasMouse)
    case "keys": readKeys(member.value)
    case "aliases": readAliases(member.value)
    case "columns": readColumns(member.value)
    default:
      tell("\(member.key) is not known here; there are \(Self.list(Self.names))", member.keyPlace)
    }
  }

  private mutating func read<Value>(
    _ member: SettingsNode.Member,
    _ path: WritableKeyPath<Configuration, Setting<Value>>,
    _ make: (String) -> Value?,
    or complaint: (String) -> Sentence
  ) {
    guard let text = scalar(member.value, "\(member.key): one value is expected") else { return }
    guard let value = make(text) else { return tell(complaint(text), member.value.place) }
    configuration[keyPath: path] = Setting(value, .file(member.value.place))
  }

  private mutating func readSwitch(
    _ member: SettingsNode.Member,
    _ path: WritableKeyPath<Configuration, Setting<Bool>>
  ) {
    read(member, path, SettingsWords.boolean) {
      "\(member.key): \($0) is neither true nor false"
    }
  }

  /// Whether a line after `:` shows a screen and changes nothing.
  static func isScreen(_ line: String) -> Bool {
    guard case .action(let action)? = try? AppCommand.parse(line, namespace: "default") else {
      return false
    }
    switch action {
    case .show, .showOverview, .showTimeline, .focus, .lint: return true
    default: return false
    }
  }

  mutating func tell(_ message: Sentence, _ place: SettingsPlace) {
    problems.append(SettingsProblem(message, file: file, at: place))
  }

  mutating func scalar(_ node: SettingsNode, _ complaint: Sentence) -> String? {
    if case .scalar(let text) = node.value { return text }
    tell(complaint, node.place)
    return nil
  }

  static func list(_ names: [String]) -> String { names.joined(separator: ", ") }
}
