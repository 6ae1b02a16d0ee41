package import ClusterState

/// Plans of traffic in words.
package enum PlanText {
  /// How its requests come: `100 requests/s`, `50 requests every 5s`.
  package static func arrivals(_ plan: TrafficPlan) -> Sentence {
    switch plan.arrivals {
    case .constant(let rate): "\(Quantities.count(rate)) requests/s"
    case .poisson(let rate): "\(Quantities.count(rate)) requests/s by chance"
    case .bursts(let size, let interval): "\(Quantities.count(size)) requests every \(interval)"
    case .ramp(let first, let last, let span):
      "\(Quantities.count(first)) to \(Quantities.count(last)) requests/s over \(span)"
    case .closedLoop(let think):
      "\(Quantities.counted(plan.clients, "client")) that pause \(think)"
    }
  }

  /// How its requests share connections: `1 each`, `100 requests each`, `shared`.
  static func connections(_ plan: TrafficPlan) -> Sentence {
    if plan.traffic.protocol == .udp {
      return plan.sourcePorts.map { Quantities.counted($0, "source port") } ?? "a port each"
    }
    let sharing: Sentence =
      switch plan.requestsPerConnection {
      case 1: "one each"
      case let count?: "\(Quantities.count(count)) on each"
      case nil: "shared"
      }
    guard let most = plan.connections else { return sharing }
    return "\(sharing), at most \(Quantities.count(most))"
  }

  /// How pods serve: `pods app=web take 2ms a request, serve 4 at a time`.
  static func text(_ rule: PodBehaviorRule) -> Sentence {
    var parts: [Sentence] = []
    if let time = rule.serviceTime { parts.append("take \(time) a request") }
    switch rule.concurrency {
    case nil: break
    case .unlimited: parts.append("serve any number at a time")
    case .limited(let servers): parts.append("serve \(Quantities.count(servers)) at a time")
    }
    switch rule.onSIGTERM {
    case nil: break
    case .exit: parts.append("exit on SIGTERM")
    case .drain(let time): parts.append("drain for \(time) on SIGTERM")
    case .ignore: parts.append("ignore SIGTERM")
    }
    let pods: Sentence = rule.selector.isEmpty ? "all pods" : "pods \(rule.selector.selectorText)"
    return "\(pods) \(parts.joined())"
  }

  /// The name with a blank after it; empty without one.
  static func name(_ plan: TrafficPlan) -> String { plan.name.map { "\($0) " } ?? "" }
}
