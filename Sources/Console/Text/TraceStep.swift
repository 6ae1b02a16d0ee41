package import ClusterState

/// The parts of a request's way, in their order.
package enum TraceStage: String, CaseIterable, Sendable {
  case name, route, capture, firewall, policy, topology, affinity, balance, translate
  case masquerade, deliver

  /// What it is called on a screen.
  package var word: Sentence {
    switch self {
    case .name: "name"
    case .route: "route"
    case .capture: "capture"
    case .firewall: "firewall"
    case .policy: "policy"
    case .topology: "topology"
    case .affinity: "affinity"
    case .balance: "balance"
    case .translate: "translate"
    case .masquerade: "masquerade"
    case .deliver: "deliver"
    }
  }
}

/// One decision on a request's way, in words.
package struct TraceStep: Hashable, Sendable {
  package var stage: TraceStage
  /// What was decided, in a few words.
  package var title: Sentence
  /// What it was decided from.
  package var detail: Sentence
  /// Where Kubernetes (or this program's own model) says so.
  package var source: Sentence
  /// The rule or field that decided.
  package var rule: Sentence

  init(
    _ stage: TraceStage,
    _ title: Sentence,
    _ detail: Sentence = "",
    rule: Sentence,
    source: Sentence
  ) {
    self.stage = stage
    self.title = title
    self.detail = detail
    self.rule = rule
    self.source = source
  }
}
