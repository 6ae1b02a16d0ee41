import Testing

@testable import ClusterState

/// The kernel of a node in IPVS mode against what the real kube-proxy put there.
@Suite struct IPVSTableTests {
  static let worlds = IPVSRecording.all("worlds")
  static let scenarios = IPVSRecording.all("scenarios")

  private static func names(_ recordings: [JSONTree]) -> [String] {
    recordings.compactMap { $0["name"]?.string }
  }

  private static func texts(_ tree: JSONTree, _ key: String) -> [String]? {
    tree[key]?.elements.compactMap(\.string)
  }

  @Test func `there are worlds and scenarios`() {
    #expect(Self.worlds.count == 20 && Self.scenarios.count == 33)
  }

  @Test(arguments: names(worlds))
  func `a fresh node has the virtual servers of the real kube-proxy`(name: String) throws {
    let recording = try IPVSRecording(name, in: Self.worlds)
    let dumps = try #require(recording.tree["dumps"]?.elements)
    #expect(!dumps.isEmpty)
    for dump in dumps {
      let node = try recording.node(
        try #require(dump["node"]?.string),
        scheduler: try #require(dump["scheduler"]?.string)
      )
      var table = IPVSTable()
      table.sync(recording.plan(on: node), on: IPVSNode(node), at: .zero)
      #expect(table.lines == Self.texts(dump, "virtualServers"))
      #expect(table.boundAddresses.map(\.description).sorted() == Self.texts(dump, "bound"))
      #expect(recording.sets(on: node) == dump["sets"])
    }
  }

  @Test(arguments: names(worlds))
  func `what decides about packets knows the same endpoints`(name: String) throws {
    let recording = try IPVSRecording(name, in: Self.worlds)
    var services = ServiceTable()
    for (name, entry) in recording.entries { services.set(entry, for: name) }
    let source = try #require(IPAddress("10.244.250.250"))
    for object in recording.document.nodes {
      let node = try recording.node(object.metadata.name, scheduler: "rr")
      for wanted in recording.plan(on: node).virtualServers {
        let (address, port) = (wanted.key.address.address, wanted.key.address.port)
        let packet = Packet(from: source, to: address, port, wanted.key.protocol)
        let decision = node.decide(packet, services)
        guard decision.cause != .outsideSourceRanges else { continue }
        #expect(decision.endpoints.map(\.socketAddress) == wanted.endpoints, "\(wanted.key)")
        let match = try #require(decision.match)
        let entry = try #require(services[match.service]?.ports[match.port])
        let single = WantedVirtualServer(
          wanted.key.address,
          match.capture,
          entry,
          on: IPVSNode(node)
        )
        #expect(single == wanted)
      }
    }
  }

  @Test(arguments: names(scenarios))
  func `real servers come and go as with the real kube-proxy`(name: String) throws {
    var recording = try IPVSRecording(name, in: Self.scenarios)
    let tree = recording.tree
    let node = try recording.node(
      try #require(tree["node"]?.string),
      scheduler: tree["scheduler"]?.string ?? ""
    )
    var table = IPVSTable()
    table.sync(recording.plan(on: node), on: IPVSNode(node), at: .zero)
    Self.expect(table, try #require(tree["expected"]), "\(name): start")
    #expect(recording.sets(on: node) == tree["expected"]?["sets"])
    for step in tree["steps"]?.elements ?? [] {
      let action = try #require(step["do"])
      Self.setConnections(action["conns"]?.elements ?? [], in: &table)
      try Self.change(&recording.document, action)
      if action["restart"]?.boolean == true { table.restartProxy() }
      if action["tick"]?.boolean == true {
        table.deleteIdle()
      } else {
        table.sync(recording.plan(on: node), on: IPVSNode(node), at: .zero)
      }
      let then = try #require(step["then"])
      Self.expect(table, then, "\(name): \(step["what"]?.string ?? "")")
      #expect(recording.sets(on: node) == then["sets"])
    }
  }

  private static func expect(_ table: IPVSTable, _ state: JSONTree, _ what: String) {
    #expect(table.lines == texts(state, "virtualServers"), "\(what)")
    let bound = table.boundAddresses.map(\.description).sorted()
    #expect(bound == texts(state, "bound"), "\(what)")
    #expect(table.waiting.map(\.description).sorted() == texts(state, "waiting"), "\(what)")
  }

  /// The counters of a real server, behind whichever virtual server.
  private static func setConnections(_ counters: [JSONTree], in table: inout IPVSTable) {
    for counter in counters {
      for server in table.virtualServers.flatMap({ server in server.servers.map { (server, $0) } })
      where server.1.endpoint.description == counter["rs"]?.string {
        table.withVirtualServer(server.0.key) {
          $0.setConnections(
            active: Int(counter["active"]?.integer ?? 0),
            inactive: Int(counter["inactive"]?.integer ?? 0),
            of: server.1.endpoint
          )
        }
      }
    }
  }

  private static func change(_ document: inout LoadedDocument, _ action: JSONTree) throws {
    for slice in try IPVSRecording.document(action["slices"]?.elements ?? []).endpointSlices {
      document.endpointSlices.removeAll { $0.key == slice.key }
      document.endpointSlices.append(slice)
    }
    for name in ["oldService", "delService", "service"] {
      guard let object = action[name] else { continue }
      for service in try IPVSRecording.document([object]).services {
        document.services.removeAll { $0.key == service.key }
        if name == "service" { document.services.append(service) }
      }
    }
  }
}
