extension VirtualServer {
  /// Schedules many connections of one client at the same moment and counts them by server, in the
  /// order of the list.
  ///
  /// What the counts do not add up to was refused. Equal, in result and in all that is remembered,
  /// to so many single connections; brief ones take no longer for being many.
  package mutating func schedule(
    _ count: Int,
    from client: IPAddress,
    ports: inout EphemeralPorts,
    at now: Instant,
    connectionEnd: Instant? = nil,
    leaving kind: ConnectionKind = .brief
  ) -> [Int] {
    var batch = ScheduledBatch(
      client: client,
      ports: ports,
      now: now,
      connectionEnd: connectionEnd,
      kind: kind,
      counts: [Int](repeating: 0, count: servers.count)
    )
    schedule(count, &batch)
    ports = batch.ports
    return batch.counts
  }

  private mutating func schedule(_ count: Int, _ batch: inout ScheduledBatch) {
    if settings.persistenceSeconds != nil {
      scheduleBound(count, &batch)
    } else if batch.kind != .brief {
      for _ in 0..<count { scheduleOne(&batch) }
    } else if !settings.scheduler.isSteady {
      scheduleTurns(count, &batch)
    } else if settings.hashesPort {
      scheduleByPorts(count, &batch)
    } else {
      // The locality schedulers may change their mind twice before they settle.
      scheduleSteady(count, trials: 3, &batch)
    }
  }

  @discardableResult
  private mutating func scheduleOne(_ batch: inout ScheduledBatch) -> Int? {
    let client = ScheduledClient(batch.client, port: batch.ports.take())
    guard let index = choose(client, at: batch.now, batch.connectionEnd) else { return nil }
    countConnections(1, batch.kind, at: index)
    batch.counts[index] += 1
    return index
  }

  /// After some trials all others go where the last one went.
  private mutating func scheduleSteady(
    _ count: Int,
    trials: Int,
    _ batch: inout ScheduledBatch
  ) {
    var last: Int?
    for _ in 0..<min(count, trials) { last = scheduleOne(&batch) }
    repeatLast(last, max(count - trials, 0), &batch)
  }

  /// The first one that is not refused makes the template, and the others follow it.
  private mutating func scheduleBound(_ count: Int, _ batch: inout ScheduledBatch) {
    // Refused ones can only fare otherwise if another port makes a difference.
    let trials = settings.hashesPort ? EphemeralPorts.range.count : 1
    var left = count
    var last: Int?
    while left > max(count - trials, 0), last == nil {
      last = scheduleOne(&batch)
      left -= 1
    }
    repeatLast(last, left, &batch)
  }

  private mutating func repeatLast(_ last: Int?, _ count: Int, _ batch: inout ScheduledBatch) {
    batch.ports.skip(count)
    guard let last else { return }
    batch.counts[last] += count
    countConnections(count, batch.kind, at: last)
  }

  /// Whole rounds are counted at once: after one of them the walk is where it was.
  private mutating func scheduleTurns(_ count: Int, _ batch: inout ScheduledBatch) {
    guard count > 0, scheduleOne(&batch) != nil else {
      return batch.ports.skip(max(count - 1, 0))
    }
    let turns = turnsInRound
    let round = turns.reduce(0, +)
    let rounds = (count - 1) / round
    for index in turns.indices { batch.counts[index] += turns[index] * rounds }
    batch.ports.skip(rounds * round)
    for _ in 0..<(count - 1) % round { scheduleOne(&batch) }
  }

  private var turnsInRound: [Int] {
    if case .weightedTurns(let walk) = memory { return walk.turns(servers) }
    return servers.map { $0.weight > 0 ? 1 : 0 }
  }

  /// Once all ports have had their turn, the same choices come again.
  private mutating func scheduleByPorts(_ count: Int, _ batch: inout ScheduledBatch) {
    let round = EphemeralPorts.range.count
    for _ in 0..<count % round { scheduleOne(&batch) }
    guard count >= round else { return }
    let rest = batch.counts
    for _ in 0..<round { scheduleOne(&batch) }
    for index in rest.indices {
      batch.counts[index] = rest[index] + (batch.counts[index] - rest[index]) * (count / round)
    }
  }
}

/// What all connections of a batch have in common, and how they fared.
private struct ScheduledBatch {
  let client: IPAddress
  var ports: EphemeralPorts
  let now: Instant
  let connectionEnd: Instant?
  let kind: ConnectionKind
  var counts: [Int]
}
