import ArgumentParser
import ClusterState
import Console

/// `svctui config`: where configuration lies and what is in force.
struct ConfigCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "config",
    abstract: "Print where configuration lies, what is in force and where it comes from.",
    discussion: """
      The file is YAML: theme, language, start, presenter, textOnly, mouse, keys, aliases, \
      columns. \
      What is wrong in it is told with its place and left out; the rest counts.
      """
  )

  @OptionGroup var output: OutputOptions

  @Flag(help: "Write a file with all defaults as comments, unless there is one.")
  var writeDefault = false

  mutating func run() throws {
    let folder = ConfigurationFolder()
    if writeDefault { return try write(to: folder) }
    var contents = folder.read()
    contents.lay(terminalType: TerminalOptions.currentEnvironment()["TERM"])
    let report = ConfigurationReport(contents, folder)
    switch output.output {
    case .text: StandardStreams.write(report.text)
    case .json: StandardStreams.write(JSONPrinter.text(of: report.json))
    }
  }

  private func write(to folder: ConfigurationFolder) throws {
    guard let path = folder.path, let file = folder.file else {
      Diagnostics.say("config: neither XDG_CONFIG_HOME nor HOME says where configuration lies")
      throw ExitCode(1)
    }
    if let code = StateFolder.make(path) {
      throw OutputFile.failed(WriteFailure(path: path, code: code))
    }
    try OutputFile.writeNew(ConfigurationTemplate.text, to: file)
    StandardStreams.write("\(file)\n")
  }
}

/// What `svctui config` prints.
struct ConfigurationReport {
  private let contents: ConfigurationFolder.Contents
  private let folder: ConfigurationFolder

  init(_ contents: ConfigurationFolder.Contents, _ folder: ConfigurationFolder) {
    self.contents = contents
    self.folder = folder
  }

  /// A setting as text: its name, its value, where it comes from.
  private struct Value {
    var name: String
    var value: String
    var origin: String
  }

  private var values: [Value] {
    let it = contents.configuration
    var values = [
      Value(name: "theme", value: it.theme.value, origin: "\(it.theme.origin)"),
      Value(name: "language", value: it.language.value.rawValue, origin: "\(it.language.origin)"),
      Value(
        name: "start",
        value: it.start.value.isEmpty ? "overview" : it.start.value,
        origin: "\(it.start.origin)"
      ),
      Value(name: "presenter", value: "\(it.presents.value)", origin: "\(it.presents.origin)"),
      Value(name: "textOnly", value: "\(it.isTextOnly.value)", origin: "\(it.isTextOnly.origin)"),
      Value(name: "mouse", value: "\(it.hasMouse.value)", origin: "\(it.hasMouse.origin)"),
    ]
    for choice in it.columns {
      values.append(
        Value(
          name: "columns.\(choice.list)",
          value: choice.columns.joined(separator: " "),
          origin: "\(SettingOrigin.file(choice.place))"
        )
      )
    }
    for alias in it.aliases {
      let origin = SettingOrigin.file(alias.place)
      values.append(Value(name: "aliases.\(alias.name)", value: alias.line, origin: "\(origin)"))
    }
    return values
      + it.keys.bindings.map { binding in
        let change = it.keyChanges.first { $0.name == binding.name }
        let taker = it.keyChanges.first { $0.losers.contains(binding.name) }
        let origin = (change ?? taker).map { SettingOrigin.file($0.place) } ?? .builtIn
        let keys = binding.keys.isEmpty ? "none" : binding.keyText
        return Value(name: "keys.\(binding.name)", value: keys, origin: "\(origin)")
      }
  }

  private var paths: [(name: String, path: String)] {
    [
      ("configuration", folder.file ?? ""), ("themes", folder.themes ?? ""),
      ("state", StateFolder.path ?? ""),
    ]
  }

  var text: String {
    var text = "paths\n"
    for (name, path) in paths {
      let isMissing = name == "configuration" && !contents.hasFile
      text += "  \(TextWidth.fit(name, 15))\(path)"
      text += isMissing ? "  (not there; svctui config --write-default writes it)\n" : "\n"
    }
    text += "\nthemes\n"
    for theme in contents.themes { text += "  \(TextWidth.fit(theme.name, 15))\(theme.title)\n" }
    text += "\n"
    text +=
      TextTable(["SETTING", "VALUE", "FROM"], values.map { [$0.name, $0.value, $0.origin] })
      .text
    guard !contents.problems.isEmpty else { return text }
    text += "\nproblems (left out; the rest counts)\n"
    return text + contents.problems.map { "  \(Diagnostics.safe("\($0)"))\n" }.joined()
  }

  var json: JSONTree {
    var pathTree = JSONTree.object([])
    for (name, path) in paths { pathTree = pathTree.adding(name, .string(path)) }
    return [
      "apiVersion": .string(svctuiAPIVersion),
      "paths": pathTree,
      "themes": .array(contents.themes.map { .string($0.name) }),
      "values": .array(
        values.map {
          ["name": .string($0.name), "value": .string($0.value), "from": .string($0.origin)]
        }
      ),
      "problems": .array(
        contents.problems.map {
          [
            "file": .string($0.file), "line": .integer(Int64($0.line)),
            "column": .integer(Int64($0.column)), "message": .string($0.message.english),
          ]
        }
      ),
    ]
  }
}
