/// What a sweep's table shows of its runs.
package enum SweepMeasure: Hashable, Sendable {
  /// All requests that ended without being delivered.
  case lost
  /// All requests that ended.
  case ended
  case verdict(Verdict)
  /// The share of runs that met all expectations of the scenario.
  case passed

  /// Reads a name of ``names``.
  package init?(_ name: String) {
    guard let found = Self.all.first(where: { $0.name == name }) else { return nil }
    self = found
  }

  package var name: String {
    switch self {
    case .lost: "lost"
    case .ended: "ended"
    case .verdict(let verdict): verdict.name
    case .passed: "passed"
    }
  }

  private static let all = [lost, ended, passed] + Verdict.allCases.map(Self.verdict)
  package static let names = all.map(\.name)

  /// What one run adds.
  package func value(of outcomes: Outcomes, passed: Bool) -> UInt64 {
    switch self {
    case .lost: outcomes.total - outcomes[.delivered]
    case .ended: outcomes.total
    case .verdict(let verdict): outcomes[verdict]
    case .passed: passed ? 1 : 0
    }
  }
}
