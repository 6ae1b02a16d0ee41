/// Choosing the least loaded server by its counters alone.
///
/// All walk from head to tail, and of equals the one nearer to the head is taken. Quotients of load
/// and weight are compared crosswise as integers, as the kernel does.
enum LeastLoad {
  /// The fewest connections (`lc`, net/netfilter/ipvs/ip_vs_lc.c).
  static func unweighted(_ servers: [RealServer]) -> Int? {
    var least: Int?
    for index in servers.indices where servers[index].weight > 0 {
      if let best = least, servers[index].overhead >= servers[best].overhead { continue }
      least = index
    }
    return least
  }

  /// The fewest connections for its weight (`wlc`, net/netfilter/ipvs/ip_vs_wlc.c).
  static func weighted(_ servers: [RealServer]) -> Int? {
    least(servers) { $0.overhead }
  }

  /// The shortest expected delay (`sed`, net/netfilter/ipvs/ip_vs_sed.c).
  ///
  /// Connections that are not yet established do not count.
  static func expectedDelay(_ servers: [RealServer]) -> Int? {
    least(servers) { $0.activeConnections + 1 }
  }

  /// The first idle server, else the shortest expected delay (`nq`,
  /// net/netfilter/ipvs/ip_vs_nq.c).
  static func neverQueue(_ servers: [RealServer]) -> Int? {
    servers.firstIndex { $0.weight > 0 && $0.activeConnections == 0 } ?? expectedDelay(servers)
  }

  /// The least `load` for its weight among those that take connections.
  static func least(_ servers: [RealServer], by load: (RealServer) -> Int) -> Int? {
    var least: Int?
    for index in servers.indices where servers[index].weight > 0 {
      guard let best = least else {
        least = index
        continue
      }
      let (one, other) = (servers[best], servers[index])
      if load(one) * other.weight > load(other) * one.weight { least = index }
    }
    return least
  }
}
