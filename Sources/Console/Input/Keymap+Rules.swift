internal import ClusterState

// The rules of a node, and what is looked at in them.

extension Keymap {
  static let rules: [Binding] = [
    Binding(
      [.character("R")],
      "rules",
      "Rules of the node as iptables-save, nft or ipvsadm print them; there: of the next node",
      .rules(.open(nil)),
      .program,
      command: "rules",
      unless: { $0.simulation.cluster.nodes.ids.isEmpty ? "the cluster has no node" : nil }
    ),
    Binding(
      [.character("v")],
      "changes",
      "In rules: mark with + and - what the last change did, or show them as they are",
      .rules(.changes),
      .program,
      command: "changes",
      unless: reasonWithoutRules
    ),
    Binding(
      [.character("f")],
      "family",
      "In rules: those of the other address family",
      .rules(.family),
      .program,
      command: "family",
      unless: \.reasonWithoutFamily
    ),
    Binding(
      [.character("}")],
      "next step",
      "In rules: the next rule that the last request passed",
      .rules(.walk(1)),
      .program,
      unless: reasonWithoutRules
    ),
    Binding(
      [.character("{")],
      "step before",
      "In rules: the rule that the last request passed before",
      .rules(.walk(-1)),
      .program,
      unless: reasonWithoutRules
    ),
  ]

  private static let reasonWithoutRules: @Sendable (AppState) -> Sentence? = {
    $0.screen == .rules ? nil : "R shows the rules of a node first"
  }
}
