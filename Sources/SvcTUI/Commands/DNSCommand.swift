import ArgumentParser
import ClusterState
import Console

/// `svctui dns DOC... NAME`: what a client learns about a name, and every query on the way.
struct DNSCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "dns",
    abstract: "Resolve a name as the cluster's DNS would, with the search path.",
    discussion: """
      The last word is the name; the others are documents. A dot at its end keeps the search path
      away. Without --from the client is a pod of namespace default (or --namespace). For an
      address PTR records are looked up.
      """
  )

  @OptionGroup var options: DocumentOptions
  @OptionGroup var output: OutputOptions

  @Option(help: "Type of the records: A, AAAA, SRV, PTR, CNAME or TXT.")
  var type: DNSRecordType?

  @Option(help: "Who asks: pod/NS/NAME, node/NAME, outside, or an address.")
  var from: String?

  mutating func run() throws {
    guard let text = options.documents.popLast() else {
      throw ValidationError("a NAME is missing; see svctui dns --help")
    }
    let (name, type) = try question(text)
    let source = try from.map { text in
      guard let source = Source(text) else {
        throw ValidationError("--from: \(text) is no source; see svctui dns --help")
      }
      return source
    }
    let opened = try options.open()
    let simulation = Simulation(opening: opened.document, options: try options.sessionOptions())
    let client =
      source.map { DNSClient($0, in: simulation.cluster) }
      ?? .anyPod(namespace: options.namespace ?? "default")
    do throws(CommandError) {
      let answer = try simulation.dns.resolve(name, type, from: client)
      switch output.output {
      case .json: StandardStreams.write(JSONPrinter.text(of: answer.json))
      case .text: StandardStreams.write(Self.text(answer, options.language))
      }
    } catch {
      throw Diagnostics.exit(error, options.language)
    }
  }

  /// The name to ask for: an address is asked for in its reverse zone.
  private func question(_ text: String) throws -> (DNSName, DNSRecordType) {
    if type ?? .ptr == .ptr, let address = IPAddress(text) {
      return (DNSName(reverseOf: address), .ptr)
    }
    guard let name = DNSName(text) else {
      throw ValidationError("\(text) is no domain name")
    }
    return (name, type ?? .a)
  }

  private static func text(_ answer: DNSAnswer, _ language: Language) -> String {
    let steps = answer.steps
    var text = "\(answer.question.text) \(answer.type.rawValue): \(answer.code.rawValue), "
    text += "\(language.text(answer.reason.text))\n"
    if let resolver = steps.first {
      text += "\(language.text(resolver.detail)) (\(language.text(resolver.rule)))\n"
    }
    let queries = zip(answer.queries, steps.dropFirst()).map { query, step in
      [
        query.name, query.type.rawValue, query.code.rawValue, language.text(step.rule),
        language.text(query.reason.text),
      ]
    }
    text += "\n" + TextTable(["QUERY", "TYPE", "RCODE", "ASKED AS", "WHY"], queries).text
    guard !answer.answers.isEmpty else { return text }
    let records = answer.answers.map { record in
      [record.name, "\(record.timeToLive)", record.type.rawValue, "\(record.content)"]
    }
    return text + "\n" + TextTable(["ANSWER", "TTL", "TYPE", "DATA"], records).text
  }
}

extension DNSRecordType: ExpressibleByArgument {
  /// Reads a type in any letter case.
  public init?(argument: String) {
    self.init(rawValue: argument.uppercased())
  }
}
