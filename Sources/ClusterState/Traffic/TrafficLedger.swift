internal import HashTreeCollections

/// All counters: for each Service and in total.
package struct TrafficLedger: Equatable, Sendable {
  private var places = TreeDictionary<ObjectName, Int>()
  private var tallies = ChunkedArray<ServiceTally>()
  /// The Services of the tallies.
  private var names = ChunkedArray<ObjectName>()
  /// Requests sent, those that no Service took included.
  package private(set) var requests: UInt64 = 0
  /// Those of them that no Service took: a name that is not resolved, an address that nobody has.
  package private(set) var strays: UInt64 = 0
  /// Outcomes of all requests that have ended.
  package private(set) var outcomes = Outcomes()
  /// New connections by the node that decided.
  package internal(set) var firstPackets = FirstPackets()

  package init() {}

  /// Counters of one Service; `nil` until it has seen a request.
  package subscript(service: ObjectName) -> ServiceTally? { places[service].map { tallies[$0] } }

  /// Services that have seen requests, those that are gone included, by namespace and name.
  package var serviceNames: [ObjectName] { places.keys.sorted() }

  /// Requests sent that have not ended yet.
  package var inFlight: UInt64 { requests - outcomes.total }

  /// Requests sent, of one Service or in all.
  func sent(of service: ObjectName?) -> UInt64 {
    guard let service else { return requests }
    return places[service].map { tallies[$0].requests } ?? 0
  }

  /// Requests that have ended, of one Service or in all.
  func ended(of service: ObjectName?) -> UInt64 {
    guard let service else { return outcomes.total }
    return places[service].map { tallies[$0].outcomes.total } ?? 0
  }

  /// Counts what was sent at once and has ended; a burst has no rate.
  mutating func record(_ report: SendReport, at instant: Instant, isStream: Bool = false) {
    requests += UInt64(report.requests)
    outcomes += report.outcomes
    let place = place(of: report.service)
    if place >= 0 {
      tallies[Int(place)].record(report, at: instant, isStream)
    } else {
      strays += UInt64(report.requests)
    }
  }

  /// Counts for a client what was recorded of all.
  mutating func record(_ report: SendReport, from origin: ClientTally.Origin) {
    let place = place(of: report.service)
    if place >= 0 { tallies[Int(place)].record(report, from: origin) }
  }

  /// Where the counters of a Service are from now on, for those who count request by request; -1
  /// without a Service.
  mutating func place(of service: ObjectName?) -> Int32 {
    guard let service else { return -1 }
    if let place = places[service] { return Int32(place) }
    places[service] = tallies.count
    tallies.append(ServiceTally())
    names.append(service)
    return Int32(tallies.count - 1)
  }

  /// The Service whose counters are at a place.
  func service(at place: Int32) -> ObjectName? { place < 0 ? nil : names[Int(place)] }

  /// Counts a request that is sent now and ends later, with its first attempt.
  mutating func recordSending(_ place: Int32, at instant: Instant) {
    requests += 1
    if place >= 0 {
      tallies[Int(place)].recordSending(at: instant)
    } else {
      strays += 1
    }
  }

  /// Counts a further attempt of a request.
  mutating func recordRetry(_ place: Int32) {
    if place >= 0 { tallies[Int(place)].recordRetry() }
  }

  /// Counts the end of a request that was counted when it was sent.
  mutating func recordEnd(_ end: RequestEnd, at place: Int32, _ instant: Instant) {
    outcomes[end.verdict] += 1
    if place >= 0 { tallies[Int(place)].record(end, at: instant) }
  }
}

/// How a request ended.
struct RequestEnd {
  var verdict: Verdict
  /// Where its last attempt went; `nil` if no endpoint was chosen.
  var peer: Peer?
  /// The node whose rules decided; empty if none did.
  var node: String
  /// From the moment it was due, in microseconds.
  var latency: Int64
  /// Why it was not delivered.
  var reason: Reason?
}

/// Requests by the second, for the last minute.
package struct RateSeries: Equatable, Sendable {
  package static let secondsKept = 60
  private var counts = [UInt64](repeating: 0, count: secondsKept)
  /// The second that the newest count belongs to.
  private var newest: Int64 = 0

  package init() {}

  mutating func record(_ requests: Int, at instant: Instant) {
    let second = instant.microseconds / 1_000_000
    if second > newest {
      for skipped in max(newest + 1, second - Int64(Self.secondsKept) + 1)...second {
        counts[Self.slot(skipped)] = 0
      }
      newest = second
    }
    guard second > newest - Int64(Self.secondsKept) else { return }
    counts[Self.slot(second)] += UInt64(requests)
  }

  /// Requests in each of the last `seconds` seconds, oldest first; the last one has just begun.
  package func counts(_ seconds: Int, at now: Instant) -> [UInt64] {
    let last = now.microseconds / 1_000_000
    return (last - Int64(seconds) + 1...last).map { count(second: $0) }
  }

  /// Requests in the second that ends now, taking those of a second as evenly spread over it.
  package func perSecond(at instant: Instant) -> Double {
    // Streams are counted up to the grid of instants; what is due since then is not missing.
    let grid = Simulation.streamGrid
    let now = Instant(microseconds: instant.microseconds / grid * grid)
    let second = now.microseconds / 1_000_000
    let part = Double(now.microseconds % 1_000_000) / 1_000_000
    return Double(count(second: second)) + Double(count(second: second - 1)) * (1 - part)
  }

  private func count(second: Int64) -> UInt64 {
    guard second >= 0, second <= newest, second > newest - Int64(Self.secondsKept) else { return 0 }
    return counts[Self.slot(second)]
  }

  private static func slot(_ second: Int64) -> Int { Int(second % Int64(secondsKept)) }
}
