import ArgumentParser
import ClusterState
import Console

/// What the interface is to be like this time; the configuration says it for all times.
struct RoomOptions: ParsableArguments {
  @Option(help: "The colours; svctui config lists the themes.")
  var theme: String?

  @Flag(help: "Show it to a room: more space, captions, keys as they are pressed.")
  var present = false

  @Flag(help: "Lines of text that a screen reader can read, no drawn screen.")
  var textOnly = false

  @Flag(help: "Leave the mouse to the terminal.")
  var noMouse = false

  @Option(help: "Record what is shown to this file (asciicast v2).", completion: .file())
  var record: String?
}

extension ConfigurationFolder.Contents {
  /// Lays over the files what the environment and the command line say.
  ///
  /// Throws where an option names what there is not.
  mutating func lay(_ room: RoomOptions, _ options: DocumentOptions) throws {
    if let name = room.theme { try lay(theme: name) }
    if room.present { configuration.presents = Setting(true, .commandLine("--present")) }
    if room.textOnly { configuration.isTextOnly = Setting(true, .commandLine("--text-only")) }
    if room.noMouse { configuration.hasMouse = Setting(false, .commandLine("--no-mouse")) }
    if let language = options.lang {
      configuration.language = Setting(language, .commandLine("--lang"))
    } else if configuration.language.origin == .builtIn {
      configuration.language = Setting(options.language, .environment("locale"))
    }
  }

  /// Draws with the theme of the command line.
  mutating func lay(theme name: String) throws {
    guard themes.contains(where: { $0.name == name }) else {
      let names = themes.map(\.name).joined(separator: ", ")
      throw ValidationError("--theme: there is no theme \(name); there are \(names)")
    }
    configuration.theme = Setting(name, .commandLine("--theme"))
  }

  /// Lines of text are all that a terminal that cannot move its cursor can show.
  mutating func lay(terminalType: String?) {
    guard terminalType == "dumb", !configuration.isTextOnly.value else { return }
    configuration.isTextOnly = Setting(true, .environment("TERM=dumb"))
  }

  /// What is wrong, in a line; `nil` if nothing is.
  var complaint: Sentence? {
    guard let first = problems.first else { return nil }
    guard problems.count > 1 else { return first.sentence }
    return "\(first.sentence) (svctui config lists all \(problems.count) problems)"
  }
}
