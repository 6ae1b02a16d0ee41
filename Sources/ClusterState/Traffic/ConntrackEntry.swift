/// What conntrack on a node remembers of a connection or flow that the node's rules translated.
package struct ConntrackEntry: Equatable, Sendable {
  /// One direction: from where to where.
  package struct Tuple: Equatable, Sendable {
    package var source: IPAddress
    package var destination: IPAddress
    /// `nil`: masquerading draws one by chance, which the simulation does not do.
    package var sourcePort: UInt16?
    package var destinationPort: UInt16?
  }

  package var `protocol`: TransportProtocol
  /// Seconds until it is forgotten unless a packet comes.
  package var timeoutSeconds: Int64
  /// `nil` for protocols without connections.
  package var state: String?
  package var original: Tuple
  package var reply: Tuple
  package var isReplied: Bool
  package var isAssured: Bool
  package var service: ObjectName?
  /// Whether a new connection would not be sent there any more.
  package var isStale: Bool
}

extension ConntrackEntry {
  /// What `--conntrack-tcp-timeout-established` of kube-proxy sets, in microseconds.
  static let establishedTimeout: Int64 = 86_400_000_000
  /// `nf_conntrack_sctp_timeout_established`, in microseconds.
  static let associationTimeout: Int64 = 210_000_000

  fileprivate init(_ connection: Connection, at now: Instant, isStale: Bool) {
    let destination = connection.destination
    `protocol` = destination.protocol
    let hasState = !connection.isFlow
    let lasting = destination.protocol == .tcp ? Self.establishedTimeout : Self.associationTimeout
    let lastUse = max(connection.openedAt, connection.usedAt)
    let end = hasState ? lastUse + lasting : connection.expiresAt
    timeoutSeconds = max(0, (end - now.microseconds) / 1_000_000)
    state = hasState ? "ESTABLISHED" : nil
    let client = connection.source
    original = Tuple(
      source: client.address,
      destination: destination.address,
      sourcePort: client.port,
      destinationPort: destination.port
    )
    let endpoint = connection.peer?.endpoint.socketAddress
    let seen = connection.peer?.sourceSeen ?? client.address
    reply = Tuple(
      source: endpoint?.address ?? destination.address,
      destination: seen,
      sourcePort: endpoint?.port ?? destination.port,
      destinationPort: seen == client.address ? client.port : nil
    )
    isReplied = hasState || connection.isAssured
    isAssured = hasState || connection.isAssured
    service = connection.peer?.service
    self.isStale = isStale
  }

  /// As `conntrack -L` prints it, the words that tell nothing here left out (`mark`, `use`); a port
  /// drawn by chance is `*`.
  package var text: String {
    let name = `protocol`.ruleName
    let gap = String(repeating: " ", count: max(1, 9 - name.utf8.count))
    var words = ["\(name)\(gap)\(`protocol`.number)", "\(timeoutSeconds)"]
    if let state { words.append(state) }
    words.append(original.text)
    if !isReplied { words.append("[UNREPLIED]") }
    words.append(reply.text)
    if isAssured { words.append("[ASSURED]") }
    return words.joined(separator: " ")
  }
}

extension ConntrackEntry.Tuple {
  fileprivate var text: String {
    func port(_ number: UInt16?) -> String { number.map { "\($0)" } ?? "*" }
    return "src=\(source) dst=\(destination) sport=\(port(sourcePort)) "
      + "dport=\(port(destinationPort))"
  }
}

extension Simulation {
  /// Connections that are looked at for one node at most.
  package static let conntrackExaminedMax = 20_000

  /// What conntrack on a node remembers of one family, in the order in which it was opened; at
  /// most `limit` entries, and how many connections were looked at for them.
  package func conntrack(
    of node: String,
    isIPv6: Bool,
    limit: Int = connectionsShownMax
  ) -> (entries: [ConntrackEntry], examined: Int) {
    var isLed: [String: Bool] = [:]
    var entries: [ConntrackEntry] = []
    var examined = 0
    for number in traffic.connections.lazyNumbers {
      guard entries.count < limit, examined < Self.conntrackExaminedMax else { break }
      examined += 1
      guard let connection = traffic.connections[number], connection.node == node,
        connection.expiresAt > now.microseconds,
        connection.destination.address.isIPv6 == isIPv6
      else { continue }
      let isStale = connection.peer.map { peer in
        let place = "\(peer.service) \(peer.servicePort) \(peer.endpoint.text)"
        let known = isLed[place] ?? rulesLead(to: peer.endpoint.socketAddress, peer)
        isLed[place] = known
        return !known
      }
      entries.append(ConntrackEntry(connection, at: now, isStale: isStale ?? false))
    }
    return (entries, examined)
  }
}
