internal import HashTreeCollections

/// How many packets rules and chains have taken, as `iptables -L -v` shows.
///
/// A value that shares what did not change with its copies. Only first packets of connections are
/// counted here; no rule of the table nat sees any other, and none that asks for NEW ones.
package struct RuleCounters: Equatable, Sendable {
  /// What one rule or chain has taken.
  package struct Count: Hashable, Sendable {
    package var packets: UInt64 = 0
    package var bytes: UInt64 = 0

    package init(packets: UInt64 = 0, bytes: UInt64 = 0) {
      (self.packets, self.bytes) = (packets, bytes)
    }
  }

  private var counts = TreeDictionary<RuleWalk.Site, Count>()

  package init() {}

  package var isEmpty: Bool { counts.isEmpty }

  package subscript(site: RuleWalk.Site) -> Count { counts[site] ?? Count() }

  package subscript(place: RulePlace) -> Count { self[.rule(place)] }

  /// Adds a walk that so many packets have made, each of so many bytes.
  package mutating func add(_ walk: RuleWalk, packets: UInt64 = 1, bytesEach: UInt64) {
    for step in walk.steps {
      counts[step.site, default: Count()].packets += packets
      counts[step.site, default: Count()].bytes += packets * bytesEach
    }
  }

  /// The counters after the rules were changed: a rule that is still there in the same chain keeps
  /// its counts, any other begins anew.
  package func moved(from old: KernelRules, to new: KernelRules) -> RuleCounters {
    var moved = RuleCounters()
    for (site, count) in counts {
      guard let place = new.place(of: site, in: old) else { continue }
      moved.counts[place, default: Count()].packets += count.packets
      moved.counts[place, default: Count()].bytes += count.bytes
    }
    return moved
  }
}

extension KernelRules {
  /// Where something of other rules is in these.
  fileprivate func place(of site: RuleWalk.Site, in old: KernelRules) -> RuleWalk.Site? {
    func chain(_ table: Int, _ chain: Int) -> (table: Int, chain: Int)? {
      let former = old.rules.tables[table]
      guard let found = rules.tables.firstIndex(where: { $0.name == former.name }) else {
        return nil
      }
      return self.chain(former.chains[chain].name, inTable: found).map { (found, $0) }
    }
    switch site {
    case .virtualServer: return site
    case .policy(let table, let index):
      return chain(table, index).map { .policy(table: $0.table, chain: $0.chain) }
    case .rule(let place):
      guard let rule = old[place], let (table, chain) = chain(place.table, place.chain),
        let index = rules.tables[table].chains[chain].rules.firstIndex(of: rule)
      else { return nil }
      return .rule(RulePlace(table: table, chain: chain, rule: index))
    }
  }
}

extension Packet {
  /// The length of the first packet of a connection as Linux sends it, from its IP header on: a SYN
  /// with its options, an INIT chunk, or a datagram without content.
  package var firstLength: UInt64 {
    let header: UInt64 = destination.isIPv6 ? 40 : 20
    return switch `protocol` {
    case .tcp: header + 40
    case .udp: header + 8
    default: header + 32
    }
  }
}
