// Verbs about what pods are made from and how they end by themselves.

extension Verb {
  private static let restartable = [Deployment.kind, StatefulSet.kind, DaemonSet.kind]

  static let rollouts: [Verb] = [
    Verb(
      "rollout",
      [
        "rollout restart deployment|statefulset|daemonset NAME",
        "rollout undo deployment|statefulset|daemonset NAME [--to-revision=N]",
        "rollout pause|resume deployment NAME",
      ],
      "Replaces the pods of a workload, goes back to earlier ones, or waits with that.",
      options: [
        VerbOption(
          name: "to-revision",
          value: "N",
          summary: "The revision to go back to; without it the one before."
        )
      ],
      example: "rollout restart deployment web",
      read: rollout
    ),
    Verb(
      "set",
      ["set image deployment|statefulset|daemonset NAME CONTAINER=IMAGE"],
      "Rolls out another image; * stands for all containers.",
      example: "set image deployment web server=web:2",
      read: setImage
    ),
    Verb(
      "crash",
      ["crash pod NAME [--loop]"],
      "Ends a pod's container, which the kubelet starts again.",
      options: [VerbOption(name: "loop", summary: "It ends again each time it was started.")],
      example: "crash pod web-1 --loop"
    ) { reader throws(SyntaxFailure) in
      let pod = try reader.target(among: [Pod.kind]).key
      return .command(.crash(pod, isLooping: reader.isOn("loop")))
    },
  ]

  private static func rollout(_ reader: inout CommandReader) throws(SyntaxFailure) -> Instruction {
    let verb = try reader.choice("subcommand", ["restart", "undo", "pause", "resume"])
    if verb == "restart" {
      let target = try reader.target(among: restartable)
      return .command(.restartRollout(kind: target.kind, target.key))
    }
    guard verb == "undo" else {
      let key = try reader.target(among: [Deployment.kind]).key
      return .command(.pauseRollout(key, verb == "pause"))
    }
    let target = try reader.target(among: restartable)
    let revision = try reader.wholeNumber(option: "to-revision", in: 0...Int64.max)
    // kubectl takes 0 for the revision before.
    return .command(
      .undoRollout(kind: target.kind, target.key, toRevision: revision == 0 ? nil : revision)
    )
  }

  private static func setImage(
    _ reader: inout CommandReader
  ) throws(SyntaxFailure) -> Instruction {
    try reader.keyword("image")
    let target = try reader.target(among: restartable)
    let word = try reader.word("CONTAINER=IMAGE")
    let parts = word.text.split(separator: "=", maxSplits: 1).map(String.init)
    guard parts.count == 2 else {
      throw SyntaxFailure(
        word.column,
        .invalid(what: "image", text: word.text, expected: "CONTAINER=IMAGE")
      )
    }
    return .command(
      .setImage(kind: target.kind, target.key, container: parts[0], image: parts[1])
    )
  }
}
