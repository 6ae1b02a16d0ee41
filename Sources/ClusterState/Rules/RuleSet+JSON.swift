extension RuleSet {
  /// All tables with the text of every rule and the Service it is there for.
  package var json: JSONTree {
    [
      "family": .string(isIPv6 ? "ipv6" : "ipv4"),
      "tables": .array(
        tables.map { table in
          JSONTree.object([])
            .adding("chains", .array(table.chains.map(json)))
            .adding("name", .string(table.name))
            .adding(
              "sets",
              table.collections.isEmpty ? nil : .array(table.collections.map(\.json))
            )
        }
      ),
    ]
  }

  private func json(_ chain: RuleChain) -> JSONTree {
    JSONTree.object([])
      .adding("base", chain.base.isEmpty ? nil : .string(chain.base))
      .adding("name", .string(chain.name))
      .adding(
        "rules",
        .array(
          chain.rules.map { rule in
            JSONTree.object([])
              .adding("comment", rule.comment.isEmpty ? nil : .string(rule.comment))
              .adding("service", rule.subject.map { .string($0.description) })
              .adding("text", .string(text(of: rule, in: chain.name)))
          }
        )
      )
      .adding("service", chain.subject.map { .string($0.description) })
  }
}

extension RuleCollection {
  fileprivate var json: JSONTree {
    JSONTree.object([])
      .adding("elements", .array(elements.map(\.json)))
      .adding("isMap", .boolean(isMap))
      .adding("name", .string(name))
      .adding("service", subject.map { .string($0.description) })
      .adding("type", .string(type))
  }
}

extension RuleElement {
  fileprivate var json: JSONTree {
    let target: String? =
      switch verdict {
      case .goTo(let chain): "goto " + chain
      case .drop: "drop"
      default: nil
      }
    return JSONTree.object([])
      .adding("comment", comment.isEmpty ? nil : .string(comment))
      .adding("key", .string(key.joined(separator: " . ")))
      .adding("service", subject.map { .string($0.description) })
      .adding("verdict", target.map { .string($0) })
  }
}
