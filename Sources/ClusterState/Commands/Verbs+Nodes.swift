// Verbs about nodes.

extension Verb {
  static let nodes: [Verb] = [
    Verb(
      "cordon",
      ["cordon NODE..."],
      "Keeps new pods away from a node.",
      example: "cordon node-b"
    ) { reader throws(SyntaxFailure) in
      .command(.all(of: try reader.nodeNames().map { .cordon($0, true) }))
    },
    Verb(
      "uncordon",
      ["uncordon NODE..."],
      "Lets new pods come to a node again.",
      example: "uncordon node-b"
    ) { reader throws(SyntaxFailure) in
      .command(.all(of: try reader.nodeNames().map { .cordon($0, false) }))
    },
    Verb(
      "drain",
      ["drain NODE..."],
      "Cordons a node and evicts its pods.",
      options: drainSwitches,
      example: "drain node-b"
    ) { reader throws(SyntaxFailure) in
      .command(.all(of: try reader.nodeNames().map { .drain($0) }))
    },
    Verb(
      "node",
      ["node up|down NODE"],
      "A node loses its power, or gets it back.",
      example: "node down node-b"
    ) { reader throws(SyntaxFailure) in
      let isUp = try reader.choice("up or down", ["up", "down"]) == "up"
      return .command(.setNodeReady(try reader.nodeName(), isUp))
    },
  ]

  /// kubectl refuses to drain most nodes without these; here they change nothing.
  private static let drainSwitches = ["ignore-daemonsets", "delete-emptydir-data"].map { name in
    VerbOption(name: name, summary: "As kubectl has it; always so here.")
  }
}
