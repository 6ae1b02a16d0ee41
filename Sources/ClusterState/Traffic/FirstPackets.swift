internal import HashTreeCollections

/// The first packet of a connection as it came to the node that decided about it, and what was
/// chosen for it.
package struct FirstPacket: Hashable, Sendable {
  package var packet: Packet
  /// `nil` where no endpoint was chosen.
  package var endpoint: SocketAddress?
  /// The Service concerned, if there is one.
  package var service: ObjectName?
}

/// How many first packets each node has decided about, alike ones together: what the counters of
/// its rules go by.
package struct FirstPackets: Equatable, Sendable {
  /// Kinds that one node tells apart; what comes after so many is not counted.
  package static let kindsMax = 4_096

  private var counts = TreeDictionary<String, TreeDictionary<FirstPacket, UInt64>>()
  private var last = TreeDictionary<String, FirstPacket>()
  /// The node that decided last; `nil` before the first connection.
  package private(set) var lastNode: String?

  package init() {}

  /// What a node has decided about so far, in no order.
  package func counts(of node: String) -> [(first: FirstPacket, count: UInt64)] {
    counts[node]?.map { ($0.key, $0.value) } ?? []
  }

  /// The last one that a node decided about; of many at once, the last of the last endpoint.
  package func last(of node: String) -> FirstPacket? { last[node] }

  mutating func add(_ first: FirstPacket, of node: String, count: UInt64 = 1) {
    guard count > 0 else { return }
    last[node] = first
    lastNode = node
    let known = counts[node]
    guard known?[first] != nil || known?.count ?? 0 < Self.kindsMax else { return }
    counts[node, default: TreeDictionary()][first, default: 0] += count
  }
}
