import ArgumentParser
import ClusterState
import Console

/// `svctui endpoints DOC...`: what the endpoint slice controller makes of a document.
struct EndpointsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "endpoints",
    abstract: "Run the endpoint slice controller and print the EndpointSlices."
  )

  @OptionGroup var options: DocumentOptions
  @OptionGroup var output: OutputOptions

  @Option(help: "Only the slices of this Service, as NAMESPACE/NAME.")
  var service: String?

  mutating func run() throws {
    let opened = try options.open()
    var simulation = try opened.simulation(options.sessionOptions())
    let wanted = try service.map { try find($0, simulation) }
    simulation.runEndpointSliceController()
    let cluster = simulation.cluster
    let slices = cluster.endpointSlices.ids.compactMap { cluster.endpointSlices[$0] }.filter {
      (wanted == nil || $0.serviceKey == wanted)
        && (options.namespace == nil || $0.metadata.namespace == options.namespace)
        && (options.labels == nil
          || RowFilter("-l \(options.labels ?? "")").keeps("", $0.metadata.labels))
    }.sorted { $0.key < $1.key }
    switch output.output {
    case .json:
      StandardStreams.write(
        JSONPrinter.text(of: [
          "apiVersion": "v1", "items": .array(slices.map(\.json)), "kind": "List",
          "metadata": ["resourceVersion": ""],
        ])
      )
    case .text: StandardStreams.write(Self.table(slices).text)
    }
  }

  private func find(_ text: String, _ simulation: Simulation) throws -> ObjectName {
    let key = options.objectName(text)
    guard simulation.cluster.services[key] != nil else {
      throw Diagnostics.notFound(Service.kind, "\(key)")
    }
    return key
  }

  private static func table(_ slices: [EndpointSlice]) -> TextTable {
    let rows = slices.flatMap { slice -> [[String]] in
      let ports = slice.ports.map { "\($0.port ?? 0)/\($0.protocol ?? .tcp)" }
        .joined(separator: ",")
      let head = [
        slice.metadata.namespace, slice.metadata.name, slice.addressType.rawValue,
        ports.isEmpty ? "<unset>" : ports,
      ]
      guard !slice.endpoints.isEmpty else { return [head + ["<none>", "", "", ""]] }
      return slice.endpoints.map { endpoint in
        head + [
          endpoint.addresses.joined(separator: ","), endpoint.stateText, endpoint.nodeName,
          endpoint.targetRef?.name ?? "",
        ]
      }
    }
    return TextTable(
      ["NAMESPACE", "SLICE", "ADDRESSTYPE", "PORTS", "ADDRESS", "STATE", "NODE", "POD"],
      rows
    )
  }
}

extension Endpoint {
  fileprivate var stateText: String {
    if terminating == true { return serving == true ? "terminating,serving" : "terminating" }
    return ready ?? true ? "ready" : "not ready"
  }
}
