import Testing

@testable import ClusterState

@Suite struct EndpointSelectionTests {
  /// An endpoint in a few words: `1 ready a`, `2 draining b`, `3 down a`, `4 ready a zone-1 n:a`.
  static func endpoint(_ text: String) -> ProxyEndpoint {
    let words = text.split(separator: " ").map(String.init)
    let number = UInt128(words[0]) ?? 0
    let state = words[1]
    return ProxyEndpoint(
      address: IPAddress(isIPv6: false, bits: 0x0a00_0000 + number),
      port: 80,
      pod: ObjectName(name: "p\(number)"),
      nodeName: words.count > 2 ? words[2] : "",
      zone: "",
      isReady: state == "ready",
      isServing: state != "down" && state != "dying",
      isTerminating: state == "draining" || state == "dying",
      zoneHints: words.dropFirst(3).filter { !$0.hasPrefix("n:") },
      nodeHints: words.dropFirst(3).filter { $0.hasPrefix("n:") }.map { String($0.dropFirst(2)) }
    )
  }

  enum Policy: String, CaseIterable, Sendable {
    /// Internal and external policies, and whether it can be reached from outside.
    case cluster, internalLocal, externalCluster, externalLocal, bothLocal

    var policies: ServicePolicies {
      var policies = ServicePolicies()
      policies.isInternalLocal = self == .internalLocal || self == .bothLocal
      let isExternal = self == .externalCluster || self == .externalLocal || self == .bothLocal
      policies.externalFamilies = isExternal ? .all : []
      policies.isExternalLocal = self == .externalLocal || self == .bothLocal
      return policies
    }
  }

  struct Row: Sendable, CustomTestStringConvertible {
    var name: String
    var endpoints: [String]
    var policy = Policy.cluster
    var node = "a"
    var zone = "zone-1"
    var cluster: [Int]
    var local: [Int] = []
    var hasAny = true
    var topology = EndpointSelection.Topology.none

    var testDescription: String { name }
  }

  static let rows: [Row] = [
    Row(name: "all ready", endpoints: ["1 ready a", "2 ready b"], cluster: [1, 2]),
    Row(name: "none at all", endpoints: [], cluster: [], hasAny: false),
    Row(name: "unready ones are left out", endpoints: ["1 down a", "2 ready b"], cluster: [2]),
    Row(name: "only unready ones", endpoints: ["1 down a"], cluster: [], hasAny: false),
    Row(
      name: "draining ones wait until no ready one is left",
      endpoints: ["1 draining a", "2 ready b"],
      cluster: [2]
    ),
    Row(
      name: "without ready ones the draining take over",
      endpoints: ["1 draining a", "2 dying b", "3 down b"],
      cluster: [1]
    ),
    Row(
      name: "internal Local uses the node's own",
      endpoints: ["1 ready a", "2 ready b"],
      policy: .internalLocal,
      cluster: [],
      local: [1]
    ),
    Row(
      name: "internal Local without any here drops",
      endpoints: ["2 ready b"],
      policy: .internalLocal,
      cluster: [],
      local: []
    ),
    Row(
      name: "internal Local with none anywhere rejects",
      endpoints: ["2 down b"],
      policy: .internalLocal,
      cluster: [],
      local: [],
      hasAny: false
    ),
    Row(
      name: "internal Local falls back to draining ones of the node only",
      endpoints: ["1 draining a", "2 ready b"],
      policy: .internalLocal,
      cluster: [],
      local: [1]
    ),
    Row(
      name: "external Local knows both sets",
      endpoints: ["1 ready a", "2 ready b"],
      policy: .externalLocal,
      cluster: [1, 2],
      local: [1]
    ),
    Row(
      name: "external Cluster needs no local set",
      endpoints: ["1 ready a", "2 ready b"],
      policy: .externalCluster,
      cluster: [1, 2],
      local: []
    ),
    Row(
      name: "both Local with a way in keeps the cluster's set for it",
      endpoints: ["1 ready a", "2 ready b"],
      policy: .bothLocal,
      cluster: [1, 2],
      local: [1]
    ),
    Row(
      name: "an endpoint without a node is local nowhere",
      endpoints: ["1 ready"],
      policy: .externalLocal,
      node: "",
      cluster: [1],
      local: []
    ),
    Row(
      name: "zone hints narrow the choice",
      endpoints: ["1 ready a zone-1", "2 ready b zone-2"],
      cluster: [1],
      topology: .sameZone
    ),
    Row(
      name: "one endpoint without a hint turns hints off",
      endpoints: ["1 ready a zone-1", "2 ready b"],
      cluster: [1, 2]
    ),
    Row(
      name: "an unready one without a hint does not",
      endpoints: ["1 ready a zone-1", "2 ready b zone-2", "3 down b"],
      cluster: [1],
      topology: .sameZone
    ),
    Row(
      name: "no hint for this zone turns hints off",
      endpoints: ["1 ready a zone-2", "2 ready b zone-3"],
      cluster: [1, 2]
    ),
    Row(
      name: "a node without a zone ignores zone hints",
      endpoints: ["1 ready a zone-1", "2 ready b zone-2"],
      zone: "",
      cluster: [1, 2]
    ),
    Row(
      name: "node hints come before zone hints",
      endpoints: ["1 ready a zone-1 n:a", "2 ready b zone-1 n:b"],
      cluster: [1],
      topology: .sameNode
    ),
    Row(
      name: "without a node hint for this node the zone decides",
      endpoints: ["1 ready b zone-1 n:b", "2 ready c zone-2 n:c"],
      cluster: [1],
      topology: .sameZone
    ),
    Row(
      name: "hints do not bind the node's own set",
      endpoints: ["1 ready a zone-2", "2 ready b zone-1"],
      policy: .externalLocal,
      cluster: [2],
      local: [1],
      topology: .sameZone
    ),
    Row(
      name: "hints are forgotten when only draining ones are left",
      endpoints: ["1 draining a zone-2", "2 draining b zone-2"],
      cluster: [1, 2]
    ),
  ]

  @Test(arguments: rows)
  func `a node may send to the endpoints that the rules name`(row: Row) {
    let endpoints = row.endpoints.map(Self.endpoint)
    let selection = EndpointSelection(
      endpoints,
      row.policy.policies,
      node: row.node,
      zone: row.zone
    )
    func numbers(_ found: [ProxyEndpoint]) -> [Int] { found.map { Int($0.address.bits & 255) } }
    #expect(numbers(selection.cluster) == row.cluster)
    #expect(numbers(selection.local) == row.local)
    #expect(selection.hasAny == row.hasAny)
    #expect(selection.topology == row.topology)
  }

  @Test(
    arguments: [
      (ServiceType.clusterIP, 0, false), (.nodePort, 30_080, true), (.loadBalancer, 30_080, true),
      (.loadBalancer, 0, false),
    ] as [(ServiceType, Int64, Bool)]
  )
  func `a Service can be reached from outside where it has a way in`(
    type: ServiceType,
    nodePort: Int64,
    isAccessible: Bool
  ) throws {
    var service = ClusterFixture.service("web", type: type)
    service.spec.ports[0].nodePort = nodePort
    service.spec.externalTrafficPolicy = .local
    service.spec.clusterIP = "10.96.0.10"
    let entry = try #require(ServiceEntry(service, slices: []))
    let policies = entry.ports[0].policies
    #expect(policies.externalFamilies == (isAccessible ? .all : []))
    #expect(policies.usesLocalEndpoints(.v4) == isAccessible)
    var ingress = ServiceStatus.Ingress()
    ingress.ip = "198.51.100.7"
    service.status.ingress = [ingress]
    let reached = try #require(ServiceEntry(service, slices: []))
    #expect(reached.ports[0].policies.externalFamilies.contains(.v4))
    #expect(reached.ports[0].policies.externalFamilies.contains(.v6) == (nodePort != 0))
  }

  @Test(arguments: Policy.allCases)
  func `what is chosen is usable, and local ones are on the node`(policy: Policy) {
    var generator = SeededGenerator(seed: 9, stream: policy.rawValue)
    let states = ["ready", "draining", "down", "dying"]
    for _ in 0..<300 {
      let count = Int(generator.next(below: 6))
      let endpoints = (0..<count).map { number in
        let state = states[Int(generator.next(below: 4))]
        let node = ["a", "b", "c"][Int(generator.next(below: 3))]
        let hint = ["", " zone-1", " zone-2", " zone-1 n:a"][Int(generator.next(below: 4))]
        return Self.endpoint("\(number + 1) \(state) \(node)\(hint)")
      }
      let selection = EndpointSelection(endpoints, policy.policies, node: "a", zone: "zone-1")
      let chosen = selection.cluster + selection.local
      #expect(chosen.allSatisfy { $0.isReady || $0.isServing && $0.isTerminating })
      #expect(selection.local.allSatisfy { $0.nodeName == "a" })
      #expect(selection.hasAny || chosen.isEmpty)
      for set in [selection.cluster, selection.local] where set.contains(where: \.isReady) {
        #expect(set.allSatisfy { $0.isReady })
      }
    }
  }
}
