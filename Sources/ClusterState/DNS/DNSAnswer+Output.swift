extension DNSAnswer {
  /// The answer as `svctui dns -o json` prints it.
  package var json: JSONTree {
    [
      "answers": .array(answers.map(\.json)),
      "apiVersion": .string(SimulationSettings.apiVersion),
      "queries": .array(queries.map(\.json)),
      "question": .string(question.isAbsolute ? question.description : question.text),
      "rcode": .string(code.rawValue),
    ]
  }

  /// The way to the answer: whom the client asks, then each query.
  package var steps: [DecisionStep] {
    let searches: Sentence =
      resolver.searches.isEmpty
      ? "none" : Sentence(verbatim: resolver.searches.joined(separator: " "))
    let server = resolver.nameservers.first ?? "nobody"
    let first = DecisionStep(
      title: "resolver",
      detail: resolver.server == .clusterDNS
        ? "asks the cluster DNS \(server); search \(searches); ndots \(resolver.ndots)"
        : "asks \(server); search \(searches); ndots \(resolver.ndots)",
      rule: resolver.rule,
      source: "pkg/kubelet/network/dns/dns.go GetPodDNS"
    )
    return [first]
      + queries.map { query in
        DecisionStep(
          title: Sentence(verbatim: "\(query.name) \(query.type.rawValue)"),
          detail: query.text,
          rule: rule(of: query.place),
          source: query.reason.source
        )
      }
  }

  private func rule(of place: DNSQuery.Place) -> Sentence {
    let dots = question.dotCount
    switch place {
    case .search(let index): return "search domain \(resolver.searches[index])"
    case .asGiven where question.isAbsolute: return "name ends in a dot: no search path"
    case .asGiven where type == .ptr: return "name of an address: no search path"
    case .asGiven where dots >= resolver.ndots:
      return "name as given, first: \(dots) dots, ndots \(resolver.ndots)"
    case .asGiven: return "name as given, last: \(dots) dots, ndots \(resolver.ndots)"
    }
  }
}

extension DNSQuery {
  /// The code, the answer if there is one, and the reason.
  package var text: Sentence {
    guard !answers.isEmpty else { return "\(code.rawValue): \(reason.text)" }
    let data = answers.listed(max: 8) { Sentence(verbatim: $0.content) }
    return "\(code.rawValue) \(data): \(reason.text)"
  }

  fileprivate var json: JSONTree {
    ["name": .string(name), "rcode": .string(code.rawValue), "type": .string(type.rawValue)]
  }
}

extension DNSRecord {
  fileprivate var json: JSONTree {
    [
      "data": .string(content.description), "name": .string(name),
      "ttl": .integer(Int64(timeToLive)), "type": .string(type.rawValue),
    ]
  }
}
