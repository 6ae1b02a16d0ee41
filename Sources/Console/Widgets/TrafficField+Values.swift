internal import ClusterState

extension TrafficField {
  /// The field as it is first shown: the value of a plan before other usual ones.
  func field(of plan: TrafficPlan) -> FormField {
    FormField(label, choices: unique([value(in: plan)] + usual))
  }

  /// What the plan has for it.
  private func value(in plan: TrafficPlan) -> String {
    switch self {
    case .from: "\(plan.traffic.source)"
    case .to: "\(plan.traffic.destination)"
    case .protocol: plan.traffic.protocol.rawValue
    case .arrivals: ArrivalKind.atOnce.rawValue
    case .requests: "1000"
    case .rate, .lastRate, .over, .burst, .every, .think: arrivalValue(in: plan.arrivals)
    case .clients: "\(plan.clients)"
    case .nat: plan.isBehindNAT ? TrafficWord.yes : TrafficWord.no
    case .perConnection: plan.requestsPerConnection.map { "\($0)" } ?? TrafficWord.unlimited
    case .connections: plan.connections.map { "\($0)" } ?? TrafficWord.asNeeded
    case .sourcePorts: plan.sourcePorts.map { "\($0)" } ?? TrafficWord.newEach
    case .timeout: "\(plan.timeout)"
    case .retries: "\(plan.retries)"
    case .end: plan.requests.map { "\($0)" } ?? TrafficWord.never
    case .name: plan.name ?? TrafficWord.none
    }
  }

  private func arrivalValue(in arrivals: Arrivals) -> String {
    let rate = arrivals.peakRate ?? SimulationSettings.Traffic.usualRate
    switch (self, arrivals) {
    case (.rate, .ramp(let first, _, _)): return "\(first)"
    case (.lastRate, .ramp(_, let last, _)): return "\(last)"
    case (.over, .ramp(_, _, let span)): return "\(span)"
    case (.burst, .bursts(let size, _)): return "\(size)"
    case (.every, .bursts(_, let interval)): return "\(interval)"
    case (.think, .closedLoop(let think)): return "\(think)"
    case (.rate, _): return "\(rate)"
    case (.lastRate, _): return "\(rate < Simulation.rateMax / 10 ? rate * 10 : rate)"
    case (.over, _): return "30s"
    case (.burst, _): return "50"
    case (.every, _): return "5s"
    default: return "100ms"
    }
  }

  /// What else is offered.
  private var usual: [String] {
    switch self {
    case .from, .to, .name: []
    case .protocol: ([.tcp, .udp, .sctp] as [TransportProtocol]).map(\.rawValue)
    case .arrivals: ArrivalKind.allCases.map(\.rawValue)
    case .requests: ["1", "100", "1000", "100000"]
    case .rate, .lastRate: ["10", "100", "1000", "10000"]
    case .over: ["10s", "30s", "2m"]
    case .burst: ["10", "50", "500"]
    case .every: ["1s", "5s", "30s"]
    case .clients: ["1", "10", "100", "1000"]
    case .think: ["0s", "100ms", "1s"]
    case .nat: [TrafficWord.no, TrafficWord.yes]
    case .perConnection: ["1", "10", "100", "1000", TrafficWord.unlimited]
    case .connections: [TrafficWord.asNeeded, "1", "10", "100"]
    case .sourcePorts: [TrafficWord.newEach, "1", "10", "100"]
    case .timeout: ["500ms", "1s", "5s", "30s"]
    case .retries: ["0", "1", "2", "5"]
    case .end: [TrafficWord.never, "1000", "10000"]
    }
  }

  private func unique(_ texts: [String]) -> [String] {
    var seen: Set<String> = []
    return texts.filter { seen.insert($0).inserted }
  }
}
