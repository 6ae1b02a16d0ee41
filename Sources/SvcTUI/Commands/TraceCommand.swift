import ArgumentParser
import ClusterState
import Console

/// `svctui trace DOC... --from SRC --to DST`: the whole way of one new connection, explained.
struct TraceCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "trace",
    abstract: "Explain the way of one new connection, decision by decision.",
    discussion: TrafficOptions.discussion
  )

  @OptionGroup var options: DocumentOptions
  @OptionGroup var output: OutputOptions
  @OptionGroup var ends: TrafficOptions

  mutating func run() throws {
    let traffic = try ends.traffic()
    let opened = try options.open()
    let simulation = try opened.simulation(options.sessionOptions())
    do throws(CommandError) {
      let trace = try simulation.trace(traffic)
      switch output.output {
      case .json: StandardStreams.write(JSONPrinter.text(of: Self.json(trace)))
      case .text: StandardStreams.write(Self.text(trace, options.language))
      }
    } catch {
      throw Diagnostics.exit(error, options.language)
    }
  }

  private static func json(_ trace: Trace) -> JSONTree {
    JSONTree.object([])
      .adding("apiVersion", .string(svctuiAPIVersion))
      .adding("endpoints", .array(trace.targets.filter { $0.probability > 0 }.map(\.json)))
      .adding("masquerade", .boolean(trace.isMasqueraded))
      .adding("reason", .string(ReasonText.text(trace.reason).english))
      .adding("sourceSeen", trace.sourceSeen.map { .string("\($0)") })
      .adding("steps", .array(TraceText.steps(trace).map(\.json)))
      .adding("verdict", .string(trace.verdict.name))
  }

  private static func text(_ trace: Trace, _ language: Language) -> String {
    var lines: [Sentence] = ["\(trace.traffic.source) -> \(trace.traffic.destination)", ""]
    for (number, step) in TraceText.steps(trace).enumerated() {
      lines.append("\(number + 1). \(step.stage.word): \(step.title)")
      if !step.detail.isEmpty { lines.append("     \(step.detail)") }
      lines.append("     by \(step.rule)  [\(step.source)]")
    }
    lines += ["", TraceText.verdict(trace)]
    return lines.map { Diagnostics.safe(language.text($0)) + "\n" }.joined()
  }
}

extension Trace.Target {
  fileprivate var json: JSONTree {
    JSONTree.object([])
      .adding("address", .string("\(endpoint.address)"))
      .adding("masquerade", .boolean(isMasqueraded))
      .adding("node", endpoint.nodeName.textJSON)
      .adding("pod", endpoint.pod.name.isEmpty ? nil : .string("\(endpoint.pod)"))
      .adding("port", .integer(Int64(endpoint.port)))
      .adding("probability", .number(probability))
      .adding("zone", endpoint.zone.textJSON)
  }
}

extension TraceStep {
  fileprivate var json: JSONTree {
    [
      "detail": .string(detail.english), "rule": .string(rule.english),
      "source": .string(source.english),
      "stage": .string(stage.rawValue), "title": .string(title.english),
    ]
  }
}
