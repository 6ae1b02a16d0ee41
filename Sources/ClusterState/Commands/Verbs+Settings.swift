// Verbs that change how the cluster works.

extension Verb {
  static let settings: [Verb] = [
    Verb(
      "mode",
      ["mode iptables|ipvs|nftables"],
      "Starts every kube-proxy anew in another mode.",
      example: "mode nftables"
    ) { reader throws(SyntaxFailure) in
      let name = try reader.choice("mode", ProxyMode.allCases.map(\.rawValue))
      return .command(.setMode(ProxyMode(rawValue: name) ?? .iptables))
    },
    Verb(
      "step",
      ["step"],
      "Lets time pass until the next thing happens.",
      example: "step"
    ) { _ in .command(.step) },
  ]
}
