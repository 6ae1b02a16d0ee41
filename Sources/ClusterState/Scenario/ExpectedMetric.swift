/// One thing that can be expected: how it is written, what it means, how it is read.
///
/// ``all`` is the table that the parser and the documentation read.
package struct ExpectedMetric: Sendable {
  /// What follows it in a line.
  enum Value: Sendable {
    case none, count, share, span, text
    /// A count; without one, more than 0.
    case someCount
  }

  package let name: String
  package let form: String
  package let summary: String
  /// A line that is right.
  package let example: String
  let value: Value
  /// Kinds that `of` may name.
  let scopes: [String]
  let needsScope: Bool
  /// Reads what follows the name.
  let read: @Sendable (inout CommandReader) throws(SyntaxFailure) -> Expectation.Measure

  init(
    _ form: String,
    _ summary: String,
    _ value: Value,
    of scopes: [String] = [],
    needsScope: Bool = false,
    example: String,
    read: @escaping @Sendable (inout CommandReader) throws(SyntaxFailure) -> Expectation.Measure
  ) {
    name = String(form.prefix { $0 != " " })
    self.form = form
    self.summary = summary
    self.value = value
    self.scopes = scopes
    self.needsScope = needsScope
    self.example = "expect \(example)"
    self.read = read
  }

  /// All of them, in the order of the documentation.
  package static let all: [ExpectedMetric] =
    requests + verdicts + causes + places + connections + objects + happenings

  /// The metric of that name.
  package static func named(_ name: String) -> ExpectedMetric? { all.first { $0.name == name } }

  static let workloads = [
    Deployment.kind, StatefulSet.kind, DaemonSet.kind, ReplicaSet.kind,
  ]
}

extension ExpectedMetric {
  private static let requests: [ExpectedMetric] =
    [
      ExpectedMetric("sent", "Requests sent.", .count, of: [Service.kind], example: "sent = 1000") {
        _ in .sent
      },
      ExpectedMetric(
        "lost",
        "Requests that ended without being delivered, whatever became of them.",
        .count,
        of: [Service.kind],
        example: "lost = 0 of service shop/web"
      ) { _ in .lost },
      ExpectedMetric(
        "success",
        "The share of the requests that have ended which were delivered.",
        .share,
        of: [Service.kind],
        example: "success >= 99.5% of service shop/web"
      ) { _ in .success },
    ]
    + Expectation.LatencyRank.allCases.map { rank in
      ExpectedMetric(
        rank.rawValue,
        rank == .max
          ? "The longest latency of a delivered request."
          : "The latency that \(rank.rawValue.dropFirst()) % of delivered requests do not exceed.",
        .span,
        of: [Service.kind],
        example: "\(rank.rawValue) < 20ms of service shop/web"
      ) { _ in .latency(rank) }
    }

  private static let verdicts = Verdict.allCases.map { verdict in
    ExpectedMetric(
      verdict.name,
      "Requests that ended so: \(verdict.meaning).",
      .count,
      of: [Service.kind],
      example: "\(verdict.name) = 0"
    ) { _ in .verdict(verdict) }
  }

  private static let causes = [
    ExpectedMetric(
      "lost-because CAUSE",
      "Requests lost since the last change of the cluster for one cause: "
        + LossCause.allCases.map(\.rawValue).joined(separator: ", ") + ".",
      .count,
      of: [Service.kind],
      example: "lost-because rulesNotSynced > 0 of service shop/web"
    ) { reader throws(SyntaxFailure) in
      let name = try reader.choice("cause", LossCause.allCases.map(\.rawValue))
      return .lostBecause(LossCause(rawValue: name) ?? .other)
    }
  ]

  private static let places: [ExpectedMetric] = [
    ExpectedMetric(
      "requests PLACE",
      "Requests for which an endpoint there was chosen, delivered or not.",
      .count,
      of: [Service.kind],
      example: "requests node/node-b = 500"
    ) { reader throws(SyntaxFailure) in .requests(try reader.place()) },
    ExpectedMetric(
      "share PLACE",
      "The same among all requests for which an endpoint was chosen.",
      .share,
      of: [Service.kind],
      example: "share pod/shop/web-1 between 30% and 37% of service shop/web"
    ) { reader throws(SyntaxFailure) in .share(try reader.place()) },
    ExpectedMetric(
      "used",
      "How many different endpoints were chosen.",
      .count,
      of: [Service.kind],
      example: "used = 1 of service shop/web"
    ) { _ in .used },
    ExpectedMetric(
      "endpoints ready|serving|terminating|total",
      "Endpoints in the slices of a Service, each pod once.",
      .count,
      of: [Service.kind],
      needsScope: true,
      example: "endpoints ready = 3 of service shop/web"
    ) { reader throws(SyntaxFailure) in
      let names = Expectation.EndpointState.allCases.map(\.rawValue)
      let name = try reader.choice("endpoints", names)
      return .endpoints(Expectation.EndpointState(rawValue: name) ?? .total)
    },
    ExpectedMetric(
      "pods ready|terminating|total",
      "Pods of a workload or a node, or those that a Service selects; without any, all pods.",
      .count,
      of: workloads + [Service.kind, Node.kind],
      example: "pods ready = 3 of deployment shop/web"
    ) { reader throws(SyntaxFailure) in
      let names = Expectation.PodState.allCases.map(\.rawValue)
      let name = try reader.choice("pods", names)
      return .pods(Expectation.PodState(rawValue: name) ?? .total)
    },
  ]

  private static let connections = [
    ExpectedMetric(
      "connections open|stale",
      "Connections and UDP flows to a Service or a pod; stale are those that the rules would make "
        + "to another endpoint now.",
      .count,
      of: [Service.kind, Pod.kind],
      example: "connections stale = 0 of service shop/web"
    ) { reader throws(SyntaxFailure) in
      let names = Expectation.ConnectionState.allCases.map(\.rawValue)
      let name = try reader.choice("connections", names)
      return .connections(Expectation.ConnectionState(rawValue: name) ?? .open)
    }
  ]

  private static let objects: [ExpectedMetric] = [
    ExpectedMetric(
      "exists KIND NAME",
      "There is such an object.",
      .none,
      example: "exists pod shop/db-0"
    ) { reader throws(SyntaxFailure) in
      let (kind, key) = try reader.target(among: Cluster.namedKinds)
      return .presence(kind: kind, key, isThere: true)
    },
    ExpectedMetric(
      "absent KIND NAME",
      "There is no such object.",
      .none,
      example: "absent service shop/web"
    ) { reader throws(SyntaxFailure) in
      let (kind, key) = try reader.target(among: Cluster.namedKinds)
      return .presence(kind: kind, key, isThere: false)
    },
    ExpectedMetric(
      "field KIND NAME PATH",
      "A field of an object, with kubectl's path; `nothing` if it is not there.",
      .text,
      example: "field service shop/web spec.ports[0].port = 80"
    ) { reader throws(SyntaxFailure) in
      let (kind, key) = try reader.target(among: Cluster.readableKinds)
      let word = try reader.word("PATH")
      guard let path = FieldPathText(word.text) else {
        throw SyntaxFailure(
          word.column,
          .invalid(
            what: "field",
            text: word.text,
            expected: "a path such as spec.ports[0].port"
          )
        )
      }
      return .field(kind: kind, key, path)
    },
  ]

  private static let happenings: [ExpectedMetric] = [
    ExpectedMetric(
      "verdict VERDICT from SRC to DST [--protocol=PROTOCOL] [--node=NODE]",
      "How most new connections would end now; none is made.",
      .none,
      example: "verdict rejected from pod/shop/client to web.shop:80"
    ) { reader throws(SyntaxFailure) in
      let name = try reader.choice("verdict", Verdict.allCases.map(\.name))
      let verdict = Verdict.allCases.first { $0.name == name }
      return .outcome(verdict ?? .delivered, try reader.ends())
    },
    ExpectedMetric(
      "reason REASON from SRC to DST [--protocol=PROTOCOL] [--node=NODE]",
      "Why most new connections would end so now.",
      .none,
      example: "reason noEndpoints from pod/shop/client to web.shop:80"
    ) { reader throws(SyntaxFailure) in
      let name = try reader.choice("reason", Reason.names)
      return .reason(name, try reader.ends())
    },
    ExpectedMetric(
      "event EVENT [NAME]",
      "How often something happened, to an object of that name if one is given; at least once if "
        + "no count is.",
      .someCount,
      example: "event nodeCordoned node-b"
    ) { reader throws(SyntaxFailure) in
      let name = try reader.choice("event", Event.Kind.names)
      let isSubject = reader.peek.map { !CommandReader.begins($0) } ?? false
      return .event(name, subject: isSubject ? reader.next()?.text : nil)
    },
    ExpectedMetric("settled", "Nothing is planned but traffic.", .none, example: "settled") { _ in
      .settled
    },
    ExpectedMetric("elapsed", "The time that has passed.", .span, example: "elapsed <= 30s") { _ in
      .elapsed
    },
  ]
}

extension Verdict {
  /// What it means, as part of a sentence.
  package var meaning: String {
    switch self {
    case .delivered: "an endpoint served them"
    case .rejected: "a rule refused them at once"
    case .dropped: "a rule let them vanish"
    case .refused: "the endpoint's host answered, nothing listened"
    case .reset: "an established connection broke"
    case .timedOut: "silence for any other reason"
    case .nameError: "the name was not resolved"
    case .notHandled: "the address is no Service's"
    case .loop: "they went in a circle"
    }
  }
}
