internal import ClusterState

/// How bad lint's findings about the Services on the screen are, kept until something changes.
struct LintMarks: Sendable {
  private struct Key: Equatable {
    var revision: Int
    var mode: ProxyMode
  }

  private var key: Key?
  /// `nil` for Services that were looked at and have no findings.
  private var worst: [ObjectName: Finding.Severity?] = [:]

  /// An error or a warning; `nil` where there is none.
  subscript(service: ObjectName) -> Finding.Severity? { worst[service] ?? nil }

  /// Whether a Service that was looked at has findings.
  var hasAny: Bool { worst.values.contains { $0 != nil } }

  /// Looks at those of the Services that it has not looked at since the last change.
  mutating func refresh(_ services: [ObjectName], in simulation: Simulation) {
    let now = Key(revision: simulation.cluster.revision, mode: simulation.settings.mode)
    if now != key {
      key = now
      worst = [:]
    }
    let new = services.filter { worst[$0] == nil }
    guard !new.isEmpty else { return }
    let found = simulation.lintSeverities(of: new)
    for service in new { worst[service] = .some(found[service]) }
  }
}
