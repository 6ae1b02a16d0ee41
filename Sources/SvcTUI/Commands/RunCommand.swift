import ArgumentParser
import ClusterState
import Console

/// `svctui run SCENARIO...`: plays scenarios without a terminal and checks what they expect.
struct RunCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Play scenario files and check their expectations.",
    discussion: """
      A scenario says format 1 and cluster PATH or cluster demo:NAME, then one command a line;
      expect LINE checks, and mark lets counting begin anew. svctui run --language prints all of
      the language. Nothing plays unless all files can be read.

      Exit code 1 if an expectation is not met or a command is refused. With several scenarios
      the JSON document has a list of them under runs.
      """
  )

  @Argument(help: "Scenario files; - is standard input.", completion: .file())
  var scenarios: [String] = []

  @Option(
    name: .customLong("let"),
    help: ArgumentHelp("Another value of what may be varied.", valueName: "key=value")
  )
  var values: [String] = []

  @OptionGroup var session: SessionFlags
  @OptionGroup(title: "Options of kube-proxy") var proxy: ProxyFlags
  @OptionGroup var output: OutputOptions

  @Option(help: "Write the checks as JUnit XML to this file.", completion: .file())
  var junit: String?

  @Option(help: "Write the checks as CSV to this file.", completion: .file())
  var csv: String?

  @Option(
    help: "Record the scenario as a presenter would show it (asciicast v2).",
    completion: .file()
  )
  var record: String?

  @Option(help: "Columns and rows of the recording.")
  var size = ScreenSize(columns: 120, rows: 40)

  @Option(help: "en or ko; without it that of the locale (LC_ALL, LC_MESSAGES, LANG).")
  var lang: Language?

  @Flag(help: "Print the documentation of the command language instead (Markdown).")
  var language = false

  mutating func validate() throws {
    guard language || !scenarios.isEmpty else {
      throw ValidationError("name a scenario file; see svctui run --help")
    }
    if scenarios.count(where: { $0 == StandardInput.name }) > 1 {
      throw ValidationError("standard input (-) can be read only once")
    }
    if record != nil, scenarios.count != 1 {
      throw ValidationError("--record takes one scenario")
    }
    _ = try session.options(with: proxy)
  }

  mutating func run() throws {
    if language { return StandardStreams.write(LanguagePage.markdown) }
    let files = try readFiles()
    var runs: [ScenarioRun] = []
    for file in files { runs.append(try play(file)) }
    if output.output == .json {
      let head = JSONTree.object([]).adding("apiVersion", .string(svctuiAPIVersion))
      let tree =
        runs.count == 1
        ? runs[0].json.adding("apiVersion", .string(svctuiAPIVersion))
        : head.adding("runs", .array(runs.map(\.json)))
      StandardStreams.write(JSONPrinter.text(of: tree))
    }
    if let record {
      let cast = ScenarioCast(path: record, size: size.size)
      let options = try session.options(with: proxy)
      try cast.record(
        files[0],
        options,
        isLenient: session.lenient,
        memory: session.memory
      )
    }
    if let junit { try OutputFile.write(RunReports.junit(runs), to: junit) }
    if let csv { try OutputFile.write(RunReports.csv(runs), to: csv) }
    guard runs.allSatisfy(\.hasPassed) else { throw ExitCode(1) }
  }

  /// Reads all scenarios, with the values that the command line says.
  private func readFiles() throws -> [ScenarioFile] {
    var settings: [ScenarioFile.Setting] = []
    for text in values {
      let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
      guard parts.count == 2, ScenarioParameter.isValue(parts[1]),
        !settings.contains(where: { $0.key == parts[0] })
      else { throw ValidationError("--let: \(text) is not NAME=VALUE, each name once") }
      settings.append((parts[0], parts[1]))
    }
    return try ScenarioFile.read(scenarios, namespace: session.namespace, settings: settings)
  }

  /// Plays one scenario; throws the exit code if its cluster cannot be opened or it is cancelled.
  private func play(_ file: ScenarioFile) throws -> ScenarioRun {
    let (opened, options) = try file.open(
      session.options(with: proxy),
      isLenient: session.lenient,
      memory: session.memory
    )
    let simulation = opened.simulation(options)
    let isText = output.output == .text
    let words = RunText(language: .chosen(lang))
    if isText { StandardStreams.write(words.heading(file, seed: simulation.settings.seed)) }
    var progress = RunProgress(file.path)
    let run = ScenarioRun(
      file.scenario,
      opened: simulation,
      goesOn: { progress.report($0) },
      tell: { played in
        guard isText else { return }
        progress.clear()
        StandardStreams.write(words.text(played))
      }
    )
    progress.finish()
    guard !run.isCancelled else { throw ExitCode(130) }
    if isText { StandardStreams.write(words.summary(run)) }
    return run
  }
}
