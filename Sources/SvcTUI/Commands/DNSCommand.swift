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
    let simulation = try opened.simulation(options.sessionOptions())
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
    guard let question = DNSText.question(text, type) else {
      throw ValidationError("\(text) is no domain name")
    }
    return question
  }

  private static func text(_ answer: DNSAnswer, _ language: Language) -> String {
    var text = "\(language.text(DNSText.headline(answer)))\n"
    if let resolver = DNSText.resolver(answer) { text += "\(language.text(resolver))\n" }
    let queries = DNSText.queryRows(answer).map { $0.map(language.text) }
    text += "\n" + TextTable(DNSText.queryHeadings, queries).text
    let records = DNSText.answerRows(answer)
    guard !records.isEmpty else { return text }
    return text + "\n" + TextTable(DNSText.answerHeadings, records).text
  }
}

extension DNSRecordType: ExpressibleByArgument {
  /// Reads a type in any letter case.
  public init?(argument: String) {
    self.init(rawValue: argument.uppercased())
  }
}
