/// Where the requests of one client went, as the rules of one node sent them.
package struct ClientTally: Equatable, Sendable {
  /// Clients of one Service that are told apart; all further ones count together.
  package static let clientsMax = 64

  /// Who sent, and whose rules decided.
  package struct Origin: Hashable, Sendable {
    /// The client's own address; of several, the first.
    package let address: IPAddress
    /// The node whose rules decided; empty where the client itself chose among addresses.
    package let node: String
    /// Whether it stands for several clients that nothing but their addresses tells apart.
    package let isGroup: Bool
  }

  /// What became of the requests to one endpoint.
  package struct Count: Equatable, Sendable {
    package var delivered: UInt64 = 0
    package var lost: UInt64 = 0

    package var total: UInt64 { delivered + lost }
  }

  /// `nil` for all those together that came when there were too many.
  package let origin: Origin?
  /// By the index of the endpoint among those of the ``ServiceTally``; at the end, endpoints
  /// without requests are left out.
  private var counts: [Count] = []

  init(_ origin: Origin?) {
    self.origin = origin
  }

  /// What went to the endpoint of an index.
  package func count(_ endpoint: Int) -> Count {
    counts.indices.contains(endpoint) ? counts[endpoint] : Count()
  }

  package var total: UInt64 { counts.reduce(0) { $0 + $1.total } }

  mutating func add(_ number: UInt64, _ verdict: Verdict, to endpoint: Int) {
    while counts.count <= endpoint { counts.append(Count()) }
    if verdict == .delivered {
      counts[endpoint].delivered += number
    } else {
      counts[endpoint].lost += number
    }
  }
}

/// What became of the requests of a burst that one node's rules decided.
struct BurstPart {
  var origin: ClientTally.Origin
  var report: SendReport
}
