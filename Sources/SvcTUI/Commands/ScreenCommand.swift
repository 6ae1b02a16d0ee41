import ArgumentParser
import ClusterState
import Console

/// `svctui screen DOC... --size 120x40 --keys 'j Enter'`: plays keys and prints the screen.
struct ScreenCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "screen",
    abstract: "Play keys without a terminal and print the resulting screen.",
    discussion: """
      Keys are separated by blanks: j, Enter, Ctrl-K, F1, Tab; other words are typed letter by \
      letter. wait:2s lets simulated time pass, as playing would. A script is a file of the same \
      words; its lines that begin with # are comments.

      --record writes what a person would have seen who pressed these keys one after another, \
      as an asciicast v2 that is the same each time, instead of printing the last screen.
      """
  )

  @OptionGroup var options: DocumentOptions

  @Option(name: [.short, .customLong("output")], help: "text, json, svg or ansi.")
  var output = ScreenFormat.text

  @Option(help: "The colours of svg and ansi; svctui config lists the themes.")
  var theme = EmbeddedThemes.defaultName

  @Option(help: "Columns and rows.")
  var size = ScreenSize(columns: 120, rows: 40)

  @Option(help: "Keys to press.")
  var keys = ""

  @Option(help: "A file of keys to press, after --keys.", completion: .file())
  var script: String?

  @Option(help: "Record the keys and the time to this file.", completion: .file())
  var record: String?

  @Flag(help: "Draw with ASCII characters only.")
  var ascii = false

  mutating func run() throws {
    var steps = try KeyScript(keys).steps
    if let script { steps += try KeyScript(file: script).steps }
    var explorer = try opened()
    if let record {
      let cast = KeyCast(path: record, title: explorer.state.session.title, size: size.size)
      return try cast.record(steps, &explorer)
    }
    for step in steps {
      switch step {
      case .key(let key): explorer.handle(key)
      case .wait(let delay): explorer.pass(elapsedMicroseconds: delay.microseconds)
      }
    }
    print(explorer)
  }

  private func opened() throws -> Explorer {
    var room = ConfigurationFolder.Contents()
    // What a person has configured is no part of a picture that others are to get as well.
    room.themes = EmbeddedThemes.all
    try room.lay(theme: theme)
    room.configuration.language = Setting(options.language)
    let scenario = try options.scenario()
    let (opened, session) = try options.open(scenario)
    let texts = opened.texts
    var state = try Explorer.state(
      of: consume opened,
      options,
      size: size.size,
      session: session,
      room: room
    )
    if let scenario { state.offer(scenario.scenario) }
    return Explorer(state, texts, symbols: ascii ? .ascii : .unicode)
  }

  private func print(_ explorer: Explorer) {
    let frame = explorer.frame(size: size.size)
    let shown = explorer.theme ?? EmbeddedThemes.monochrome
    switch output {
    case .text: StandardStreams.write(frame.text)
    case .json: StandardStreams.write(JSONPrinter.text(of: frame.json))
    case .svg:
      let title = SafeText.make(explorer.state.session.title, symbols: .unicode)
      StandardStreams.write(frame.svg(theme: shown, title: "svctui: \(title)"))
    case .ansi: StandardStreams.write(frame.ansi(theme: shown))
    }
  }
}

/// What a screen is printed as.
enum ScreenFormat: String, CaseIterable, ExpressibleByArgument {
  case text, json, svg, ansi
}

/// Columns and rows as `120x40`.
struct ScreenSize: ExpressibleByArgument {
  static let most = 1_000
  let size: Size

  init(columns: Int, rows: Int) { size = Size(columns: columns, rows: rows) }

  init?(argument: String) {
    let parts = argument.split(separator: "x", omittingEmptySubsequences: false).map { Int($0) }
    guard parts.count == 2, let columns = parts[0], let rows = parts[1],
      (1...Self.most).contains(columns), (1...Self.most).contains(rows)
    else { return nil }
    self.init(columns: columns, rows: rows)
  }

  var defaultValueDescription: String { "\(size.columns)x\(size.rows)" }
}

extension Frame {
  fileprivate var json: JSONTree {
    let runs = styles.map { row in
      JSONTree.array(
        row.map { run in
          .array([
            .integer(Int64(run.column)), .integer(Int64(run.length)), .string(run.style.name),
          ])
        }
      )
    }
    return [
      "apiVersion": .string(svctuiAPIVersion),
      "rows": .array(rows.map(JSONTree.string)),
      "size": .string("\(size.columns)x\(size.rows)"),
      "styles": .array(runs),
    ]
  }
}
