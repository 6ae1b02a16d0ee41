extension IPVSState {
  /// The whole state of the node.
  package var json: JSONTree {
    [
      "boundAddresses": ["kube-ipvs0": .texts(boundAddresses.map(\.description).sorted())],
      "healthCheckNodePorts": .byName(
        healthChecks.map { ($0.service, .integer(Int64($0.port))) }
      ),
      "ipsets": JSONTree(members: sets.map { .init(key: $0.name, value: $0.json) }),
      "iptables": JSONTree(
        members: families.map { .init(key: $0.rules.isIPv6 ? "IPv6" : "IPv4", value: $0.json) }
      ),
      "localReadyEndpointsOfHealthCheckedServices": .byName(
        healthChecks.filter { $0.readyEndpoints > 0 }
          .map { ($0.service, .integer(Int64($0.readyEndpoints))) }
      ),
      "node": .string(node), "scheduler": .string(scheduler.rawValue),
      "servicesWithoutLocalEndpoints": [
        "external": .texts(withoutLocalEndpoints.filter(\.isExternal).map(\.text)),
        "internal": .texts(withoutLocalEndpoints.filter(\.isInternal).map(\.text)),
      ],
      "sysctlsSet": Self.sysctls,
      "virtualServers": .array(virtualServers.sorted(by: Self.precedesAsText).map(\.json)),
    ]
  }

  /// What kube-proxy sets at its start (pkg/proxy/ipvs/proxier.go).
  private static let sysctls: JSONTree = [
    "net/ipv4/ip_forward": 1, "net/ipv4/vs/conntrack": 1, "net/ipv4/vs/expire_nodest_conn": 1,
    "net/ipv4/vs/expire_quiescent_template": 1,
  ]

  private static func precedesAsText(_ left: VirtualServer, _ right: VirtualServer) -> Bool {
    let (one, other) = (left.key.address, right.key.address)
    guard one.address == other.address else {
      return one.address.description < other.address.description
    }
    return one.port == other.port
      ? left.key.protocol.rawValue < right.key.protocol.rawValue : one.port < other.port
  }
}

extension IPVSState.MissingLocal {
  fileprivate var text: String { "\(isIPv6 ? "IPv6" : "IPv4") \(service)" }
}

extension IPVSState.Family {
  fileprivate var json: JSONTree {
    func lines(_ table: String) -> JSONTree {
      let chains = rules[table]?.chains ?? []
      return .texts(
        chains.flatMap { chain in
          chain.rules.map { $0.givenText(in: chain.name, isIPv6: rules.isIPv6) }
        }
      )
    }
    return [
      "filter": lines("filter"), "mangle": lines("mangle"), "nat": lines("nat"),
      "restoreInput": .texts(restoreInput),
    ]
  }
}

extension IPSet {
  fileprivate var json: JSONTree {
    let family: JSONTree? =
      kind.type == "bitmap:port" ? nil : .string(isIPv6 ? "inet6" : "inet")
    return JSONTree.object([])
      .adding("entries", .texts(entries))
      .adding("family", family)
      .adding("type", .string(kind.type))
      .adding("usedAsComment", .string(kind.comment))
  }
}

extension VirtualServer {
  fileprivate var json: JSONTree {
    let servers = servers.sorted { $0.endpoint.description < $1.endpoint.description }
    return [
      "address": .string("\(key.address.address)"), "flags": .texts(settings.flags),
      "port": .integer(Int64(key.address.port)), "protocol": .string(key.protocol.rawValue),
      "realServers": .array(servers.map(\.json)),
      "scheduler": .string(settings.scheduler.rawValue),
      "timeoutSeconds": .integer(settings.persistenceSeconds ?? 0),
    ]
  }
}

extension RealServer {
  fileprivate var json: JSONTree {
    let counters: JSONTree = [
      "address": .string("\(endpoint.address)"), "port": .integer(Int64(endpoint.port)),
      "weight": .integer(Int64(weight)),
    ]
    return
      counters
      .adding("activeConn", activeConnections == 0 ? nil : .integer(Int64(activeConnections)))
      .adding("inactiveConn", inactiveConnections == 0 ? nil : .integer(Int64(inactiveConnections)))
  }
}

extension JSONTree {
  fileprivate static func texts(_ texts: [String]) -> JSONTree { .array(texts.map { .string($0) }) }

  fileprivate static func byName(_ values: [(ObjectName, JSONTree)]) -> JSONTree {
    JSONTree(members: values.map { .init(key: "\($0)", value: $1) })
  }
}
