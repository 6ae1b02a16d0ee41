/// An established connection, or a UDP flow, as conntrack keeps it: it stays with its endpoint
/// whatever becomes of the rules (docs/adr/0012).
struct Connection: Equatable, Sendable {
  let stream: Int32
  let client: Int32
  let source: SocketAddress
  /// `nil`: the flow's packets left without being translated.
  let peer: Peer?
  /// What the client sends to.
  let destination: ServiceTable.Destination
  /// The node whose rules decided; empty where the client itself chose among addresses.
  let node: String
  let openedAt: Int64
  /// Requests whose answers are awaited on it.
  var inFlight: Int32 = 0
  /// Requests it has carried.
  var carried = 0
  /// When a request last went or was answered on it, in microseconds; 0: not since it was opened.
  var usedAt: Int64 = 0
  /// Whether it takes no more requests and ends with the last answer.
  var isClosing = false
  /// Whether the other end is gone without a word.
  var isDead = false
  /// UDP: when conntrack forgets the flow unless a packet comes, in microseconds.
  var expiresAt: Int64 = .max
  /// UDP, untranslated: how each request on it ends.
  var verdict = Verdict.delivered
  /// Whether answers have come back: such a flow lives longer.
  var isAssured = false

  var isFlow: Bool { expiresAt != .max }
}

extension Connection {
  /// UDP entries without an answer (`nf_conntrack_udp_timeout`), in microseconds.
  static let flowTimeout: Int64 = 30_000_000
  /// UDP entries with answers (`nf_conntrack_udp_timeout_stream`), in microseconds.
  static let assuredFlowTimeout: Int64 = 120_000_000
}

/// How the pod's end of connections goes.
package enum ConnectionEnd: Hashable, Sendable {
  /// The process is gone: what is in flight is reset, idle connections are closed.
  case processExited
  /// The process finishes what it has and closes each connection after its last answer.
  case closedGracefully
  /// The machine is gone without a word: nobody answers any more.
  case hostVanished
}

/// The connections of one client of a stream.
struct ClientPool: Equatable, Sendable {
  /// All open connections; with UDP, the flow of each source port or -1.
  var connections: [Int32] = []
  /// Those that carry nothing, the last used one last.
  var idle: [Int32] = []
  /// Requests that wait for a connection, with the ticket each had.
  private var waiting: [(request: Int32, ticket: Int32)] = []
  private var firstWaiting = 0
  /// Requests this client has sent.
  var requests = 0

  static func == (left: Self, right: Self) -> Bool {
    left.connections == right.connections && left.idle == right.idle
      && left.requests == right.requests
      && left.waiting[left.firstWaiting...].elementsEqual(
        right.waiting[right.firstWaiting...],
        by: ==
      )
  }

  mutating func wait(_ request: Int32, _ ticket: Int32) {
    waiting.append((request, ticket))
  }

  mutating func nextWaiting() -> (request: Int32, ticket: Int32)? {
    guard firstWaiting < waiting.count else { return nil }
    defer {
      firstWaiting += 1
      if firstWaiting == waiting.count {
        waiting.removeAll(keepingCapacity: true)
        firstWaiting = 0
      } else if firstWaiting >= 1_024, firstWaiting * 2 > waiting.count {
        waiting.removeFirst(firstWaiting)
        firstWaiting = 0
      }
    }
    return waiting[firstWaiting]
  }

  mutating func remove(_ connection: Int32) {
    if let index = connections.firstIndex(of: connection) { connections.remove(at: index) }
    if let index = idle.lastIndex(of: connection) { idle.remove(at: index) }
  }
}
