internal import HashTreeCollections

/// The kube-proxies of all nodes: what each knows now, and when it writes its rules next.
///
/// As the real one does (pkg/proxy/runner/bounded_frequency_runner.go), a proxy that learns of a
/// change syncs at once if it has rested long enough since its last sync; what it learns meanwhile
/// is gathered into the next one. Proxies that take equally long for everything are always in the
/// same state, so they are kept once, as a cohort: a change costs as much as there are cohorts, not
/// as there are nodes. Without cohorts all proxies know everything at once.
struct ProxyFleet: Equatable, Sendable {
  /// How long a proxy takes.
  struct Pace: Hashable, Comparable, Sendable {
    var watch: Delay
    var sync: Delay
    var perEndpoint: Delay
    var rest: Delay

    static func < (left: Self, right: Self) -> Bool {
      [left.watch, left.sync, left.perEndpoint, left.rest]
        .lexicographicallyPrecedes([right.watch, right.sync, right.perEndpoint, right.rest])
    }
  }

  /// What a proxy will know of a Service from some instant on; `nil`: it is gone.
  struct Notice: Equatable, Sendable {
    var service: ObjectName
    var entry: ServiceEntry?
    var arrival: Instant
  }

  /// A sync that is planned or going on.
  struct Run: Equatable, Sendable {
    /// Until then what is learnt is still gathered into it.
    var start: Instant
    /// From then on the new rules are in force.
    var end: Instant
  }

  struct Cohort: Equatable, Sendable {
    let pace: Pace
    /// Ascending.
    var nodes: [NodeID]
    var table: ServiceTable
    /// In order of arrival.
    var notices: [Notice] = []
    var lastEnd: Instant
    var run: Run?
  }

  /// A Service that a proxy learnt about.
  struct Learnt {
    var service: ObjectName
    var before: ServiceEntry?
    var after: ServiceEntry?
  }

  private(set) var cohorts: [Cohort] = []
  private var cohortOfNode = TreeDictionary<NodeID, Int>()

  /// Whether every proxy has rules for all it could know.
  var isInStep: Bool { cohorts.allSatisfy { $0.run == nil } }

  /// What the proxy of a node knows; `nil`: all there is.
  func table(of node: NodeID) -> ServiceTable? { cohortOfNode[node].map { cohorts[$0].table } }

  /// Groups the proxies by their pace; all know `table`, and have rested.
  init(_ paces: [(NodeID, Pace)] = [], knowing table: ServiceTable = ServiceTable()) {
    var nodes: [Pace: [NodeID]] = [:]
    for (node, pace) in paces { nodes[pace, default: []].append(node) }
    for pace in nodes.keys.sorted() {
      add(Cohort(pace: pace, nodes: nodes[pace] ?? [], table: table, lastEnd: .longAgo))
    }
  }

  /// Groups the proxies anew by other paces; each knows what it knew, and what it was about to
  /// learn comes when it would have come.
  func regrouped(_ paces: [(NodeID, Pace)]) -> (fleet: ProxyFleet, planned: [(Int, Instant)]) {
    var groups: [GroupKey: [NodeID]] = [:]
    for (node, pace) in paces {
      groups[GroupKey(former: cohortOfNode[node] ?? 0, pace: pace), default: []].append(node)
    }
    var fleet = ProxyFleet()
    for key in groups.keys.sorted() {
      let former = cohorts[key.former]
      fleet.add(
        Cohort(
          pace: key.pace,
          nodes: groups[key] ?? [],
          table: former.table,
          notices: former.notices,
          lastEnd: former.lastEnd,
          run: former.run
        )
      )
    }
    let planned = fleet.cohorts.enumerated().compactMap { index, cohort in
      cohort.run.map { (index, $0.end) }
    }
    return (fleet, planned)
  }

  private struct GroupKey: Hashable, Comparable {
    var former: Int
    var pace: Pace

    static func < (left: Self, right: Self) -> Bool {
      left.former == right.former ? left.pace < right.pace : left.former < right.former
    }
  }

  private mutating func add(_ cohort: Cohort) {
    for node in cohort.nodes { cohortOfNode[node] = cohorts.count }
    cohorts.append(cohort)
  }

  /// A node is gone, and its proxy with it.
  mutating func remove(_ node: NodeID) {
    guard let index = cohortOfNode.removeValue(forKey: node) else { return }
    cohorts[index].nodes.removeAll { $0 == node }
  }

  /// A Service or its slices changed; returns the syncs this leads to: cohort and end.
  mutating func tell(
    _ service: ObjectName,
    _ entry: ServiceEntry?,
    at now: Instant
  ) -> [(Int, Instant)] {
    var planned: [(Int, Instant)] = []
    for index in cohorts.indices {
      let arrival = now + cohorts[index].pace.watch
      cohorts[index].notices.append(Notice(service: service, entry: entry, arrival: arrival))
      if cohorts[index].run == nil, let end = cohorts[index].planRun() {
        planned.append((index, end))
      }
    }
    return planned
  }

  /// Ends the sync of a cohort: its new rules are in force.
  ///
  /// Returns what was learnt, and when the next sync ends if one is due.
  mutating func finishRun(of index: Int, at now: Instant) -> (learnt: [Learnt], next: Instant?) {
    guard let run = cohorts[index].run, run.end == now else { return ([], nil) }
    let taken = cohorts[index].notices.prefix { $0.arrival <= run.start }
    var learnt: [Learnt] = []
    for notice in taken {
      let before = cohorts[index].table[notice.service]
      cohorts[index].table.set(notice.entry, for: notice.service)
      learnt.append(Learnt(service: notice.service, before: before, after: notice.entry))
    }
    cohorts[index].notices.removeFirst(taken.count)
    cohorts[index].lastEnd = now
    cohorts[index].run = nil
    return (learnt, cohorts[index].planRun())
  }

  /// All are in step with `table`: from here on they share its storage again.
  mutating func share(_ table: ServiceTable) {
    for index in cohorts.indices { cohorts[index].table = table }
  }
}

extension ProxyFleet.Cohort {
  /// Plans a sync for what is waiting; when it ends.
  fileprivate mutating func planRun() -> Instant? {
    guard let first = notices.first else { return nil }
    let start = max(first.arrival, lastEnd + pace.rest)
    let endpoints = notices.prefix { $0.arrival <= start }.reduce(0) { sum, notice in
      sum + (notice.entry?.ports.reduce(0) { $0 + $1.endpoints.count } ?? 0)
    }
    let work = pace.perEndpoint.microseconds.multipliedReportingOverflow(by: Int64(endpoints))
    let extra = Delay(microseconds: work.overflow ? Delays.longest.microseconds : work.partialValue)
    let end = start + pace.sync + min(extra, Delays.longest)
    run = ProxyFleet.Run(start: start, end: end)
    return end
  }
}

extension Instant {
  /// Before everything: who did something then has rested.
  static let longAgo = Instant(microseconds: -Delays.longest.microseconds)
}
