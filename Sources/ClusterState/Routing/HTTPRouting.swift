/// Where a request to a host and path goes, and why.
package struct HTTPRouting: Hashable, Sendable {
  /// What answers the request.
  package enum Outcome: Hashable, Sendable {
    /// One of these, each with its share of all such requests; shares add up to 1.
    case backends([HTTPBackend])
    /// The entry point itself answers with this status.
    case status(Int, reason: Sentence)
    /// The client is sent elsewhere.
    case redirect(Int, location: String)
  }

  package var steps: [DecisionStep]
  package var outcome: Outcome
  /// The Ingress or Gateway whose entry point takes the request, as `Ingress shop/web`; `nil` if
  /// there is none.
  package var entry: String?
  /// Where that entry point listens, as its status tells; for information only.
  package var entryAddresses: [String] = []
}

/// An entry of the list that requests are spread over.
package struct HTTPBackend: Hashable, Sendable {
  /// What the share of requests meets.
  package enum Target: Hashable, Sendable {
    case service(ObjectName, port: PortReference)
    /// The reference leads nowhere: its share is answered with this status.
    case status(Int, reason: Sentence)
  }

  package var target: Target
  package var weight: Int64
  /// Between 0 and 1.
  package var share: Double
}
