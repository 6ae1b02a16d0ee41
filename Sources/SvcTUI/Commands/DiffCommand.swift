import ArgumentParser
import ClusterState
import Console

/// `svctui diff DOC_A DOC_B --from SRC --to DST`: two clusters side by side.
struct DiffCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff",
    abstract: "Compare two clusters: where requests go, and which objects differ.",
    discussion: """
      Name two documents, each a file, a folder or -. Without --from and --to only the objects are \
      compared, as the API server would store them.

      """ + TrafficOptions.discussion
  )

  @OptionGroup var options: DocumentOptions
  @OptionGroup var output: OutputOptions

  @Option(help: ArgumentHelp("Where requests come from.", valueName: "src"))
  var from: String?

  @Option(help: ArgumentHelp("Where they are sent to.", valueName: "dst"))
  var to: String?

  @Option(name: .customLong("protocol"), help: "tcp, udp or sctp.")
  var transport: String?

  @Option(help: "The node on which a packet arrives where the source does not decide it.")
  var node: String?

  @Option(help: "How many requests to send to each.")
  var requests: Int?

  @Option(help: "Requests a second; without it all at once.")
  var rate: Int?

  @Option(help: "From outside: so many clients, with addresses counting up.")
  var clients: Int?

  @Option(help: "Requests that share a connection, and so an endpoint.")
  var requestsPerConnection: Int?

  mutating func run() throws {
    guard options.documents.count == 2, options.demo == nil else {
      throw ValidationError("name two documents to compare")
    }
    let plan = try makePlan()
    let sides = try options.documents.map { try Side($0, options, plan) }
    let difference = ClusterDifference(
      names: options.documents,
      reports: sides.compactMap(\.report),
      changes: ObjectChange.between(sides[0].objects, sides[1].objects)
    )
    switch output.output {
    case .json: StandardStreams.write(JSONPrinter.text(of: difference.json(sides.map(\.seed))))
    case .text: StandardStreams.write(difference.text)
    }
  }

  /// What `send` would do with these words; `nil` if nothing is to be sent.
  private func makePlan() throws -> SendPlan? {
    let words: [(String, String?)] = [
      ("--from", from), ("--to", to), ("--protocol", transport), ("--node", node),
      ("--requests", requests.map(String.init)), ("--rate", rate.map(String.init)),
      ("--clients", clients.map(String.init)),
      ("--requests-per-connection", requestsPerConnection.map(String.init)),
    ]
    let said = words.filter { $0.1 != nil }
    guard !said.isEmpty else { return nil }
    guard from != nil, to != nil else {
      throw ValidationError("to send, say both --from and --to")
    }
    let send = try SendCommand.parse(said.flatMap { [$0.0, $0.1 ?? ""] })
    return try send.makePlan()
  }
}

extension DiffCommand {
  /// One of the two clusters: what was sent to it, and its objects.
  private struct Side {
    var report: SendReport?
    var seed: UInt64
    /// As the API server would store them.
    var objects: [JSONTree]

    init(_ name: String, _ options: DocumentOptions, _ plan: SendPlan?) throws {
      var options = options
      options.documents = [name]
      // Read once, and used twice.
      let input = name == StandardInput.name ? try StandardInput.source().readAll() : nil
      let opened = try options.open(standardInput: input.map { ArraySource($0) })
      let session = try options.sessionOptions()
      var simulation = opened.simulation(session)
      seed = simulation.settings.seed
      do throws(CommandError) {
        report = try plan?.run(&simulation)
      } catch {
        Diagnostics.say("in \(name):")
        throw Diagnostics.exit(error, options.language)
      }
      let trees = try options.load(
        keepsTrees: true,
        standardInput: input.map { ArraySource($0) }
      )
      var request = DocumentAdmission.Request()
      request.session = session
      request.keepsStored = true
      objects = DocumentAdmission(trees.document, request).objects
    }
  }
}

extension ClusterDifference {
  /// The text for people: figures in two columns, endpoints, and what differs.
  fileprivate var text: String {
    var text = heading.map { Diagnostics.safe($0) + "\n" }.joined()
    for table in [figures, endpoints] where !table.isEmpty {
      text += "\n" + TextTable(table[0], Array(table.dropFirst())).text
    }
    text += "\n" + (differences.isEmpty ? "No object differs.\n" : "")
    return text + differences.map { Diagnostics.safe($0) + "\n" }.joined()
  }
}
