/// One thing that confuses people and can be told from objects and settings alone.
///
/// The rules are data: ``all`` is what `lint` looks for, and the documentation is made from it.
/// An id never changes its meaning and is never given to another rule.
package struct LintRule: Sendable {
  /// What a rule looks at.
  enum Check: Sendable {
    case service(@Sendable (ServiceFacts, LintFacts) -> [LintNote])
    case slice(@Sendable (EndpointSlice, LintFacts) -> [LintNote])
    case endpoints(@Sendable (Endpoints, LintFacts) -> [LintNote])
    case ingress(@Sendable (Ingress, LintFacts) -> [LintNote])
    case ingressClass(@Sendable (IngressClass, LintFacts) -> [LintNote])
    case route(@Sendable (HTTPRoute, LintFacts) -> [LintNote])
    case gateway(@Sendable (Gateway, LintFacts) -> [LintNote])
    /// Pods of workloads and pods of their own; with the path of the field.
    case podSpec(@Sendable (PodSpec, String) -> [LintNote])
    case workload(@Sendable (Workload, LintFacts) -> [LintNote])
    case budget(@Sendable (PodDisruptionBudget, LintFacts) -> [LintNote])
    case node(@Sendable (LintNode, LintFacts) -> [LintNote])
    /// Settings that all kube-proxies share.
    case proxy(@Sendable (LintFacts) -> [LintNote])
  }

  package let id: String
  package let severity: Finding.Severity
  /// What is found, in a few words.
  package let title: Sentence
  /// Why it confuses, and what Kubernetes really does.
  package let explanation: Sentence
  /// Numbers of the lessons it belongs to; see ``LintLesson``.
  package let lessons: [Int]
  /// Codes of popeye's for the same thing; see ``PopeyeCode``.
  package let popeye: [Int]
  /// Where it is written down: source files of Kubernetes, KEPs, threads.
  package let sources: [String]
  /// Whether it can be the reason why a connection fails.
  package let explainsFailure: Bool
  let check: Check

  init(
    _ id: String,
    _ severity: Finding.Severity,
    _ title: Sentence,
    _ explanation: Sentence,
    lessons: [Int] = [],
    popeye: [Int] = [],
    sources: [String],
    explainsFailure: Bool? = nil,
    check: Check
  ) {
    self.id = id
    self.severity = severity
    self.title = title
    self.explanation = explanation
    self.lessons = lessons
    self.popeye = popeye
    self.sources = sources
    self.explainsFailure = explainsFailure ?? (severity == .error)
    self.check = check
  }

  /// All rules, by topic.
  package static let all: [LintRule] =
    SelectorRules.all + EndpointRules.all + PortRules.all + SliceRules.all + MirrorRules.all
    + PolicyRules.all + TopologyRules.all + DistributionRules.all + AffinityRules.all
    + AddressRules.all + LoadBalancerRules.all + SourceRangeRules.all + ServiceKindRules.all
    + AliasRules.all + IngressRules.all + IngressClassRules.all + RouteRules.all
    + WorkloadRules.all + PodRules.all + DisruptionBudgetRules.all + ProxyRules.all

  /// The rule of an id.
  package static func named(_ id: String) -> LintRule? { all.first { $0.id == id } }
}

/// What a rule says about one object.
struct LintNote {
  var message: Sentence
  var fix: Sentence

  init(_ message: Sentence, fix: Sentence) {
    self.message = message
    self.fix = fix
  }
}
