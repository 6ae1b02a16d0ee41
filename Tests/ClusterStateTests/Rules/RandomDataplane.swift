@testable import ClusterState

/// A kube-proxy with random options, random Services, and random packets to them.
struct RandomDataplane {
  private var generator: SeededGenerator
  let node: ProxyNode
  private(set) var table = ServiceTable()
  /// The addresses of the node, of other nodes, and of pods here and elsewhere.
  private static let own = ["192.168.50.10", "172.16.0.10", "fd00:50::10"]
  private static let hosts = ["192.168.50.11", "fd00:50::11"]
  private static let nodes = ["node-a", "node-b", "node-c"]

  init(seed: UInt64, _ mode: ProxyMode, isIPv6: Bool) {
    var generator = SeededGenerator(seed: seed, stream: "dataplane")
    node = Self.node(mode, &generator)
    self.generator = generator
    for number in 0..<6 { add(number, isIPv6: isIPv6) }
  }

  mutating func number(_ limit: Int) -> Int { Int(generator.next(below: UInt64(limit))) }

  private mutating func isSo(_ part: Int = 2) -> Bool { number(part) == 0 }

  private mutating func pick<Value>(_ values: [Value]) -> Value { values[number(values.count)] }

  private static func node(_ mode: ProxyMode, _ generator: inout SeededGenerator) -> ProxyNode {
    func number(_ limit: UInt64) -> UInt64 { generator.next(below: limit) }
    var node = ProxyNode(name: "node-a")
    node.zone = "zone-1"
    node.addresses = own.compactMap(IPAddress.init)
    node.podCIDRs = ["10.244.0.0/24", "fd00:244::/64"].compactMap(CIDR.init)
    node.serviceCIDRs = ["10.96.0.0/16", "fd00:96::/112"].compactMap(CIDR.init)
    node.options.mode = mode
    let pods = ["10.244.0.0/16", "fd00:244::/48"].compactMap(CIDR.init)
    node.options.detection =
      [
        .clusterCIDR(pods), .clusterCIDR([]), .nodeCIDR, .bridgeInterface("cbr0"),
        .interfaceNamePrefix("veth"),
      ][Int(number(5))]
    node.options.masqueradesAll = number(5) == 0
    node.options.answersOnLocalhost = number(3) > 0
    node.options.masqueradeBit = number(2) == 0 ? 14 : 15
    node.options.nodePortAddresses =
      [
        nil, nil, .primary, .ranges(["172.16.0.0/12", "fd00:50::/64"].compactMap(CIDR.init)),
        .ranges(["10.0.0.0/8"].compactMap(CIDR.init)),
      ][Int(number(5))]
    return node
  }

  /// One Service with one or two ports.
  private mutating func add(_ number: Int, isIPv6: Bool) {
    let name = ObjectName(namespace: "shop", name: "service-\(number)")
    var entry = ServiceEntry()
    func address(_ v4: String, _ v6: String) -> IPAddress? {
      IPAddress("\(isIPv6 ? v6 : v4)\(number + 1)")
    }
    entry.clusterIPs = [address("10.96.0.", "fd00:96::")].compactMap { $0 }
    var found = entry.clusterIPs.map { (address: $0, capture: ServiceTable.Capture.clusterIP) }
    if isSo(3), let external = address("198.51.100.1", "2001:db8:e::") {
      found.append((external, .externalIP))
    }
    if isSo(), let virtual = address("198.51.100.2", "2001:db8:f::") {
      found.append((virtual, .loadBalancerIP))
    }
    entry.addresses = found
    var policies = ServicePolicies()
    policies.isInternalLocal = isSo(3)
    policies.isExternalLocal = isSo()
    if isSo(4) { policies.affinitySeconds = 10_800 }
    if isSo(3) {
      let ranges = ["203.0.113.0/24", "10.244.0.0/16", "192.168.50.0/28", "2001:db8::/64"]
      policies.sourceRanges = [pick(ranges), pick(ranges)].compactMap(CIDR.init)
    }
    if policies.isExternalLocal, isSo() { entry.healthCheckPort = UInt16(32_000 + number) }
    let count = 1 + self.number(2)
    entry.ports = (0..<count).map { index in
      var policies = policies
      let nodePort = isSo() ? UInt16(30_000 + 10 * number + index) : 0
      if nodePort != 0 || found.count > 1 { policies.externalFamilies = isIPv6 ? .v6 : .v4 }
      return ServicePortEntry(
        name: count > 1 ? "port-\(index)" : "",
        protocol: index == 0 ? .tcp : pick([.tcp, .udp, .sctp]),
        port: UInt16(80 + index),
        nodePort: nodePort,
        policies: policies,
        endpoints: endpoints(isIPv6: isIPv6)
      )
    }
    table.set(entry, for: name)
  }

  private mutating func endpoints(isIPv6: Bool) -> [ProxyEndpoint] {
    let isHinted = isSo(4)
    let isSick = isSo(4)
    let found = (0..<number(5)).compactMap { index -> ProxyEndpoint? in
      let place = number(3)
      let text =
        isSo(8)
        ? [
          ["192.168.50.10", "192.168.50.11", "192.168.50.12"],
          ["fd00:50::10", "fd00:50::11", "fd00:50::12"],
        ][
          isIPv6 ? 1 : 0
        ][place]
        : isIPv6 ? "fd00:244:0:\(place)::\(index + 1)" : "10.244.\(place).\(index + 1)"
      guard let address = IPAddress(text) else { return nil }
      let isReady = isSick ? isSo(3) : !isSo(6)
      let isTerminating = !isReady && isSo()
      return ProxyEndpoint(
        address: address,
        port: pick([8_080, 9_090]),
        pod: ObjectName(namespace: "shop", name: "pod-\(index)"),
        nodeName: Self.nodes[place],
        zone: "",
        isReady: isReady,
        isServing: isReady || isSo(),
        isTerminating: isTerminating,
        zoneHints: isHinted ? [pick(["zone-1", "zone-2"])] : [],
        nodeHints: []
      )
    }
    var known: Set<String> = []
    return found.filter { known.insert($0.text).inserted }.sorted { $0.text < $1.text }
  }

  /// A packet that some rule may care about.
  mutating func packet(isIPv6: Bool) -> Packet? {
    let entries = table.sortedEntries.map(\.1)
    let entry = pick(entries)
    let port = pick(entry.ports)
    let pods = port.endpoints.map(\.address).filter { !node.owns($0) }
    let own = Self.own.compactMap(IPAddress.init).filter { $0.isIPv6 == isIPv6 }
    let strangers =
      isIPv6
      ? ["2001:db8::7", "2001:db8:9::7", Self.hosts[1]]
      : ["203.0.113.7", "192.0.2.7", Self.hosts[0]]
    var source = pick(strangers.compactMap(IPAddress.init) + own)
    if isSo(), let pod = pods.isEmpty ? nil : pick(pods) { source = pod }
    var packet = Packet(from: source, to: pick(entry.addresses).address, port.port, port.protocol)
    let isLoopback = node.owns(source) && isSo(6)
    if port.nodePort != 0, isSo() {
      packet.destination = isLoopback ? Self.loopback(isIPv6) : pick(own)
      packet.port = port.nodePort
    } else if isSo(10) {
      packet.port = 4_444
    } else if isSo(12), let free = IPAddress(isIPv6 ? "fd00:96::ff" : "10.96.7.7") {
      packet.destination = free
    } else if entry.healthCheckPort != 0, isSo(4) {
      (packet.destination, packet.port, packet.protocol) = (pick(own), entry.healthCheckPort, .tcp)
    }
    packet.comesFromOwnPod = node.podCIDRs.contains { $0.contains(source) }
    return packet
  }

  private static func loopback(_ isIPv6: Bool) -> IPAddress {
    IPAddress(isIPv6: isIPv6, bits: isIPv6 ? 1 : 0x7f00_0001)
  }

  /// The rules that the kube-proxy writes for these Services.
  func kernel(isIPv6: Bool) -> KernelRules {
    let services = table.sortedEntries
    guard node.options.mode == .ipvs else {
      return KernelRules(RuleBook(services, on: node, isIPv6: isIPv6).ruleSet, on: node)
    }
    let state = IPVSState(services, on: node)
    let family = state.families.first { $0.rules.isIPv6 == isIPv6 }
    return KernelRules(
      family?.rules ?? RuleSet(mode: .ipvs, isIPv6: isIPv6, tables: []),
      on: node,
      state
    )
  }
}
