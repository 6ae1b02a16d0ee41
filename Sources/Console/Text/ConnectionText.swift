package import ClusterState

/// Connections in words: how they stand, and why they stay where they are.
package enum ConnectionText {
  /// `idle`, `active 3`, `closing 1`, `dead`; `stale` before it where no new one would go there.
  package static func state(_ fact: ConnectionFact) -> Sentence {
    let state: Sentence =
      switch fact.state {
      case .idle: "idle"
      case .active(let count): "active \(Quantities.count(count))"
      case .closing(let count): "closing \(Quantities.count(count))"
      case .dead: "dead"
      }
    return fact.isStale ? "stale \(state)" : state
  }

  /// What a filter looks for it in.
  static func words(_ fact: ConnectionFact) -> String {
    let names = [fact.service, fact.pod].compactMap { $0.map { "\($0)" } }
    return "\(fact.client) \(fact.protocol) \(fact.destination) \(names.joined(separator: " "))"
      + " \(fact.endpoint.map { "\($0)" } ?? "untranslated") \(fact.node) \(state(fact))"
  }

  /// The worst last.
  static func rank(_ fact: ConnectionFact) -> Int {
    let rank =
      switch fact.state {
      case .idle: 0
      case .active: 1
      case .closing: 2
      case .dead: 3
      }
    return rank + (fact.isStale ? 4 : 0)
  }

  /// Why it goes where it goes.
  package static func lines(_ fact: ConnectionFact, _ simulation: Simulation) -> [TextLine] {
    let place = fact.endpoint.map { "\($0)" } ?? "\(fact.destination)"
    let pod: Sentence =
      fact.pod.flatMap { $0.name.isEmpty ? nil : "\($0.name) at \(place)" }
      ?? Sentence(verbatim: place)
    let headline: Sentence =
      fact.isStale
      ? "stale: it leads to \(pod), where no new connection goes" : "it stays with \(pod)"
    var lines = [
      TextLine(headline, Style(fact.isStale ? .warning : .title, .bold), wraps: true), .empty,
      TextLine(way(fact), wraps: true),
      TextLine(
        "open for \(Quantities.span(fact.age)), "
          + "\(Quantities.counted(fact.requests, "request")) carried, \(state(fact))",
        wraps: true
      ),
    ]
    if let service = fact.service { lines.append(TextLine("to Service \(service)", wraps: true)) }
    lines += [.empty, TextLine(keeper(fact, simulation.settings.mode), wraps: true)]
    if fact.isStale {
      lines += [.empty, TextLine(reason(fact, simulation), Style(.warning), wraps: true)]
    }
    lines += [.empty, TextLine(future(fact), wraps: true)]
    return lines
  }

  private static func way(_ fact: ConnectionFact) -> Sentence {
    fact.protocol == .udp
      ? "UDP flow from \(fact.client) to \(fact.destination)"
      : "\(fact.protocol) connection from \(fact.client) to \(fact.destination)"
  }

  /// Who keeps the connection with its endpoint.
  private static func keeper(_ fact: ConnectionFact, _ mode: ProxyMode) -> Sentence {
    guard !fact.node.isEmpty, fact.endpoint != nil else {
      return "No rule of a Service translates it: the client chose the address itself."
    }
    if mode == .ipvs {
      return "\(fact.node) chose the endpoint for its first packet, and IPVS and conntrack there "
        + "remember the choice: what follows goes the same way."
    }
    return
      "\(fact.node) chose the endpoint for its first packet, and conntrack there remembers the "
      + "choice: the nat table is asked for packets that open a connection only [iptables(8), "
      + "nft(8)]."
  }

  /// Why a new connection would not be sent there.
  private static func reason(_ fact: ConnectionFact, _ simulation: Simulation) -> Sentence {
    guard let key = fact.pod, !key.name.isEmpty else {
      return "A new connection would go elsewhere: the rules of \(fact.node) do not name this "
        + "endpoint any more."
    }
    guard let pod = simulation.cluster.pods[key] else {
      return "A new connection would go elsewhere: \(key.name) is gone, and its address with it."
    }
    if pod.isTerminating {
      return "A new connection would go elsewhere: \(key.name) is terminating."
    }
    if pod.status.ready != true {
      return "A new connection would go elsewhere: \(key.name) is not ready."
    }
    return "A new connection would go elsewhere: \(key.name) serves, but the rules of \(fact.node) "
      + "do not lead there from this node. A policy, topology hints or the selector do that; w on "
      + "the Service says which."
  }

  private static func future(_ fact: ConnectionFact) -> Sentence {
    switch (fact.state, fact.protocol) {
    case (.dead, _):
      "The other end is gone without a word: requests on it time out until the client gives up."
    case (.closing, _): "It takes no more requests and is closed after the last answer."
    case (_, .udp):
      "Every further datagram from this port of the client goes there, until conntrack forgets "
        + "the flow."
    default:
      "It stays there until an end of it closes, however many pods start meanwhile: only new "
        + "connections are balanced."
    }
  }
}
