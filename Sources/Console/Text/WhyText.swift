internal import ClusterState

/// An explanation as lines to read: the answer first, then the way to it.
enum WhyText {
  /// Why a connection ends as it does; `reasons` are what lint says of the Service.
  static func lines(_ trace: Trace, reasons: [TextLine] = []) -> [TextLine] {
    var lines = [
      TextLine("\(trace.traffic.source) to \(trace.traffic.destination)", Style(.dim)), .empty,
      TextLine(
        TraceText.verdict(trace),
        Style(VerdictText.role(trace.verdict), .bold),
        wraps: true
      ),
    ]
    lines += reasons
    for step in TraceText.steps(trace) {
      lines += [
        .empty, TextLine("\(step.stage.word): \(step.title)", Style(.title), wraps: true),
      ]
      if !step.detail.isEmpty {
        lines.append(TextLine(step.detail, indent: 4, wraps: true))
      }
      lines.append(
        TextLine("by \(step.rule)   [\(step.source)]", Style(.dim), indent: 4, wraps: true)
      )
    }
    return lines + excluded(trace.leading.excluded)
  }

  /// Why an endpoint is chosen or left out, before the way of the connection that asks.
  static func lines(
    _ endpoint: ProxyEndpoint,
    _ trace: Trace,
    reasons: [TextLine] = []
  ) -> [TextLine] {
    let headline: TextLine
    if let target = trace.targets.first(where: { $0.endpoint.text == endpoint.text }) {
      let share = Quantities.percent(target.probability)
      headline = TextLine(
        "\(endpoint.text) gets \(share) of these connections",
        Style(.good, .bold)
      )
    } else if let found = trace.leading.excluded.first(where: {
      $0.endpoint.address == endpoint.address
    }) {
      let why = ExclusionText.word(found.cause)
      headline = TextLine("\(endpoint.text) gets none: it \(why)", Style(.warning, .bold))
    } else {
      headline = TextLine("\(endpoint.text) gets none of these connections", Style(.warning, .bold))
    }
    return [headline, .empty] + lines(trace, reasons: reasons)
  }

  private static func excluded(_ endpoints: [ExcludedEndpoint]) -> [TextLine] {
    guard !endpoints.isEmpty else { return [] }
    let heading = [TextLine.empty, TextLine("endpoints left out", Style(.title))]
    return heading
      + endpoints.map { excluded in
        let pod = excluded.endpoint.pod.name.isEmpty ? "" : " (\(excluded.endpoint.pod))"
        let node = excluded.endpoint.nodeName
        return TextLine(
          "\(excluded.endpoint.text)\(pod) \(node): \(ExclusionText.word(excluded.cause))",
          indent: 4,
          wraps: true
        )
      }
  }
}
