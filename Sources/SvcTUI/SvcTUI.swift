import ArgumentParser

@main
struct SvcTUI: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "svctui",
    subcommands: [TerminalCheck.self]
  )
}
