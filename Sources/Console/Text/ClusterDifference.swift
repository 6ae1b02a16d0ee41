package import ClusterState

/// What `svctui diff` says: what became of the same requests in two clusters, and what differs.
package struct ClusterDifference {
  private let names: [String]
  /// Of both clusters, or none.
  private let reports: [SendReport]
  private let changes: [ObjectChange]

  package init(names: [String], reports: [SendReport], changes: [ObjectChange]) {
    self.names = names
    self.reports = reports
    self.changes = changes
  }

  /// `{a, b, changes}`; `a` and `b` only if something was sent.
  package func json(_ seeds: [UInt64]) -> JSONTree {
    var tree: JSONTree = [
      "apiVersion": .string(svctuiAPIVersion),
      "changes": .array(
        changes.map { change in
          var tree: JSONTree = ["object": .string(change.object)]
          tree["field"] = change.path.isEmpty ? nil : .string(change.field)
          tree["from"] = change.from
          tree["to"] = change.to
          return tree
        }
      ),
    ]
    for (name, side) in zip(["a", "b"], zip(reports, seeds)) {
      tree[name] = side.0.json(seed: side.1)
    }
    return tree
  }

  /// Rows of label, figure of the first, figure of the second; empty if nothing was sent.
  package var figures: [[String]] {
    guard reports.count == 2 else { return [] }
    var rows = [["", "A", "B"], row("requests") { Quantities.count($0.requests) }]
    for verdict in Verdict.allCases where reports.contains(where: { $0.outcomes[verdict] > 0 }) {
      rows.append(row(VerdictText.word(verdict).english) { Quantities.count($0.outcomes[verdict]) })
    }
    rows.append(row("lost") { Quantities.count($0.outcomes.total - $0.outcomes[.delivered]) })
    for (label, percent) in [("p50", 50), ("p90", 90), ("p99", 99)]
    where reports.contains(where: { $0.latencies.total > 0 }) {
      rows.append(
        row("latency \(label)") { report in
          report.latencies.percentile(percent).map { "\(Delay(microseconds: $0))" } ?? "-"
        }
      )
    }
    return rows
  }

  /// Rows of endpoint, pod, node, and count and share in either cluster; empty without any.
  package var endpoints: [[String]] {
    guard reports.count == 2 else { return [] }
    let added = reports[1].endpoints.filter { find($0, in: reports[0]) == nil }
    let all = reports[0].endpoints + added
    guard !all.isEmpty else { return [] }
    let rows = all.map { entry in
      let pods = reports.compactMap { find(entry, in: $0)?.endpoint.pod.name }
      let pod = pods.allSatisfy { $0 == pods[0] } ? "\(entry.endpoint.pod)" : "different pods"
      return [entry.endpoint.text, entry.endpoint.pod.name.isEmpty ? "-" : pod]
        + [entry.endpoint.nodeName] + reports.flatMap { cells(entry, in: $0) }
    }
    return [["ENDPOINT", "POD", "NODE", "A", "SHARE A", "B", "SHARE B"]] + rows
  }

  /// What differs, a line each.
  package var differences: [String] {
    changes.map { change in
      guard !change.path.isEmpty else {
        return "\(change.object): only in \(change.from == nil ? "B" : "A")"
      }
      func shown(_ value: JSONTree?) -> String { value?.compactText ?? "(not set)" }
      return "\(change.object): \(change.field): \(shown(change.from)) -> \(shown(change.to))"
    }
  }

  /// What `A` and `B` stand for.
  package var heading: [String] { zip(["A", "B"], names).map { "\($0) = \($1)" } }

  private func row(_ label: String, _ value: (SendReport) -> String) -> [String] {
    [label] + reports.map(value)
  }

  private func find(_ entry: EndpointReport, in report: SendReport) -> EndpointReport? {
    report.endpoints.first {
      $0.servicePort == entry.servicePort && $0.endpoint.address == entry.endpoint.address
        && $0.endpoint.port == entry.endpoint.port
    }
  }

  private func cells(_ entry: EndpointReport, in report: SendReport) -> [String] {
    guard let found = find(entry, in: report) else { return ["-", "-"] }
    let chosen = Double(max(1, report.endpoints.reduce(0) { $0 + $1.count }))
    return [Quantities.count(found.count), Quantities.percent(Double(found.count) / chosen)]
  }
}
