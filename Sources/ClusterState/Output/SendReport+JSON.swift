/// The version that every JSON document of the program names.
package let svctuiAPIVersion = "svctui.dev/v1alpha1"

extension SendReport {
  /// What `svctui send -o json` prints.
  package func json(seed: UInt64) -> JSONTree {
    JSONTree.object([])
      .adding("apiVersion", .string(svctuiAPIVersion))
      .adding("chiSquare", chiSquare)
      .adding("endpoints", .array(endpoints.map(json)))
      .adding("latency", latency)
      .adding("outcomes", outcomes.json)
      .adding("requests", .integer(Int64(requests)))
      .adding("seed", .integer(Int64(clamping: seed)))
      .adding(
        "sources",
        .array(
          sources.map {
            ["count": .integer(Int64(clamping: $0.count)), "seen": .string("\($0.seen)")]
          }
        )
      )
  }

  /// How well the counts agree with the chances; `nil` with fewer than two endpoints, and where
  /// clients return to their endpoints.
  package var chance: ChiSquare? {
    guard !isSticky else { return nil }
    let chosen = Double(endpoints.reduce(0) { $0 + $1.count })
    guard chosen > 0 else { return nil }
    return ChiSquare(
      observed: endpoints.map(\.count),
      expected: endpoints.map { $0.probability * chosen }
    )
  }

  private func json(_ report: EndpointReport) -> JSONTree {
    let endpoint = report.endpoint
    let chosen = endpoints.reduce(0) { $0 + $1.count }
    return JSONTree.object([])
      .adding("address", .string("\(endpoint.address)"))
      .adding("count", .integer(Int64(clamping: report.count)))
      .adding("expectedShare", .number(report.probability))
      .adding("node", endpoint.nodeName.textJSON)
      .adding("pod", endpoint.pod.name.isEmpty ? nil : .string("\(endpoint.pod)"))
      .adding("port", .integer(Int64(endpoint.port)))
      .adding("share", .number(chosen == 0 ? 0 : Double(report.count) / Double(chosen)))
      .adding("zone", endpoint.zone.textJSON)
  }

  private var latency: JSONTree? {
    guard let half = latencies.percentile(50), let ninety = latencies.percentile(90),
      let most = latencies.percentile(99), let max = latencies.max
    else { return nil }
    return [
      "max": .integer(max), "p50": .integer(half), "p90": .integer(ninety),
      "p99": .integer(most),
    ]
  }

  private var chiSquare: JSONTree? {
    chance.map {
      [
        "degreesOfFreedom": .integer(Int64($0.degreesOfFreedom)), "p": .number($0.p),
        "statistic": .number($0.statistic),
      ]
    }
  }
}
