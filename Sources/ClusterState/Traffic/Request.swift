/// A request on its way: from the moment it is due until its last attempt has ended.
struct Request: Equatable, Sendable {
  /// What the current attempt waits for.
  enum Phase: UInt8, Sendable {
    /// Planned, or in the pause before a retry.
    case planned
    /// For a connection of its client's pool.
    case pooled
    /// For an answer to the first packet.
    case connecting
    /// To come to the pod's queue, or in it.
    case queued
    /// For the answer.
    case answered
  }

  /// The stream's number and the client in it.
  let stream: Int32
  let client: Int32
  /// When it was due, in microseconds.
  let dueAt: Int64
  /// When the current attempt began.
  var attemptedAt: Int64
  /// The attempt in progress, from 1.
  var attempt: Int32 = 0
  /// Packets of the current attempt that got no answer.
  var unanswered: UInt8 = 0
  var phase = Phase.planned
  /// How the attempt will end, if nothing happens meanwhile.
  var verdict = Verdict.delivered
  /// Tells the plan that counts from former ones.
  var ticket: Int32 = 0
  /// The connection it travels on; -1: one of its own, or none.
  var connection: Int32 = -1
  /// The source port, 0 while it has none.
  var port: UInt16 = 0
  var peer: Peer?
  /// Why the attempt will not be delivered.
  var failure: Failure?
  /// Where the counters are under which it is counted; see ``TrafficLedger/place(of:)``.
  var tally: Int32 = -1
}

/// Why an attempt fails, from facts at the time it was decided.
///
/// Immutable and shared: most requests have none.
final class Failure: Equatable, Sendable {
  let reason: Reason
  let cause: LossCause
  /// The node whose rules decided; empty if none did.
  let node: String
  /// What it decided about, if no endpoint was chosen.
  let first: FirstPacket?

  init(reason: Reason, cause: LossCause, node: String, first: FirstPacket? = nil) {
    self.reason = reason
    self.cause = cause
    self.node = node
    self.first = first
  }

  static func == (left: Failure, right: Failure) -> Bool {
    left === right
      || left.cause == right.cause && left.node == right.node && left.reason == right.reason
  }
}

/// What a client's kernel does with a connection that gets no answer.
enum ConnectRetry {
  /// When a SYN is sent again, counted from the first (Linux 6.5 and later, tcp_syn_retries 6 and
  /// tcp_syn_linear_timeouts 4), in seconds.
  static let seconds: [Int64] = [1, 2, 3, 4, 5, 7, 11, 19, 35, 67]
  /// When the kernel gives up.
  static let giveUp: Int64 = 131_000_000
}

/// A time-out answered at once takes this long: a packet to the own node's rules and back.
enum AnswerModel {
  static let rejection: Int64 = LatencyModel.sameNode
}
