// Verbs that change objects, as kubectl has them.

extension Verb {
  private static let workloads = [
    Deployment.kind, StatefulSet.kind, DaemonSet.kind, ReplicaSet.kind,
  ]

  private static let patchable = [
    Service.kind, Deployment.kind, StatefulSet.kind, DaemonSet.kind, PodDisruptionBudget.kind,
    Pod.kind, Node.kind,
  ]

  static let objects: [Verb] = [
    Verb(
      "delete",
      [
        "delete pod NAME... [--grace-period=SECONDS | --now | --force]",
        "delete pods -l SELECTOR [--grace-period=SECONDS | --now | --force]",
        "delete service|deployment|statefulset|daemonset|replicaset|node NAME...",
      ],
      "Deletes objects; a pod has its grace period to end.",
      options: [
        VerbOption(
          name: "grace-period",
          value: "SECONDS",
          summary: "Instead of the pod's own grace period."
        ),
        VerbOption(name: "now", summary: "A grace period of one second."),
        VerbOption(name: "force", summary: "At once, without waiting for the kubelet."),
        VerbOption(
          name: "selector",
          short: "l",
          value: "SELECTOR",
          summary: "The pods that have these labels when the command is performed."
        ),
      ],
      example: "delete pod web-1 -n shop",
      read: delete
    ),
    Verb(
      "scale",
      ["scale deployment|statefulset|replicaset NAME... --replicas=N"],
      "Changes how many pods a workload wants.",
      options: [VerbOption(name: "replicas", value: "N", summary: "The pods wanted.")],
      example: "scale deployment web --replicas=5",
      read: scale
    ),
    Verb(
      "patch",
      [
        "patch service|deployment|statefulset|daemonset|poddisruptionbudget|pod|node NAME "
          + "[--type=merge] [--subresource=status] -p PATCH"
      ],
      "Changes an object by a merge patch, through the API server's admission.",
      options: [
        VerbOption(name: "patch", short: "p", value: "PATCH", summary: "The change, as JSON."),
        VerbOption(name: "type", value: "TYPE", summary: "The kind of patch: merge."),
        VerbOption(
          name: "subresource",
          value: "NAME",
          summary: "What is changed instead of the object: status."
        ),
      ],
      example: #"patch service web -p '{"spec":{"internalTrafficPolicy":"Local"}}'"#,
      read: patch
    ),
    Verb(
      "label",
      ["label service|deployment|statefulset|daemonset|pod|node NAME KEY=VALUE... KEY-..."],
      "Sets labels, and with a dash takes them away.",
      options: [VerbOption(name: "overwrite", summary: "As kubectl has it; always so here.")],
      example: "label pod web-1 app-",
      read: label
    ),
    Verb(
      "ready",
      ["ready pod NAME on|off"],
      "Lets a pod's readiness probe succeed or fail from now on.",
      example: "ready pod web-1 off",
      read: ready
    ),
  ]

  private static func delete(
    _ reader: inout CommandReader
  ) throws(SyntaxFailure) -> Instruction {
    let grace = try gracePeriod(reader)
    if let selector = reader.option("selector") {
      _ = try reader.kind(try reader.word("pods"), among: [Pod.kind])
      let labels = try LabelSelector(reading: selector)
      return .command(
        .deletePods(namespace: reader.namespace, labels, graceSeconds: grace)
      )
    }
    let targets = try reader.targets(among: [Pod.kind, Service.kind] + workloads + [Node.kind])
    if let other = targets.first(where: { $0.kind != Pod.kind }),
      let option = ["grace-period", "now", "force"].first(where: reader.isOn)
    {
      throw SyntaxFailure(
        reader.column(of: option),
        .contradiction("--\(option)", ResourceNames.singular(other.kind))
      )
    }
    return .command(
      .all(
        of:
          targets.map { target in
            switch target.kind {
            case Pod.kind: .deletePod(target.key, graceSeconds: grace)
            case Service.kind: .deleteService(target.key)
            case Node.kind: .deleteNode(target.key.name)
            default: .deleteWorkload(kind: target.kind, target.key)
            }
          }
      )
    )
  }

  /// Seconds that no clock of the simulation can reach are refused.
  private static let graceSecondsMax = Delay.longest.microseconds / 1_000_000

  private static func gracePeriod(_ reader: CommandReader) throws(SyntaxFailure) -> Int64? {
    let given = ["grace-period", "now", "force"].filter(reader.isOn)
    if given.count > 1 {
      throw SyntaxFailure(
        reader.column(of: given[1]),
        .contradiction("--\(given[0])", "--\(given[1])")
      )
    }
    if reader.isOn("now") { return 1 }
    if reader.isOn("force") { return 0 }
    return try reader.wholeNumber(option: "grace-period", in: 0...graceSecondsMax)
  }

  private static func scale(_ reader: inout CommandReader) throws(SyntaxFailure) -> Instruction {
    // A DaemonSet is known here, so that the answer is why it cannot be scaled.
    let targets = try reader.targets(among: workloads)
    guard
      let replicas = try reader.wholeNumber(option: "replicas", in: 0...Simulation.replicasMax)
    else { throw reader.missing("--replicas") }
    return .command(
      .all(of: targets.map { .scale(kind: $0.kind, $0.key, replicas: replicas) })
    )
  }

  private static func patch(_ reader: inout CommandReader) throws(SyntaxFailure) -> Instruction {
    let target = try reader.target(among: patchable)
    guard let text = reader.option("patch") else { throw reader.missing("-p") }
    if let type = reader.option("type"), type.text != "merge" {
      throw .unknown("type", type, ["merge"])
    }
    let subresource = reader.option("subresource")
    if let subresource, subresource.text != "status" {
      throw .unknown("subresource", subresource, ["status"])
    }
    guard let body = try? JSONTree(objectText: text.text, file: "patch"), case .object = body else {
      throw SyntaxFailure(
        text.column,
        .invalid(what: "patch", text: text.text, expected: "a JSON object")
      )
    }
    return .command(
      .patch(kind: target.kind, target.key, ObjectPatch(body, isStatus: subresource != nil))
    )
  }

  /// A patch of the labels alone.
  private static func label(_ reader: inout CommandReader) throws(SyntaxFailure) -> Instruction {
    let target = try reader.target(among: patchable)
    var labels = JSONTree.object([])
    var word: LineWord? = try reader.word("KEY=VALUE or KEY-")
    while let next = word {
      let parts = next.text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      var change = JSONTree.Member(key: String(parts[0]), value: .null)
      if parts.count == 2 {
        change.value = .string(String(parts[1]))
      } else if change.key.hasSuffix("-") {
        change.key.removeLast()
      }
      guard !change.key.isEmpty, parts.count == 2 || next.text.hasSuffix("-") else {
        throw SyntaxFailure(
          next.column,
          .invalid(what: "label", text: next.text, expected: "KEY=VALUE or KEY-")
        )
      }
      labels = JSONTree(members: labels.members.filter { $0.key != change.key } + [change])
      word = reader.next()
    }
    return .command(
      .patch(kind: target.kind, target.key, ObjectPatch(["metadata": ["labels": labels]]))
    )
  }

  private static func ready(_ reader: inout CommandReader) throws(SyntaxFailure) -> Instruction {
    let pod = try reader.target(among: [Pod.kind]).key
    let isReady = try reader.choice("on or off", ["on", "off"]) == "on"
    return .command(.setPodReady(pod, isReady))
  }
}
