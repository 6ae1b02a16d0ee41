package import ClusterState

/// Plans of traffic in words.
package enum PlanText {
  /// How its requests come: `100 requests/s`, `50 requests every 5s`.
  package static func arrivals(_ plan: TrafficPlan) -> String {
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

  /// The name with a blank after it; empty without one.
  static func name(_ plan: TrafficPlan) -> String { plan.name.map { "\($0) " } ?? "" }
}
