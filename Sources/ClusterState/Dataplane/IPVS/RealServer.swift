/// One endpoint behind a virtual server, as the kernel keeps it (`struct ip_vs_dest`).
package struct RealServer: Hashable, Sendable {
  package let endpoint: SocketAddress
  /// 0: takes no new connections.
  package internal(set) var weight: Int
  /// The last weight that was not 0, or the one it was added with: Maglev hashing goes by it.
  var lastingWeight: Int
  /// Established TCP connections.
  package internal(set) var activeConnections = 0
  /// All others: TCP before and after, UDP always.
  package internal(set) var inactiveConnections = 0

  init(_ endpoint: SocketAddress, weight: Int) {
    self.endpoint = endpoint
    self.weight = weight
    lastingWeight = weight
  }

  /// Connections of either kind.
  package var connections: Int { activeConnections + inactiveConnections }

  /// Load as most schedulers see it: an active connection counts as 256 inactive ones
  /// (`ip_vs_dest_conn_overhead`, include/net/ip_vs.h).
  var overhead: Int { activeConnections << 8 + inactiveConnections }

  mutating func setWeight(_ weight: Int) {
    self.weight = weight
    if weight != 0 { lastingWeight = weight }
  }
}
