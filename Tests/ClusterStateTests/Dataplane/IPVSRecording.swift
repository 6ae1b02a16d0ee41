import Testing

@testable import ClusterState

/// Recorded input of a kube-proxy in IPVS mode, and what it made of it.
struct IPVSRecording {
  let tree: JSONTree
  var document: LoadedDocument

  /// All recordings of a file of the fixtures.
  static func all(_ file: String) -> [JSONTree] {
    guard let bytes = try? Fixture.bytes("ipvs/\(file).json"),
      let tree = try? JSONTree(parsing: bytes, file: file)
    else { return [] }
    return tree.elements
  }

  init(_ name: String, in all: [JSONTree]) throws {
    tree = try #require(all.first { $0["name"]?.string == name })
    document = try Self.document(tree["items"]?.elements ?? [])
  }

  static func document(_ objects: [JSONTree]) throws -> LoadedDocument {
    let list: JSONTree = ["apiVersion": "v1", "kind": "List", "items": .array(objects)]
    return try load(
      bytes: JSONPrinter.text(of: list),
      name: "items",
      lenient: true,
      windowSize: 1 << 20
    )
  }

  /// A node with the addresses and options of the recording.
  func node(_ name: String, scheduler: String) throws -> ProxyNode {
    let object = try #require(document.nodes.first { $0.metadata.name == name })
    var node = ProxyNode(name: name)
    node.zone = object.zone
    let extra = tree["extraLocalAddresses"]?.elements.compactMap(\.string) ?? []
    node.addresses = (object.status.internalIPs + extra).compactMap(IPAddress.init)
    node.options.mode = .ipvs
    node.options.scheduler = try #require(IPVSScheduler(rawValue: scheduler))
    let ranges = tree["nodePortAddresses"]?.string?.split(separator: ",").map(String.init) ?? []
    if ranges == ["primary"] {
      node.options.nodePortAddresses = .primary
    } else if !ranges.isEmpty {
      node.options.nodePortAddresses = .ranges(try ranges.map { try #require(CIDR($0)) })
    }
    return node
  }

  /// The Services that kube-proxy knows, by name.
  var entries: [(name: ObjectName, entry: ServiceEntry)] {
    document.services.sorted { $0.key < $1.key }.compactMap { service in
      entry(of: service).map { (service.key, $0) }
    }
  }

  func plan(on node: ProxyNode) -> VirtualServerPlan {
    VirtualServerPlan(entries.map(\.entry), on: IPVSNode(node))
  }

  /// All sets that are not empty.
  func sets(on node: ProxyNode) -> JSONTree {
    let sets = IPSet.all(entries.map(\.entry), on: IPVSNode(node))
    return JSONTree(
      members: sets.filter { !$0.entries.isEmpty }.map { set in
        JSONTree.Member(key: set.name, value: .array(set.entries.map { .string($0) }))
      }
    )
  }

  private func entry(of service: Service) -> ServiceEntry? {
    let slices = document.endpointSlices.filter {
      let labels = $0.metadata.labels
      return $0.metadata.namespace == service.metadata.namespace
        && labels["kubernetes.io/service-name"] == service.metadata.name
        && labels["service.kubernetes.io/service-proxy-name"] == nil
        && labels["service.kubernetes.io/headless"] == nil
    }
    return ServiceEntry(service, slices: slices)
  }
}

extension VirtualServer {
  /// One line as the fixtures have them.
  var line: String {
    let timeout = settings.persistenceSeconds.map { ["\($0)"] } ?? []
    let words = ["\(key)", settings.scheduler.rawValue] + settings.flags + timeout
    let servers = servers.map { server in
      let counters = "\(server.activeConnections)/\(server.inactiveConnections)"
      return "\(server.endpoint) \(server.weight)" + (counters == "0/0" ? "" : " \(counters)")
    }
    return words.joined(separator: " ") + " -> " + servers.sorted().joined(separator: ", ")
  }
}

extension IPVSTable {
  var lines: [String] { virtualServers.map(\.line).sorted() }
}
