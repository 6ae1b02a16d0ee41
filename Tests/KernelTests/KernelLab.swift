import Testing

@testable import ClusterState

/// A cluster made real: a network namespace for every node and pod and one for all that is outside,
/// with servers at the addresses of endpoints.
///
/// Nodes are joined by a bridge in a namespace of its own; a pod has one cable to its node. Clients
/// outside reach the addresses of Services over the first node.
final class KernelLab: Sendable {
  /// The nodes by name.
  let nodes: [String: NetworkNamespace]
  let outside: NetworkNamespace
  private let bridge: NetworkNamespace
  private let pods: [IPAddress: NetworkNamespace]
  private let servers: LabServers

  /// `clients` are addresses of pods and of others that the document does not know.
  init(_ simulation: Simulation, clients: [IPAddress]) throws {
    bridge = try NetworkNamespace()
    outside = try NetworkNamespace()
    var plan = LabPlan(simulation)
    for client in clients { plan.addClient(client) }
    var nodes: [String: NetworkNamespace] = [:]
    for node in plan.nodes { nodes[node.name] = try NetworkNamespace() }
    self.nodes = nodes
    var pods: [IPAddress: NetworkNamespace] = [:]
    for pod in plan.pods {
      let namespace = try pod.addresses.lazy.compactMap { pods[$0] }.first ?? NetworkNamespace()
      for address in pod.addresses { pods[address] = namespace }
    }
    self.pods = pods
    try Self.wire(plan, nodes, pods, bridge, outside)
    var sockets: [LabServers.Socket] = []
    for server in plan.servers {
      let home = server.node.flatMap { nodes[$0] } ?? pods[server.address.address]
      guard let home else { continue }
      sockets.append(try home.run { try LabServers.Socket(server.address, server.protocol) })
    }
    servers = try LabServers(sockets)
  }

  /// Where a packet of a source starts.
  func namespace(of source: Source, at address: IPAddress) -> NetworkNamespace {
    if case .node(let name) = source, let node = nodes[name] { return node }
    return pods[address] ?? outside
  }

  private static func wire(
    _ plan: LabPlan,
    _ nodes: [String: NetworkNamespace],
    _ pods: [IPAddress: NetworkNamespace],
    _ bridge: NetworkNamespace,
    _ outside: NetworkNamespace
  ) throws {
    let hosts = plan.nodes.compactMap { nodes[$0.name] }
    let guests = plan.pods.compactMap { pods[$0.addresses[0]] }
    for namespace in [bridge, outside] + hosts + guests {
      for family in ["all", "default"] {
        try namespace.set("ipv4/conf/\(family)/rp_filter", 0)
        try namespace.set("ipv6/conf/\(family)/accept_dad", 0)
      }
    }
    for namespace in hosts {
      try namespace.set("ipv4/ip_forward", 1)
      try namespace.set("ipv6/conf/all/forwarding", 1)
      // Every refusal is to be heard, however many there are.
      try namespace.set("ipv4/icmp_ratemask", 0)
      try namespace.set("ipv6/icmp/ratelimit", 0)
    }
    // A bridge that listens for multicast joins in, and rules would count that.
    try ip(bridge, ["link add br0 type bridge mcast_snooping 0", "link set br0 up"])
    for (index, node) in plan.nodes.enumerated() {
      guard let namespace = nodes[node.name] else { continue }
      let guests = plan.pods.enumerated().filter { $1.node == node.name }
      let cables = guests.compactMap { number, pod in
        pods[pod.addresses[0]].map { (number, pod, $0.path) }
      }
      try ip(namespace, plan.commands(of: node, at: index, bridge: bridge.path, cables))
      if node.answersOnLoopback { try namespace.set("ipv4/conf/all/route_localnet", 1) }
    }
    for pod in plan.pods {
      guard let namespace = pods[pod.addresses[0]] else { continue }
      try ip(namespace, plan.commands(of: pod))
    }
    try ip(outside, plan.outsideCommands(bridge: bridge.path))
    let ports = plan.nodes.indices.map { "node\($0)" } + ["outside"]
    try ip(bridge, ports.flatMap { ["link set \($0) master br0", "link set \($0) up"] })
  }

  private static func ip(_ namespace: NetworkNamespace, _ commands: [String]) throws {
    let input = commands.joined(separator: "\n") + "\n"
    let ending = try namespace.run { Program.run("ip", "-batch", "-", input: input) }
    #expect(ending.status == 0, "\(ending.errors)\n\(input)")
  }
}

extension KernelLab {
  /// Gives every node the rules that its kube-proxy writes, in place of all it had.
  func load(_ simulation: Simulation) throws {
    for (name, namespace) in nodes.sorted(by: { $0.key < $1.key }) {
      let id = try #require(simulation.node(named: name))
      let families = [false, true].filter { isIPv6 in
        simulation.proxyNode(id).primaryAddress(isIPv6: isIPv6) != nil
      }
      for isIPv6 in families {
        let rules = simulation.rules(of: id, isIPv6: isIPv6)
        let ending = try namespace.run { Self.load(rules) }
        #expect(ending.status == 0 && ending.errors == "", "\(name): \(ending.errors)")
      }
    }
  }

  /// Loads rules with the tool of their mode, in the namespace of the calling thread.
  static func load(_ rules: RuleSet) -> Program.Ending {
    let text = String(decoding: rules.text(), as: UTF8.self)
    guard rules.mode != .nftables else { return Program.run("nft", "-f", "-", input: text) }
    // What kube-proxy makes before it counts with it; it may be there already.
    for name in ["ct_state_invalid_dropped_pkts", "localhost_nps_accepted_pkts"] {
      _ = Program.run("nfacct", "add", name)
    }
    return Program.run(rules.isIPv6 ? "ip6tables-restore" : "iptables-restore", input: text)
  }
}
