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
    let searches = resolver.searches.isEmpty ? "none" : resolver.searches.joined(separator: " ")
    let server = resolver.nameservers.first ?? "nobody"
    let isCluster = resolver.server == .clusterDNS
    let first = DecisionStep(
      title: "resolver",
      detail: "asks \(isCluster ? "the cluster DNS \(server)" : server); "
        + "search \(searches); ndots \(resolver.ndots)",
      rule: resolver.rule,
      source: "pkg/kubelet/network/dns/dns.go GetPodDNS"
    )
    return [first]
      + queries.map { query in
        DecisionStep(
          title: "\(query.name) \(query.type.rawValue)",
          detail: query.text,
          rule: rule(of: query.place),
          source: query.reason.source
        )
      }
  }

  private func rule(of place: DNSQuery.Place) -> String {
    let dots = question.dotCount
    switch place {
    case .search(let index): return "search domain \(resolver.searches[index])"
    case .asGiven where question.isAbsolute: return "name ends in a dot: no search path"
    case .asGiven where type == .ptr: return "name of an address: no search path"
    case .asGiven:
      return "name as given, \(dots >= resolver.ndots ? "first" : "last"): \(dots) dots, "
        + "ndots \(resolver.ndots)"
    }
  }
}

extension DNSQuery {
  /// The code, the answer if there is one, and the reason.
  package var text: String {
    let data = answers.map(\.content.description).listed(max: 8)
    return "\(code.rawValue)\(data.isEmpty ? "" : " \(data)"): \(reason.text)"
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
