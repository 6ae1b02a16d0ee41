internal import ClusterState

// What lint finds, where it helps: as a list, beside a Service, under a verdict.

extension AppState {
  /// Shows all findings of the namespace shown, the worst first.
  mutating func showLint() {
    let findings = simulation.lint(namespace: namespace)
    let place: Sentence = namespace.map { "namespace \($0)" } ?? "all namespaces"
    show(title: "Lint: \(place)", LintText.screen(findings))
  }

  /// What lint says of the Service that a connection was meant for.
  func reasons(behind trace: Trace) -> [TextLine] {
    guard let service = trace.service else { return [] }
    let findings = simulation.lint(of: Service.kind, service)
    return late + LintText.reasons(findings, trace.verdict == .delivered ? nil : trace.reason)
  }

  /// A word on rules that are older than the objects they are made from.
  private var late: [TextLine] {
    guard !simulation.areProxiesInStep else { return [] }
    let text: Sentence =
      "note: a change is still on its way to the nodes: what follows are the rules they have now"
    return [TextLine(text, Style(.warning), indent: 2, wraps: true)]
  }

  /// Looks at the Services on the screen again if something changed.
  mutating func refreshMarks() {
    guard screen == .overview || screen == .list(.services) else { return }
    let name = screen == .overview ? ListName.pane(.services) : .list(.services)
    let shown = rowIDs(name).dropFirst(list(name).offset).prefix(visibleRows(name))
    let services = shown.compactMap { row in
      if case .service(let key) = row { key } else { nil }
    }
    rows.marks.refresh(services, in: simulation)
  }
}
