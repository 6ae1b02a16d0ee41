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

  @OptionGroup(title: "The room") var room: RoomOptions

  mutating func run() throws {
    var terminalOptions = TerminalOptions(environment: TerminalOptions.currentEnvironment())
    terminalOptions.color = color
    var contents = ConfigurationFolder().read()
    try contents.lay(room, options)
    contents.lay(terminalType: terminalOptions.type)
    let isTextOnly = contents.configuration.isTextOnly.value
    try options.checkPresence()
    // Asked before loading: nobody wants to wait for a gigabyte to hear of a missing terminal.
    if !isTextOnly, let error = Terminal.refusal(terminalOptions) { throw refused(error) }
    let scenario = try options.scenario()
    let input = StandardInputRecord(StandardInput.source())
    let (opened, session) = try options.open(scenario, standardInput: input)
    let texts = opened.texts
    var state = try Explorer.state(
      of: consume opened,
      options,
      size: ScreenLayout.leastSize,
      session: session,
      isReadOnly: readOnly,
      room: contents
    )
    if StateFolder.isNew { state.welcome() }
    if let scenario { state.offer(scenario.scenario) }
    let document = (scenario.map(options.cluster(of:)) ?? options)
      .journalled(seed: state.simulation.settings.seed, input: input)
    let visit = Visit(of: document, in: StateFolder.path)
    let end: Int32
    if isTextOnly {
      state.speakSo(that: terminalOptions.settleLocale())
      var explorer = Explorer(state, texts, symbols: .plain, visit: visit)
      end = try say(&explorer)
      explorer.finish(isEndedByPerson: end == 0)
    } else {
      terminalOptions.theme = state.shownTheme ?? EmbeddedThemes.monochrome
      terminalOptions.hasMouse = contents.configuration.hasMouse.value
      end = try draw(state, texts, visit, terminalOptions)
    }
    // Giving a large cluster back object by object would only keep the shell waiting.
    Glibc.exit(end)
  }

  /// Shows the interface on the whole screen; the exit code.
  private func draw(
    _ state: AppState,
    _ texts: DocumentTexts,
    _ visit: Visit?,
    _ options: TerminalOptions
  ) throws -> Int32 {
    var state = state
    var terminal: Terminal
    do throws(TerminalError) {
      terminal = try .open(options)
    } catch {
      throw refused(error)
    }
    state.speakSo(that: terminal.symbols)
    state.handle(.resize(terminal.size))
    var explorer = Explorer(state, texts, symbols: terminal.symbols, visit: visit)
    if let path = room.record {
      do throws(RecordingError) {
        try explorer.record(to: path)
      } catch {
        terminal.close()
        Diagnostics.say("output: \(error)")
        throw ExitCode(70)
      }
    }
    let end = Self.run(&explorer, on: &terminal)
    terminal.close()
    explorer.finish(isEndedByPerson: end == 0)
    return end
  }

  /// Shows the interface as lines; the exit code.
  private func say(_ explorer: inout Explorer) throws -> Int32 {
    if room.record != nil { throw ValidationError("--record needs a screen, not --text-only") }
    var terminal: LineTerminal
    do throws(TerminalError) {
      terminal = try .open()
    } catch {
      throw refused(error)
    }
    let end: Int32
    do throws(TerminalEnd) {
      try LineLoop.run(&explorer, on: &terminal)
      end = 0
    } catch {
      end = error.exitCode
    }
    terminal.close()
    return end
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
    let names = ["TERM", "COLORTERM", "NO_COLOR", "LC_ALL", "LC_CTYPE", "LANG"]
    return names.reduce(into: [:]) { result, name in
      if let value = getenv(name) { result[name] = String(cString: value) }
    }
  }
}
