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
      "delay",
      ["delay NAME SPAN [--node=NODE]", "delay NAME default [--node=NODE]"],
      "Says how long something takes from now on; docs/timing.md names the delays.",
      options: [
        VerbOption(
          name: "node",
          value: "NODE",
          summary: "Only the kube-proxy of this node: minSyncPeriod and proxySync."
        )
      ],
      example: "delay minSyncPeriod 10s --node=node-b",
      read: delay
    ),
    Verb(
      "perfect",
      ["perfect on|off"],
      "A perfect control plane: nothing takes time.",
      example: "perfect on"
    ) { reader throws(SyntaxFailure) in
      .command(.setPerfect(try reader.choice("on or off", ["on", "off"]) == "on"))
    },
    Verb(
      "behave",
      ["behave SELECTOR [--service-time=SPAN] [--concurrency=N] [--on-sigterm=REACTION]"],
      "Says how the processes of the pods serve that a selector matches.",
      options: [
        VerbOption(name: "service-time", value: "SPAN", summary: "What one request takes."),
        VerbOption(
          name: "concurrency",
          value: "N",
          summary: "So many requests are served at a time and the others wait, or unlimited."
        ),
        VerbOption(
          name: "on-sigterm",
          value: "REACTION",
          summary: "What they do when SIGTERM comes: exit, drain(5s) or ignore."
        ),
      ],
      example: "behave app=web --on-sigterm=drain(5s)",
      read: behave
    ),
    Verb(
      "step",
      ["step"],
      "Lets time pass until the next thing happens.",
      example: "step"
    ) { _ in .command(.step) },
  ]

  private static func delay(_ reader: inout CommandReader) throws(SyntaxFailure) -> Instruction {
    let word = try reader.word("NAME")
    guard let name = Delays.Name(rawValue: word.text) else {
      throw .unknown("delay", word, Delays.Name.allCases.map(\.rawValue))
    }
    let span = try reader.word("SPAN")
    let node = reader.option("node")?.text
    if span.text == "default" { return .command(.resetDelay(name, node: node)) }
    guard let range = Delays.Range(span.text) else {
      throw SyntaxFailure(
        span.column,
        .invalid(
          what: "span",
          text: span.text,
          expected: "a span such as 250ms or 10ms-50ms between 0 and \(Delays.longest), or default"
        )
      )
    }
    return .command(.setDelay(name, range, node: node))
  }

  private static func behave(_ reader: inout CommandReader) throws(SyntaxFailure) -> Instruction {
    let word = try reader.word("SELECTOR")
    guard let selector = Labels(selector: word.text) else {
      throw SyntaxFailure(
        word.column,
        .invalid(what: "selector", text: word.text, expected: "KEY=VALUE,... or * for all pods")
      )
    }
    var rule = PodBehaviorRule(selector)
    rule.serviceTime = try reader.option("service-time").map { (word) throws(SyntaxFailure) in
      try reader.delay(word, "service-time", in: PodBehavior.serviceTimes)
    }
    rule.concurrency = try reader.option("concurrency").map { (word) throws(SyntaxFailure) in
      if word.text == "unlimited" { return .unlimited }
      return .limited(try reader.count(word, "concurrency", in: PodBehavior.concurrencies))
    }
    rule.onSIGTERM = try reader.option("on-sigterm").map { (word) throws(SyntaxFailure) in
      guard let reaction = PodBehavior.OnSIGTERM(word.text) else {
        throw SyntaxFailure(
          word.column,
          .invalid(
            what: "reaction to SIGTERM",
            text: word.text,
            expected: "exit, drain(5s) or ignore"
          )
        )
      }
      return reaction
    }
    guard rule != PodBehaviorRule(selector) else {
      throw reader.missing("--service-time, --concurrency or --on-sigterm")
    }
    return .command(.setBehavior(rule))
  }
}
