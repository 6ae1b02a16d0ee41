/// Requests that a client goes on to send: from where to where, when, and over which connections.
package struct TrafficPlan: Hashable, Sendable {
  package var arrivals: Arrivals
  /// It ends by itself after so many requests; `nil`: never.
  package var requests: Int?
  /// How many clients take turns; from outside they have addresses counting up from the source's.
  package var clients = 1
  /// Whether all clients share the source's address, as behind one NAT.
  package var isBehindNAT = false
  /// After so many requests a connection is closed; 1: each request opens its own.
  ///
  /// `nil`: never, and requests share it as in HTTP/2.
  package var requestsPerConnection: Int? = 1
  /// How many connections each client has at most; `nil`: as many as it needs, but one where
  /// requests share it.
  package var connections: Int?
  /// UDP: how many source ports each client uses in turn; `nil`: a new one for every request.
  package var sourcePorts: Int?
  /// How long a client waits for an answer to one attempt.
  package var timeout = Delay.seconds(5)
  /// How often a request is tried again.
  package var retries = 0
  /// The pause before the first retry; each further one is twice as long.
  package var retryBackoff = Delay.milliseconds(100)
  /// How long clients keep what DNS said (30 s in the usual cluster configuration).
  package var dnsTTL = Delay.seconds(30)
  /// All that consists of texts, in one piece: every request looks at its plan, and a copy of the
  /// rest costs next to nothing.
  private var texts: Texts

  package init(_ traffic: Traffic, _ arrivals: Arrivals) {
    texts = Texts(traffic, name: nil)
    self.arrivals = arrivals
  }

  package var traffic: Traffic {
    get { texts.traffic }
    set { texts = Texts(newValue, name: texts.name) }
  }

  /// What it is called, so that it can be stopped by name and another one runs beside it.
  package var name: String? {
    get { texts.name }
    set { texts = Texts(texts.traffic, name: newValue) }
  }

  /// Requests evenly spaced.
  package init(_ traffic: Traffic, rate: Int) {
    self.init(traffic, .constant(rate: rate))
  }
}

/// The texts of a plan; immutable and shared.
private final class Texts: Hashable, Sendable {
  let traffic: Traffic
  let name: String?

  init(_ traffic: Traffic, name: String?) {
    self.traffic = traffic
    self.name = name
  }

  static func == (left: Texts, right: Texts) -> Bool {
    left === right || left.traffic == right.traffic && left.name == right.name
  }

  func hash(into hasher: inout Hasher) {
    hasher.combine(traffic)
    hasher.combine(name)
  }
}

/// When the requests of a plan are sent.
package enum Arrivals: Hashable, Sendable {
  /// So many a second, evenly spaced; the first after one interval.
  case constant(rate: Int)
  /// So many a second on average, independent of each other.
  case poisson(rate: Int)
  /// `size` at once, the first at the start and then after every interval.
  case bursts(size: Int, every: Delay)
  /// A rate that changes evenly and stays at its end.
  case ramp(from: Int, to: Int, over: Delay)
  /// Every client sends its next request a pause after the answer to its last.
  case closedLoop(think: Delay)

  /// The highest rate it reaches by itself, in requests a second.
  package var peakRate: Int? {
    switch self {
    case .constant(let rate), .poisson(let rate): rate
    case .ramp(let from, let to, _): max(from, to)
    case .bursts, .closedLoop: nil
    }
  }
}

extension TrafficPlan {
  /// Clients of one plan.
  package static let clientsMax = 100_000
  /// Connections, or UDP flows, of one plan.
  package static let connectionsMax = 1_000_000
  package static let retriesMax = 100
  /// Time-outs, pauses and intervals.
  package static let delayMax = Delay.seconds(86_400)
  /// Requests of one plan that may wait for an answer at once.
  package static let waitingMax = 5_000_000
  package static let nameLengthMax = 63

  /// The destination's name that clients ask DNS for; `nil` if it is an address or an object.
  var hostName: String? {
    switch traffic.destination {
    case .name(let name, _): name
    case .http(let request, let isIngress): isIngress ? nil : request.host
    default: nil
    }
  }

  /// Whether requests travel on connections that outlive them.
  var reusesConnections: Bool {
    traffic.protocol != .udp && requestsPerConnection != 1
  }

  /// Whether a connection carries several requests at a time.
  var sharesConnections: Bool { requestsPerConnection == nil }

  /// How many connections a client may have open.
  var poolSize: Int { connections ?? (sharesConnections ? 1 : Self.connectionsMax) }

  /// The address of a client, counting up from outside.
  func traffic(ofClient number: Int) -> Traffic {
    isBehindNAT ? traffic : traffic.ofClient(number)
  }

  /// Whether clients differ in their address.
  var hasManyAddresses: Bool {
    if case .outside = traffic.source { clients > 1 && !isBehindNAT } else { false }
  }
}
