/// Why a request was lost, from facts of the moment it was decided.
package enum LossCause: String, CaseIterable, Comparable, Sendable {
  /// The API's slices no longer offer the endpoint; this node's rules still do.
  case rulesNotSynced
  /// The pod is stopped or deleted; the slices still list it as ready.
  case sliceNotWritten
  /// The process does not serve, and its readiness probe has not noticed.
  case readinessStale
  /// Only endpoints that are terminating were left to choose from.
  case onlyTerminating
  /// An established connection leads to a pod that is gone.
  case connectionKept
  /// A UDP flow leads where no rule would send it any more.
  case flowStale
  /// The process ended while the answer was awaited.
  case connectionBroken
  /// The machine is gone, and nobody has noticed.
  case hostDown
  /// There is nobody to go to.
  case nobody
  /// A policy binds the traffic to a node without endpoints.
  case policy
  /// It waited longer in the pod's queue than its client does.
  case overload
  /// The name led nowhere, or to where it led some time ago.
  case naming
  /// The client itself ended.
  case clientGone
  /// What the verdict's reason says.
  case other

  /// In the order above.
  package static func < (left: Self, right: Self) -> Bool {
    order(left) < order(right)
  }

  private static func order(_ cause: Self) -> Int { allCases.firstIndex(of: cause) ?? 0 }
}

/// Requests that were lost in one way.
package struct Loss: Hashable, Sendable {
  package let verdict: Verdict
  package let cause: LossCause
  package let service: ObjectName?
  /// The endpoint they were sent to; `nil` if none was chosen.
  package let endpoint: SocketAddress?
  /// The pod behind it; empty without one.
  package let pod: ObjectName
  /// The node whose rules decided; empty if none did.
  package let node: String
  package internal(set) var count: UInt64 = 0
  /// When the first and the last of them were sent.
  package internal(set) var first = Instant.zero
  package internal(set) var last = Instant.zero

  func isSame(as other: Self) -> Bool {
    verdict == other.verdict && cause == other.cause && endpoint == other.endpoint
      && node == other.node && pod == other.pod && service == other.service
  }
}
