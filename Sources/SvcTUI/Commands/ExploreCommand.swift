import ArgumentParser
import ClusterState
import Console
import Glibc

/// `svctui [explore] [DOC...]`: the terminal interface.
struct ExploreCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explore",
    abstract: "Explore a cluster in the terminal (the default command).",
    discussion: "A scenario file opens its cluster, and :next plays it line by line."
  )

  @OptionGroup var options: DocumentOptions

  @Flag(help: "Change nothing; requests can still be sent.")
  var readOnly = false

  @Option(help: "auto, always or never.")
  var color = TerminalOptions.ColorChoice.auto

  mutating func run() throws {
    var terminalOptions = TerminalOptions(environment: TerminalOptions.currentEnvironment())
    terminalOptions.color = color
    try options.checkPresence()
    // Asked before loading: nobody wants to wait for a gigabyte to hear of a missing terminal.
    if let error = Terminal.refusal(terminalOptions) { throw refused(error) }
    let scenario = try options.scenario()
    let input = StandardInputRecord(StandardInput.source())
    let (opened, session) = try options.open(scenario, standardInput: input)
    let texts = opened.texts
    var state = try Explorer.state(
      of: consume opened,
      options,
      size: ScreenLayout.leastSize,
      session: session,
      isReadOnly: readOnly
    )
    if let scenario { state.offer(scenario.scenario) }
    var terminal: Terminal
    do throws(TerminalError) {
      terminal = try .open(terminalOptions)
    } catch {
      throw refused(error)
    }
    state.handle(.resize(terminal.size))
    let document = (scenario.map(options.cluster(of:)) ?? options)
      .journalled(seed: state.simulation.settings.seed, input: input)
    let visit = Visit(of: document, in: StateFolder.path)
    var explorer = Explorer(state, texts, symbols: terminal.symbols, visit: visit)
    let end = Self.run(&explorer, on: &terminal)
    terminal.close()
    explorer.finish(isEndedByPerson: end == 0)
    // Giving a large cluster back object by object would only keep the shell waiting.
    Glibc.exit(end)
  }

  private func refused(_ error: TerminalError) -> ExitCode {
    Diagnostics.say(error.text)
    return ExitCode(TerminalError.exitCode)
  }

  private static func run(_ explorer: inout Explorer, on terminal: inout Terminal) -> Int32 {
    do throws(TerminalEnd) {
      try RunLoop.run(&explorer, on: &terminal)
      return 0
    } catch {
      return error.exitCode
    }
  }
}

extension TerminalOptions {
  /// The variables that say what terminal it is.
  static func currentEnvironment() -> [String: String] {
    let names = ["TERM", "NO_COLOR", "LC_ALL", "LC_CTYPE", "LANG"]
    return names.reduce(into: [:]) { result, name in
      if let value = getenv(name) { result[name] = String(cString: value) }
    }
  }
}
