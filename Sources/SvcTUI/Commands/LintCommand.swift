import ArgumentParser
import ClusterState
import Console

/// `svctui lint DOC...`: what in a cluster will confuse somebody, with what to do about it.
struct LintCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lint",
    abstract: "Find what confuses people in a cluster, with stable ids and fixes.",
    discussion: "Exit code 1 with --fail-on if there is a finding of that severity or worse."
  )

  /// From which severity on findings are a failure.
  enum Threshold: String, CaseIterable, ExpressibleByArgument {
    case warning, error
  }

  @OptionGroup var options: DocumentOptions
  @OptionGroup var output: OutputOptions

  @Option(help: "Exit with 1 if there is a finding of this severity or worse.")
  var failOn: Threshold?

  @Flag(help: "Print the documentation of all rules instead (Markdown).")
  var rules = false

  mutating func run() throws {
    if rules { return StandardStreams.write(LintPage.markdown) }
    let opened = try options.open()
    let simulation = try opened.simulation(options.sessionOptions())
    let findings = simulation.lint(namespace: options.namespace).filter { isWanted($0, simulation) }
    switch output.output {
    case .json: StandardStreams.write(JSONPrinter.text(of: Self.json(findings)))
    case .text: StandardStreams.write(Self.text(findings, options.language))
    }
    let least: Finding.Severity? =
      switch failOn {
      case .warning: .warning
      case .error: .error
      case nil: nil
      }
    guard let least, findings.contains(where: { $0.severity >= least }) else { return }
    throw ExitCode(1)
  }

  /// Whether `-l` leaves an object in: it chooses among Services, and leaves out all else.
  private func isWanted(_ finding: Finding, _ simulation: Simulation) -> Bool {
    guard let labels = options.labels else { return true }
    guard finding.object.kind == Service.kind,
      let service = simulation.cluster.services[finding.object.key]
    else { return false }
    return RowFilter("-l \(labels)").keeps("", service.metadata.labels)
  }

  private static func json(_ findings: [Finding]) -> JSONTree {
    ["apiVersion": .string(svctuiAPIVersion), "findings": .array(findings.map(\.json))]
  }

  private static func text(_ findings: [Finding], _ language: Language) -> String {
    LintText.lines(findings).map { Diagnostics.safe(language.text($0)) + "\n" }.joined()
  }
}

extension Finding {
  fileprivate var json: JSONTree {
    [
      "fix": .string(fix.english), "id": .string(id), "message": .string(message.english),
      "object": .string("\(object)"), "severity": .string(severity.rawValue),
    ]
  }
}
