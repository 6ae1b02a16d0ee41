/// Finds out row by row who reaches what, so that whoever waits can be shown how far it is.
///
/// Pods of one node differ only in their address. Where no rule looks at that, what one of them
/// reaches is known of the others too.
package struct MatrixReader: Sendable {
  /// Senders that the rules of a node treat alike, apart from rules about single addresses.
  private struct Kind: Hashable {
    var node: String
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
    let own = ownAddresses(client)
    var found = known[kind] ?? [Found?](repeating: nil, count: addresses.count)
    known[kind] = nil
    cells.append(
      addresses.indices.map { index in
        let address = addresses[index]
        // A pod that connects to itself is treated like no other.
        let isShared =
          isBlind[index] && servedBy[address.servicePort.service]?.isDisjoint(with: own) ?? true
        guard isShared else { return simulation.cell(of: client, address) }
        if let found = found[index] { return found.cell }
        let cell = simulation.cell(of: client, address)
        found[index] = Found(cell: cell)
        return cell
      }
    )
    known[kind] = found
  }

  private func ownAddresses(_ client: Source) -> [IPAddress] {
    guard case .pod(let key) = client else { return [] }
    return simulation.cluster.pods[key]?.status.podIPs.compactMap(IPAddress.init) ?? []
  }

  /// `nil` for whoever may be treated like nobody else.
  private func kind(of client: Source) -> Kind? {
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
