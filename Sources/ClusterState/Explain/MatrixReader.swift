/// Finds out row by row who reaches what, so that whoever waits can be shown how far it is.
///
/// Pods of one node differ only in their address. Where no rule looks at that, what one of them
/// reaches is known of the others too; and where no endpoint is preferred for being near, of pods
/// on other nodes as well.
package struct MatrixReader: Sendable {
  /// Senders that the rules of a node treat alike, apart from rules about single addresses.
  private struct Kind: Hashable {
    /// `nil`: of any node, for addresses whose endpoints are the same wherever one sends from.
    var node: String?
    var isPod = true
    var families: [Bool]
    var isDetected: [Bool?]
  }

  private struct Found {
    var cell: ReachabilityMatrix.Cell?
  }

  package let clients: [Source]
  package let addresses: [ReachabilityMatrix.Address]
  /// What was found out so far, a row a client; `nil` where one of the ends is not there.
  package private(set) var cells: [[ReachabilityMatrix.Cell?]] = []
  private let simulation: Simulation
  /// Whether no rule about an address looks at the sender's address.
  private let isBlind: [Bool]
  /// Whether the endpoints of an address are the same for all nodes.
  private let isPlaceless: [Bool]
  private let servedBy: [ObjectName: Set<IPAddress>]
  /// What is known of all pods of a kind, by address.
  private var known: [Kind: [Found?]] = [:]

  /// Has found out nothing yet.
  package init(
    _ simulation: Simulation,
    clients: [Source],
    addresses: [ReachabilityMatrix.Address]
  ) {
    self.simulation = simulation
    self.clients = clients
    self.addresses = addresses
    isBlind = addresses.map { simulation.isBlind(to: $0) }
    isPlaceless = addresses.map { simulation.isPlaceless($0) }
    var servedBy: [ObjectName: Set<IPAddress>] = [:]
    for service in Set(addresses.map(\.servicePort.service)) {
      let endpoints = simulation.serviceTable[service]?.ports.flatMap(\.endpoints) ?? []
      servedBy[service] = Set(endpoints.map(\.address))
    }
    self.servedBy = servedBy
  }

  package var isFinished: Bool { cells.count == clients.count }

  /// Finds out what the next client reaches; there must be one.
  package mutating func readRow() {
    let client = clients[cells.count]
    guard let kind = kind(of: client) else {
      cells.append(addresses.map { simulation.cell(of: client, $0) })
      return
    }
    var anywhere = kind
    if let name = kind.node, simulation.settings.nodes[name] == nil,
      simulation.node(named: name).map(simulation.isPoweredOn) == true
    {
      anywhere.node = nil
    }
    let own = ownAddresses(client)
    var row: [ReachabilityMatrix.Cell?] = []
    row.reserveCapacity(addresses.count)
    for (index, address) in addresses.enumerated() {
      // A pod that connects to itself is treated like no other.
      guard isBlind[index],
        servedBy[address.servicePort.service]?.isDisjoint(with: own) ?? true
      else {
        row.append(simulation.cell(of: client, address))
        continue
      }
      row.append(sharedCell(of: client, index, isPlaceless[index] ? anywhere : kind))
    }
    cells.append(row)
  }

  /// What is known of all clients of a kind, or is found out now.
  private mutating func sharedCell(
    of client: Source,
    _ index: Int,
    _ kind: Kind
  ) -> ReachabilityMatrix.Cell? {
    if let found = known[kind]?[index] { return found.cell }
    let cell = simulation.cell(of: client, addresses[index])
    known[kind, default: [Found?](repeating: nil, count: addresses.count)][index] =
      Found(cell: cell)
    return cell
  }

  private func ownAddresses(_ client: Source) -> [IPAddress] {
    switch client {
    case .pod(let key):
      return simulation.cluster.pods[key]?.status.podIPs.compactMap(IPAddress.init) ?? []
    case .node(let name):
      return simulation.node(named: name).map(simulation.proxyNode)?.addresses ?? []
    case .outside, .address: return []
    }
  }

  /// `nil` for whoever may be treated like nobody else.
  private func kind(of client: Source) -> Kind? {
    if case .node(let name) = client { return kind(ofNode: name) }
    guard case .pod(let key) = client, let pod = simulation.cluster.pods[key],
      !pod.spec.hostNetwork, simulation.proxies.isInStep,
      let id = simulation.node(named: pod.spec.nodeName)
    else { return nil }
    let addresses = pod.status.podIPs.compactMap(IPAddress.init)
    let node = simulation.proxyNode(id)
    guard node.options.mode != .ipvs else { return nil }
    let detected = addresses.map { address in
      node.detectsPod(Packet(from: address, to: address, 0, .tcp, comesFromOwnPod: true))
    }
    return Kind(
      node: pod.spec.nodeName,
      families: addresses.map(\.isIPv6),
      isDetected: detected
    )
  }
}

extension MatrixReader {
  /// A node is like others only where its place does not matter.
  private func kind(ofNode name: String) -> Kind? {
    guard let id = simulation.node(named: name), simulation.proxies.isInStep else { return nil }
    let node = simulation.proxyNode(id)
    guard node.options.mode != .ipvs else { return nil }
    let families = node.addresses.map(\.isIPv6)
    return Kind(node: name, isPod: false, families: families, isDetected: [])
  }
}

extension Simulation {
  /// Whether no rule about an address looks at who sends: no affinity, no source ranges.
  fileprivate func isBlind(to address: ReachabilityMatrix.Address) -> Bool {
    guard let entry = serviceTable[address.servicePort.service],
      let port = entry.ports.first(where: { $0.name == address.servicePort.port })
    else { return false }
    guard port.policies.affinitySeconds == nil else { return false }
    return address.capture != .loadBalancerIP
      || [false, true].allSatisfy { port.policies.sourceRanges(isIPv6: $0).isEmpty }
  }

  /// Whether an address leads to the same endpoints from every node.
  ///
  /// Policies and hints prefer nothing near then; at a node port its own node decides, whoever
  /// sends.
  fileprivate func isPlaceless(_ address: ReachabilityMatrix.Address) -> Bool {
    guard let entry = serviceTable[address.servicePort.service],
      let port = entry.ports.first(where: { $0.name == address.servicePort.port })
    else { return false }
    let isLocal =
      address.capture.isExternal ? port.policies.isExternalLocal : port.policies.isInternalLocal
    return !isLocal
      && port.endpoints.allSatisfy { $0.zoneHints.isEmpty && $0.nodeHints.isEmpty }
  }

  /// What becomes of a connection; `nil` if one of its ends is not there.
  fileprivate func cell(
    of client: Source,
    _ address: ReachabilityMatrix.Address
  ) -> ReachabilityMatrix.Cell? {
    let traffic = Traffic(from: client, to: address.destination, protocol: address.protocol)
    guard let trace = try? trace(traffic) else { return nil }
    return ReachabilityMatrix.Cell(
      verdict: trace.verdict,
      reason: trace.reason,
      endpoints: trace.targets.filter { $0.probability > 0 }.map(\.endpoint.text)
    )
  }
}
