/// The parts of a request's way, in their order.
package enum TraceStage: String, CaseIterable, Sendable {
  case name, route, capture, firewall, policy, topology, affinity, balance, translate
  case masquerade, deliver
}

/// One decision on a request's way, in words.
package struct TraceStep: Hashable, Sendable {
  package var stage: TraceStage
  /// What was decided, in a few words.
  package var title: String
  /// What it was decided from.
  package var detail: String
  /// Where Kubernetes (or this program's own model) says so.
  package var source: String
  /// The rule or field that decided.
  package var rule: String

  init(_ stage: TraceStage, _ title: String, _ detail: String = "", rule: String, source: String) {
    self.stage = stage
    self.title = title
    self.detail = detail
    self.rule = rule
    self.source = source
  }
}
