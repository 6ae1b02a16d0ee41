/// What a scheduler remembers between two connections (`svc->sched_data` in the kernel).
enum SchedulerMemory: Equatable, Sendable {
  case turns(RoundRobinWalk)
  case weightedTurns(WeightedWalk)
  /// `nil`: to be built before the next choice.
  case table(SchedulerTable?)
  case locality(LocalityMemory)
  /// Some go by the counters alone.
  case none

  init(_ scheduler: IPVSScheduler, _ servers: [RealServer], at now: Instant) {
    switch scheduler {
    case .roundRobin: self = .turns(RoundRobinWalk())
    case .weightedRoundRobin: self = .weightedTurns(WeightedWalk(servers))
    case .sourceHashing, .destinationHashing, .maglevHashing: self = .table(nil)
    case .localityLeastConnection, .localityLeastConnectionReplicated:
      self = .locality(LocalityMemory(at: now))
    case .leastConnection, .weightedLeastConnection, .shortestExpectedDelay, .neverQueue:
      self = .none
    }
  }

  mutating func headWasInserted(_ servers: [RealServer]) {
    switch self {
    case .turns(var walk):
      walk.headWasInserted()
      self = .turns(walk)
    default: changed(servers)
    }
  }

  mutating func wasRemoved(at index: Int, _ servers: [RealServer]) {
    switch self {
    case .turns(var walk):
      walk.wasRemoved(at: index)
      self = .turns(walk)
    default: changed(servers)
    }
  }

  mutating func weightChanged(_ servers: [RealServer]) { changed(servers) }

  private mutating func changed(_ servers: [RealServer]) {
    switch self {
    case .weightedTurns(var walk):
      walk.serversChanged(servers)
      self = .weightedTurns(walk)
    case .table: self = .table(nil)
    case .turns, .locality, .none: break
    }
  }
}
