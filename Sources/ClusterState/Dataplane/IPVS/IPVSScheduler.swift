/// How IPVS chooses a real server (`--ipvs-scheduler`; the names of the kernel's modules
/// `ip_vs_rr`, `ip_vs_wrr`, ...).
package enum IPVSScheduler: String, CaseIterable, Sendable {
  case roundRobin = "rr"
  case weightedRoundRobin = "wrr"
  case leastConnection = "lc"
  case weightedLeastConnection = "wlc"
  case sourceHashing = "sh"
  case destinationHashing = "dh"
  case shortestExpectedDelay = "sed"
  case neverQueue = "nq"
  case maglevHashing = "mh"
  case localityLeastConnection = "lblc"
  case localityLeastConnectionReplicated = "lblcr"

  /// Whether the same connections, while no counter moves, all take the same way.
  ///
  /// The other two take turns.
  var isSteady: Bool { self != .roundRobin && self != .weightedRoundRobin }
}
