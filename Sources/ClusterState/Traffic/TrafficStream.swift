internal import HashTreeCollections

/// A plan that runs.
package struct TrafficStream: Equatable, Sendable {
  package let plan: TrafficPlan
  package let startedAt: Instant
  /// Tells streams apart: the n-th command of this history.
  package let number: Int
  /// Requests sent so far.
  package internal(set) var sent = 0
  /// Requests sent and not yet ended.
  package internal(set) var inFlight = 0
  /// Whether it sends no more and waits for the last answers.
  package internal(set) var isEnding = false

  /// Whether its clients ask DNS for the destination.
  let asksDNS: Bool
  var clock: ArrivalClock
  /// Of each client; those at the end that never had any are not there.
  var pools = ChunkedArray<ClientPool>()
  var ports = EphemeralPorts()
  /// What DNS said last.
  var answer: DNSAnswer?
  /// From then on DNS is asked again, in microseconds.
  var answerExpiresAt = Int64.min
  /// Where the last request was counted.
  var counted: Counted?

  struct Counted: Equatable, Sendable {
    var service: ObjectName?
    var tally: Int32
  }

  init(_ plan: TrafficPlan, startedAt: Instant, number: Int, _ generator: SeededGenerator) {
    self.plan = plan
    self.startedAt = startedAt
    self.number = number
    asksDNS = plan.hostName != nil
    clock = ArrivalClock(plan.arrivals, startingAt: startedAt, generator)
  }

  package var traffic: Traffic { plan.traffic }

  /// What names its random streams, so that plans do not shift each other's draws.
  var randomName: String { plan.name.map { "stream-\($0)" } ?? "stream-\(number)" }

  /// Requests that may still be sent.
  var left: Int { plan.requests.map { max(0, $0 - sent) } ?? .max }

  /// When the next request is due, in microseconds; `Int64.max` if none is, or only an answer
  /// makes it due.
  var nextDue: Int64 { isEnding || left == 0 ? .max : clock.next }

  /// The pool of a client, made when it is first asked for.
  mutating func withPool<Result>(_ client: Int32, _ body: (inout ClientPool) -> Result) -> Result {
    while pools.count <= Int(client) { pools.append(ClientPool()) }
    return body(&pools[Int(client)])
  }
}

/// What goes on between clients and pods: streams, requests on their way, connections, queues.
package struct TrafficState: Equatable, Sendable {
  /// In the order of their numbers; those that only wait for their last answers too.
  var streams: [TrafficStream] = []
  var queue = TrafficQueue()
  var requests = SlotTable<Request>()
  /// Slots are used again, so that plans of requests are told apart by tickets of all requests.
  var lastTicket: Int32 = 0
  var connections = SlotTable<Connection>()
  /// Queues of pods that serve a limited number of requests at a time.
  var servers = TreeDictionary<PodID, PodServer>()
  /// Connections that IPVS still counts after their end, by the second in which it forgets them.
  var closings = TreeDictionary<Int64, [ClosingConnections]>()
  /// Up to when streams in batches were carried at least; see ``Simulation/carryTraffic(to:_:)``.
  var carriedTo = Instant.zero
  var ways = WayMemory()

  init() {}

  /// Whether nothing is sent and nothing awaited.
  var isQuiet: Bool { streams.isEmpty && queue.isEmpty }

  func index(of number: Int32) -> Int? {
    streams.firstIndex { $0.number == Int(number) }
  }
}

extension Simulation {
  /// Streams that send, in the order in which they were started.
  package var streams: [TrafficStream] { traffic.streams.filter { !$0.isEnding } }
}

/// Which streams are meant.
package enum StreamSelection: Hashable, Sendable {
  case all
  case named(String)
  case to(Destination)

  func contains(_ stream: TrafficStream) -> Bool {
    switch self {
    case .all: true
    case .named(let name): stream.plan.name == name
    case .to(let destination): stream.traffic.destination == destination
    }
  }
}
