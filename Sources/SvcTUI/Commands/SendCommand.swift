import ArgumentParser
import ClusterState
import Console

/// `svctui send DOC... --from SRC --to DST --requests N`: sends without a screen and counts.
struct SendCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "send",
    abstract: "Send requests and print where they went.",
    discussion: TrafficOptions.discussion
  )

  @OptionGroup var options: DocumentOptions
  @OptionGroup var output: OutputOptions

  @OptionGroup var ends: TrafficOptions

  @Option(help: "How many.")
  var requests = 1

  @Option(help: "Requests a second; without it all at once.")
  var rate: Int?

  @Option(help: "From outside: so many clients, with addresses counting up.")
  var clients = 1

  @Option(help: "Requests that share a connection, and so an endpoint.")
  var requestsPerConnection = 1

  mutating func run() throws {
    let plan = try makePlan()
    let opened = try options.open()
    var simulation = try opened.simulation(options.sessionOptions())
    do throws(CommandError) {
      let report = try plan.run(&simulation)
      switch output.output {
      case .json:
        StandardStreams.write(JSONPrinter.text(of: report.json(seed: simulation.settings.seed)))
      case .text: StandardStreams.write(Self.text(report, options.language))
      }
    } catch {
      throw Diagnostics.exit(error, options.language)
    }
  }

  /// What is to be sent; throws what cannot be.
  func makePlan() throws -> SendPlan {
    let traffic = try ends.traffic()
    guard (1...Simulation.requestsMax).contains(requests) else {
      throw ValidationError(
        "--requests: \(requests) is not between 1 and \(Simulation.requestsMax)"
      )
    }
    guard clients > 0, clients <= requests, requestsPerConnection > 0, rate.map({ $0 > 0 }) != false
    else {
      throw ValidationError(
        "--clients (at most one a request), --requests-per-connection and --rate must be above 0"
      )
    }
    return SendPlan(
      traffic: traffic,
      requests: requests,
      clients: clients,
      requestsPerConnection: requestsPerConnection,
      rate: rate
    )
  }

  private static func text(_ report: SendReport, _ language: Language) -> String {
    var text = "\(language.text(EventText.text(.requestsSent(report))))\n\n"
    let chosen = Double(max(1, report.endpoints.reduce(0) { $0 + $1.count }))
    let rows = report.endpoints.map { entry in
      [
        entry.endpoint.text, entry.endpoint.pod.name.isEmpty ? "-" : "\(entry.endpoint.pod)",
        entry.endpoint.nodeName, Quantities.count(entry.count),
        Quantities.percent(Double(entry.count) / chosen), Quantities.percent(entry.probability),
        entry.count > 0 ? language.text(VerdictText.word(entry.verdict)) : "-",
      ]
    }
    if !rows.isEmpty {
      text +=
        TextTable(
          ["ENDPOINT", "POD", "NODE", "COUNT", "SHARE", "EXPECTED", "VERDICT"],
          rows
        ).text
    }
    for source in report.sources {
      text += language.text("seen as \(source.seen): \(Quantities.count(source.count))") + "\n"
    }
    return text
  }
}
