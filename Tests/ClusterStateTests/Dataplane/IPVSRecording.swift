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
  func node(_ name: String, scheduler: String) throws -> IPVSNode {
    let object = try #require(document.nodes.first { $0.metadata.name == name })
    var node = IPVSNode(name: name)
    node.zone = object.zone
    let internalIPs = object.status.internalIPs.compactMap(IPAddress.init)
    let extra = tree["extraLocalAddresses"]?.elements.compactMap(\.string) ?? []
    node.addresses = (["127.0.0.1", "::1"] + extra).compactMap(IPAddress.init) + internalIPs
    let isDual = tree["dualStack"]?.boolean == true
    node.families = isDual ? [.v4, .v6] : [internalIPs.first?.family ?? .v4]
    for range in tree["nodePortAddresses"]?.string?.split(separator: ",") ?? [] {
      if range == "primary" {
        node.nodePortRanges += internalIPs.map {
          CIDR(holding: $0, prefixLength: $0.isIPv6 ? 128 : 32)
        }
      } else {
        node.nodePortRanges.append(try #require(CIDR(String(range))))
      }
    }
    node.scheduler = try #require(IPVSScheduler(rawValue: scheduler.isEmpty ? "rr" : scheduler))
    return node
  }

  func plan(on node: IPVSNode) -> VirtualServerPlan {
    let services = document.services.sorted { $0.key < $1.key }
    return VirtualServerPlan(services.compactMap(entry), on: node)
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
