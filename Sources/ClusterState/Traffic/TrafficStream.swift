/// Requests at a constant rate, evenly spaced, until stopped.
package struct TrafficStream: Hashable, Sendable {
  package var traffic: Traffic
  /// Requests a second.
  package var rate: Int
  package var startedAt: Instant
  /// Requests sent so far.
  package var sent = 0
  /// Tells streams apart: the n-th of this history.
  package var number: Int

  /// Requests that have fallen due by `instant`: the first after one interval.
  func due(by instant: Instant) -> Int {
    let elapsed = (instant - startedAt).microseconds
    return Int(Int128(elapsed) * Int128(rate) / 1_000_000)
  }
}

extension Simulation {
  mutating func startStream(_ traffic: Traffic, rate: Int) {
    streams.removeAll { $0.traffic == traffic }
    let stream = TrafficStream(
      traffic: traffic,
      rate: rate,
      startedAt: now,
      number: commandCount
    )
    streams.append(stream)
    note(.streamStarted(stream))
  }

  mutating func stopStreams(to destination: Destination) {
    for stream in streams where stream.traffic.destination == destination {
      note(.streamStopped(stream))
    }
    streams.removeAll { $0.traffic.destination == destination }
  }

  /// Sends what has fallen due on all streams.
  ///
  /// A stream whose source or destination is gone ends.
  mutating func carryStreams(to instant: Instant) {
    var ended: Set<Int> = []
    for index in streams.indices {
      let stream = streams[index]
      let count = stream.due(by: instant) - stream.sent
      guard count > 0 else { continue }
      guard let resolution = try? resolve(stream.traffic),
        let origin = try? origin(stream.traffic, toward: resolution.destination)
      else {
        ended.insert(stream.number)
        note(.streamStopped(stream))
        continue
      }
      streams[index].sent += count
      let report = carry(
        stream.traffic,
        count,
        resolution,
        origin,
        stream: "stream-\(stream.number)"
      )
      // They came in the time before the instant, and count there.
      let before = Instant(microseconds: instant.microseconds - 1)
      ledger.record(report, at: max(stream.startedAt, before), isStream: true)
    }
    if !ended.isEmpty { streams.removeAll { ended.contains($0.number) } }
  }
}
