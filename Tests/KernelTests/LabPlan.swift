@testable import ClusterState

/// What a cluster needs to be made real, and the commands of `ip` that make it.
struct LabPlan {
  struct Node {
    let name: String
    let addresses: [IPAddress]
    /// Whether kube-proxy lets packets to 127.0.0.1 be routed.
    let answersOnLoopback: Bool
  }

  struct Pod {
    let node: String
    var addresses: [IPAddress]
  }

  struct Server {
    let address: SocketAddress
    let `protocol`: TransportProtocol
    /// The node if the address is one of its own.
    let node: String?
  }

  /// A cable with its number, its pod and the path of the pod's namespace.
  typealias Cable = (number: Int, pod: Pod, path: String)

  private(set) var nodes: [Node] = []
  private(set) var pods: [Pod] = []
  private(set) var servers: [Server] = []
  private var outsiders: [IPAddress] = []
  private let simulation: Simulation

  init(_ simulation: Simulation) {
    self.simulation = simulation
    for id in simulation.cluster.nodes.ids {
      let node = simulation.proxyNode(id)
      nodes.append(
        Node(
          name: node.name,
          addresses: node.addresses,
          answersOnLoopback: node.hasLocalhostNodePorts
        )
      )
    }
    for id in simulation.cluster.pods.ids {
      guard let pod = simulation.cluster.pods[id], !pod.spec.hostNetwork else { continue }
      let addresses = pod.status.podIPs.compactMap(IPAddress.init)
      if !addresses.isEmpty { pods.append(Pod(node: pod.spec.nodeName, addresses: addresses)) }
    }
    var known: Set<String> = []
    for (_, entry) in simulation.serviceTable.sortedEntries {
      for port in entry.ports where port.protocol != .sctp {
        for endpoint in port.endpoints
        where known.insert("\(endpoint.text) \(port.protocol)").inserted {
          add(endpoint.socketAddress, port.protocol)
        }
      }
    }
  }

  private mutating func add(_ address: SocketAddress, _ transport: TransportProtocol) {
    let node = nodes.first { $0.addresses.contains(address.address) }?.name
    servers.append(Server(address: address, protocol: transport, node: node))
    if node == nil { addClient(address.address) }
  }

  /// Somebody whom the document does not know: a pod of the node whose range has the address, or
  /// somebody outside.
  mutating func addClient(_ address: IPAddress) {
    let isKnown =
      nodes.contains { $0.addresses.contains(address) }
      || pods.contains { $0.addresses.contains(address) } || outsiders.contains(address)
    guard !isKnown else { return }
    let home = nodes.first { node in
      simulation.node(named: node.name).map(simulation.proxyNode)?.podCIDRs
        .contains { $0.contains(address) } ?? false
    }
    if let home {
      pods.append(Pod(node: home.name, addresses: [address]))
    } else {
      outsiders.append(address)
    }
  }
}

extension LabPlan {
  /// The hardware address of a node's end of every cable, so that pods need not ask for it.
  private static let gateway = "ee:ee:ee:ee:ee:ee"

  private static func add(_ address: IPAddress) -> String {
    address.isIPv6 ? "addr add \(address)/128 dev eth0 nodad" : "addr add \(address)/32 dev eth0"
  }

  private static func route(_ address: IPAddress, _ way: String) -> String {
    "route add \(address)/\(address.isIPv6 ? 128 : 32) \(way)"
  }

  /// Whoever is sent to this hardware address is never heard of again.
  private static let nobody = "02:00:00:00:00:99"

  /// A node knows its pods, and whom to ask for those of others; all else it sends to nobody.
  func commands(of node: Node, at index: Int, bridge: String, _ cables: [Cable]) -> [String] {
    var lines = [
      "link set lo up", "link add eth0 type veth peer name node\(index) netns \(bridge)",
    ]
    lines += node.addresses.map(Self.add) + ["link set eth0 up"]
    lines += Self.defaultRoutes(over: Self.nobody)
    let neighbours = nodes.filter { $0.name != node.name }
    lines += (neighbours.flatMap(\.addresses) + outsiders).map { Self.route($0, "dev eth0") }
    for cable in cables {
      let name = "pod\(cable.number)"
      lines += [
        "link add \(name) address \(Self.gateway) type veth peer name eth0 netns \(cable.path)",
        "link set \(name) up",
      ]
      lines += cable.pod.addresses.map { Self.route($0, "dev \(name)") }
    }
    for pod in pods where pod.node != node.name {
      let hosts = nodes.first { $0.name == pod.node }?.addresses ?? []
      for address in pod.addresses {
        guard let host = hosts.first(where: { $0.isIPv6 == address.isIPv6 }) else { continue }
        lines.append(Self.route(address, "via \(host) dev eth0"))
      }
    }
    return lines
  }

  func commands(of pod: Pod) -> [String] {
    ["link set lo up"] + pod.addresses.map(Self.add) + ["link set eth0 up"]
      + Self.defaultRoutes(over: Self.gateway)
  }

  private static func defaultRoutes(over hardware: String) -> [String] {
    [("169.254.1.1", "0.0.0.0/0"), ("fe80::1", "::/0")].flatMap { hop, all in
      [
        "neigh add \(hop) lladdr \(hardware) dev eth0 nud permanent",
        "route add \(all) via \(hop) dev eth0 onlink",
      ]
    }
  }

  /// Clients outside reach nodes as neighbours, and all else over the first node.
  func outsideCommands(bridge: String) -> [String] {
    var lines = [
      "link set lo up", "link add eth0 type veth peer name outside netns \(bridge)",
    ]
    lines += outsiders.map(Self.add) + ["link set eth0 up"]
    lines += nodes.flatMap(\.addresses).map { Self.route($0, "dev eth0") }
    for isIPv6 in [false, true] where outsiders.contains(where: { $0.isIPv6 == isIPv6 }) {
      guard let first = nodes.first?.addresses.first(where: { $0.isIPv6 == isIPv6 }) else {
        continue
      }
      lines.append("route add \(isIPv6 ? "::/0" : "0.0.0.0/0") via \(first) dev eth0 onlink")
    }
    return lines
  }
}
