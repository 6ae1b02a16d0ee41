import ArgumentParser
import ClusterState
import Glibc

@main
struct SvcTUI: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "svctui",
    abstract: "See where every request goes: a flight simulator for Kubernetes Services.",
    discussion: """
      kubectl get nodes,pods,svc,endpointslices,deploy,rs,sts,ds,ing -A -o json | svctui -
      """,
    version: "svctui \(Version.tool) (Kubernetes \(Version.kubernetes), \(svctuiAPIVersion))",
    subcommands: [
      ExploreCommand.self, DemosCommand.self, ValidateCommand.self, DefaultCommand.self,
      EndpointsCommand.self, SelectCommand.self, TraceCommand.self, SendCommand.self,
      RunCommand.self, SweepCommand.self, MergeCommand.self,
      MatrixCommand.self, RulesCommand.self, DNSCommand.self, LintCommand.self, ScreenCommand.self,
      DiffCommand.self, ExportCommand.self, ConformanceCommand.self, ConfigCommand.self,
      ReplayCommand.self, GenerateCommand.self, TerminalCheck.self,
    ],
    defaultSubcommand: ExploreCommand.self
  )

  static func main() {
    // A file that may not grow is told like a full disk; nobody means to end the program with it.
    signal(SIGXFSZ, SIG_IGN)
    if Version.isAskedAsJSON(CommandLine.arguments.dropFirst()) {
      StandardStreams.write(JSONPrinter.text(of: Version.json))
    } else {
      main(CommandLine.arguments.dropFirst().flatMap(ProxyFlags.asParsed))
    }
  }
}

/// What this program is, and what it simulates.
enum Version {
  static let tool = "0.1.0"
  static let kubernetes = "1.36"

  static let json: JSONTree = [
    "apiVersion": .string(svctuiAPIVersion), "kubernetes": .string(kubernetes),
    "schema": .string(svctuiAPIVersion), "tool": .string(tool),
  ]

  /// `--version -o json`: the parser's own `--version` knows no format.
  static func isAskedAsJSON(_ arguments: some Collection<String>) -> Bool {
    let words = Set(arguments)
    return words.contains("--version")
      && (words.isSuperset(of: ["-o", "json"]) || words.contains("--output=json")
        || words.isSuperset(of: ["--output", "json"]))
  }
}
