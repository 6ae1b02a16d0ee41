import ArgumentParser
import ClusterState
import Console

/// `svctui select DOC... --service ns/name --node NODE`: which endpoints a node may use.
struct SelectCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "select",
    abstract: "Show which endpoints of a Service one node may use, and why not the others."
  )

  @OptionGroup var options: DocumentOptions
  @OptionGroup var output: OutputOptions

  @Option(help: "The Service, as NAMESPACE/NAME.")
  var service: String

  @Option(help: "The Service port, by name or number; needed if it has several.")
  var port: String?

  @Option(help: "The node that decides.")
  var node: String

  mutating func run() throws {
    let opened = try options.open()
    let simulation = try opened.simulation(options.sessionOptions())
    let key = options.objectName(service)
    do throws(CommandError) {
      let choice = try simulation.endpointChoice(
        of: key,
        port: port.map { UInt16($0).map(PortReference.number) ?? .name($0) },
        on: node
      )
      switch output.output {
      case .json: StandardStreams.write(JSONPrinter.text(of: choice.json))
      case .text: StandardStreams.write(text(choice))
      }
    } catch {
      throw Diagnostics.exit(error, options.language)
    }
  }

  private func text(_ choice: EndpointChoice) -> String {
    var rows: [[String]] = []
    for endpoint in choice.selection.reachable {
      var uses: [String] = []
      if choice.selection.cluster.contains(endpoint) { uses.append("cluster") }
      if choice.selection.local.contains(endpoint) { uses.append("local") }
      let used: Sentence = "used: \(uses.joined(separator: ", "))"
      rows.append(Self.columns(endpoint) + [options.language.text(used)])
    }
    for excluded in choice.excluded {
      let why = options.language.text(ExclusionText.word(excluded.cause))
      rows.append(Self.columns(excluded.endpoint) + [why])
    }
    return TextTable(["ENDPOINT", "POD", "NODE", "ZONE", "WHY"], rows).text
  }

  private static func columns(_ endpoint: ProxyEndpoint) -> [String] {
    [
      endpoint.port == 0 ? "\(endpoint.address)" : endpoint.text,
      endpoint.pod.name.isEmpty ? "-" : "\(endpoint.pod)",
      endpoint.nodeName.isEmpty ? "-" : endpoint.nodeName,
      endpoint.zone.isEmpty ? "-" : endpoint.zone,
    ]
  }
}

extension EndpointChoice {
  fileprivate var json: JSONTree {
    func texts(_ endpoints: [ProxyEndpoint]) -> JSONTree {
      .array(endpoints.map { .string($0.text) })
    }
    return [
      "apiVersion": .string(svctuiAPIVersion),
      "clusterEndpoints": texts(selection.cluster), "excluded": .array(excluded.map(\.json)),
      "hasAnyEndpoints": .boolean(selection.hasAny), "localEndpoints": texts(selection.local),
      "reachableEndpoints": texts(selection.reachable),
      "topologyMode": .string(selection.topology.rawValue),
      "usesClusterEndpoints": .boolean(usesClusterEndpoints),
      "usesLocalEndpoints": .boolean(usesLocalEndpoints),
    ]
  }
}

extension ExcludedEndpoint {
  fileprivate var json: JSONTree {
    JSONTree.object([])
      .adding("endpoint", .string(endpoint.port == 0 ? "\(endpoint.address)" : endpoint.text))
      .adding("node", endpoint.nodeName.textJSON)
      .adding("pod", endpoint.pod.name.isEmpty ? nil : .string("\(endpoint.pod)"))
      .adding("reason", .string(ExclusionText.word(cause).english))
  }
}
