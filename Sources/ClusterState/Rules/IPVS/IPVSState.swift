/// All that a kube-proxy in IPVS mode has put into the kernel of its node.
package struct IPVSState: Equatable, Sendable {
  package let node: String
  package let scheduler: IPVSScheduler
  package let virtualServers: [VirtualServer]
  package let sets: [IPSet]
  /// The addresses on the interface `kube-ipvs0`.
  package let boundAddresses: [IPAddress]
  /// The iptables rules, of each family that the node has.
  package let families: [Family]
  /// Where a load balancer asks a node about a Service, and how many ready endpoints the node has
  /// of it; by name.
  package let healthChecks: [HealthCheckPort]
  /// Services with a Local policy that have endpoints, but none on this node; by name.
  package let withoutLocalEndpoints: [MissingLocal]

  /// The iptables rules of one family.
  package struct Family: Equatable, Sendable {
    package let rules: RuleSet
    /// What kube-proxy gives to `iptables-restore`, line by line.
    package let restoreInput: [String]
  }

  /// The health check of one Service.
  package struct HealthCheckPort: Equatable, Sendable {
    package let service: ObjectName
    package let port: UInt16
    package let readyEndpoints: Int
  }

  /// A Service that a Local policy keeps from its endpoints on this node.
  package struct MissingLocal: Hashable, Sendable {
    package let service: ObjectName
    package let isIPv6: Bool
    package let isInternal: Bool
    package let isExternal: Bool
  }

  /// The state after the first sync of an empty node, or with the virtual servers of one where
  /// connections have been made.
  init(
    _ services: [(ObjectName, ServiceEntry)],
    on node: ProxyNode,
    table: IPVSTable? = nil,
    at now: Instant = .zero
  ) {
    let kernel = IPVSNode(node)
    let plan = VirtualServerPlan(services.map(\.1), on: kernel)
    var fresh = table ?? IPVSTable()
    fresh.sync(plan, on: kernel, at: now)
    let sets = IPSet.all(services.map(\.1), on: kernel)
    self.node = node.name
    scheduler = node.options.scheduler
    virtualServers = fresh.virtualServers
    boundAddresses = plan.boundAddresses
    self.sets = sets
    let ports = kernel.families.map { family in
      services.flatMap {
        ProxiedPort.all(of: $0, $1, on: node, isIPv6: family == .v6)
      }
    }
    families = zip(kernel.families, ports).map { family, ports in
      let isIPv6 = family == .v6
      let mine = sets.filter { $0.isIPv6 == isIPv6 && !$0.entries.isEmpty }
      return Family(
        IPVSRules(node: node, isIPv6: isIPv6, filled: Set(mine.map(\.kind)), ports: ports)
      )
    }
    healthChecks = services.compactMap { HealthCheckPort($0, $1, on: node) }
    withoutLocalEndpoints = zip(kernel.families, ports).flatMap { family, ports in
      MissingLocal.all(ports, isIPv6: family == .v6)
    }
  }
}

extension IPVSState.Family {
  init(_ rules: IPVSRules) {
    func part(_ table: String, _ chains: [String], _ lines: [IPVSRules.Line]) -> [String] {
      ["*" + table] + chains.map { ":\($0) - [0:0]" }
        + lines.map { $0.rule.givenText(in: $0.chain, isIPv6: rules.isIPv6) } + ["COMMIT"]
    }
    restoreInput =
      part("nat", IPVSRules.natChains, rules.nat)
      + part("filter", IPVSRules.filterChains, rules.filter)
    self.rules = .ipvs(rules)
  }
}

extension IPVSState.HealthCheckPort {
  fileprivate init?(_ service: ObjectName, _ entry: ServiceEntry, on node: ProxyNode) {
    guard entry.healthCheckPort != 0 else { return nil }
    var ready: Set<IPAddress> = []
    for port in entry.ports {
      for endpoint in port.endpoints where endpoint.isReady && endpoint.isLocal(to: node.name) {
        ready.insert(endpoint.address)
      }
    }
    self.init(service: service, port: entry.healthCheckPort, readyEndpoints: ready.count)
  }
}

extension IPVSState.MissingLocal {
  fileprivate static func all(_ ports: [ProxiedPort], isIPv6: Bool) -> [Self] {
    var found: [Self] = []
    for port in ports where port.selection.hasAny && port.selection.local.isEmpty {
      let missing = Self(
        service: port.name.servicePort.service,
        isIPv6: isIPv6,
        isInternal: port.policies.isInternalLocal,
        isExternal: port.policies.isExternalLocal && port.isExternal
      )
      guard missing.isInternal || missing.isExternal, !found.contains(missing) else { continue }
      found.append(missing)
    }
    return found
  }
}

extension Rule {
  /// The rule as kube-proxy gives it to `iptables-restore`.
  package func givenText(in chain: String, isIPv6: Bool) -> String {
    var writer = IPTablesText(isIPv6: isIPv6, spelling: .given)
    writer.add(self, in: chain)
    return String(decoding: writer.text.bytes, as: UTF8.self)
  }
}
