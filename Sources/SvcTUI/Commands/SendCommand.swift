import ArgumentParser
import ClusterState
import Console

/// `svctui send DOC... --from SRC --to DST --requests N`: sends without a screen and counts.
struct SendCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "send",
    abstract: "Send requests and print where they went.",
    discussion: """
      SRC: pod/NS/NAME, node/NAME, outside, outside=IP, or an address.
      DST: NAME[.NS][:PORT], svc/NS/NAME[:PORT], IP:PORT, [IPv6]:PORT, node/NAME:PORT, http://HOST.
      """
  )

  @OptionGroup var options: DocumentOptions
  @OptionGroup var output: OutputOptions

  @Option(help: "Where the requests come from.")
  var from: String

  @Option(help: "Where they are sent to.")
  var to: String

  @Option(help: "How many.")
  var requests = 1

  @Option(name: .customLong("protocol"), help: "tcp, udp or sctp.")
  var transport = "tcp"

  @Option(help: "The node on which packets from outside arrive.")
  var node: String?

  @Option(help: "Requests a second; without it all at once.")
  var rate: Int?

  @Option(help: "From outside: so many clients, with addresses counting up.")
  var clients = 1

  @Option(help: "Requests that share a connection, and so an endpoint.")
  var requestsPerConnection = 1

  mutating func run() throws {
    let plan = try makePlan()
    let opened = try options.open()
    var simulation = Simulation(opening: opened.document, options: try options.sessionOptions())
    if let node, simulation.cluster.nodes[ObjectName(name: node)] == nil {
      Diagnostics.say("not-found: there is no Node \(node)")
      throw ExitCode(1)
    }
    do throws(CommandError) {
      let report = try plan.run(&simulation)
      switch output.output {
      case .json:
        StandardStreams.write(JSONPrinter.text(of: report.json(seed: simulation.settings.seed)))
      case .text: StandardStreams.write(Self.text(report))
      }
    } catch {
      Diagnostics.say("\(error.id): \(ErrorText.text(error))")
      throw ExitCode(error.isUsage ? 64 : 1)
    }
  }

  private func makePlan() throws -> SendPlan {
    guard let source = Source(from) else {
      throw ValidationError("--from: \(from) is no source; see svctui send --help")
    }
    guard let destination = Destination(to) else {
      throw ValidationError("--to: \(to) is no destination; see svctui send --help")
    }
    guard ["tcp", "udp", "sctp"].contains(transport.lowercased()) else {
      throw ValidationError("--protocol: \(transport) is not tcp, udp or sctp")
    }
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
    let traffic = Traffic(
      from: source,
      to: destination,
      protocol: TransportProtocol(rawValue: transport.uppercased()),
      entryNode: node
    )
    return SendPlan(
      traffic: traffic,
      requests: requests,
      clients: clients,
      requestsPerConnection: requestsPerConnection,
      rate: rate
    )
  }

  private static func text(_ report: SendReport) -> String {
    var text = EventText.text(.requestsSent(report)) + "\n\n"
    let chosen = Double(max(1, report.endpoints.reduce(0) { $0 + $1.count }))
    let rows = report.endpoints.map { entry in
      [
        entry.endpoint.text, entry.endpoint.pod.name.isEmpty ? "-" : "\(entry.endpoint.pod)",
        entry.endpoint.nodeName, Quantities.count(entry.count),
        Quantities.percent(Double(entry.count) / chosen), Quantities.percent(entry.probability),
        entry.count > 0 ? VerdictText.word(entry.verdict) : "-",
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
      text += "seen as \(source.seen): \(Quantities.count(source.count))\n"
    }
    return text
  }
}

extension CommandError {
  /// A stable name for scripts.
  fileprivate var id: String {
    switch self {
    case .notFound: "not-found"
    case .noAddress: "no-address"
    case .portMissing: "port-missing"
    case .portUnknown: "port-unknown"
    default: "refused"
    }
  }

  /// Whether the words of the call are to blame rather than the cluster.
  fileprivate var isUsage: Bool {
    switch self {
    case .portMissing, .portUnknown: true
    default: false
    }
  }
}
