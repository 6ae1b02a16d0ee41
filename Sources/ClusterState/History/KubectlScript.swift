/// The commands of a branch as kubectl would take them, for a real cluster.
///
/// What kubectl cannot do is a comment. What was undone does not appear.
package enum KubectlScript {
  /// One line a command, with the time between them as comments.
  package static func lines(_ timeline: Timeline) -> [String] {
    var lines: [String] = []
    var last = timeline.opened.now
    for step in timeline.past {
      if step.instant > last { lines.append(ShellText.comment("\(step.instant - last) later")) }
      lines.append(line(step.command, opened: timeline.opened))
      last = step.endsAt
    }
    return lines
  }

  /// A command as a line for a shell; `opened` says which pods the real cluster has.
  static func line(_ command: Command, opened: Simulation) -> String {
    if case .deletePod(let key, _) = command, opened.cluster.pods[key] == nil {
      return ShellText.comment("\(command) (a pod that the simulation made)")
    }
    guard let words = words(command) else {
      return ShellText.comment("\(command) (kubectl cannot do this)")
    }
    return (["kubectl"] + words).map(ShellText.word).joined(separator: " ")
  }

  /// Verbs of our language that are kubectl's too.
  private static let verbs: Set<String> = [
    "annotate", "cordon", "delete", "label", "rollout", "scale", "set", "taint", "uncordon",
  ]

  /// What kubectl is called with; `nil` if it has no such command.
  private static func words(_ command: Command) -> [String]? {
    switch command {
    case .deletePod(let key, let grace):
      let options: [String] =
        switch grace {
        case nil: []
        // The API server takes nothing else for a deletion without grace.
        case 0: ["--grace-period=0", "--force"]
        case let seconds?: ["--grace-period=\(seconds)"]
        }
      return ["delete", "pod"] + target(key) + options
    case .patch(let kind, let key, let patch):
      return ["patch", ResourceNames.singular(kind)] + target(key)
        + (patch.isStatus ? ["--subresource=status"] : [])
        + ["--type=merge", "-p", patch.body.compactText]
    case .drain(let node): return ["drain", node, "--ignore-daemonsets", "--force"]
    default: break
    }
    let words = "\(command)".split(separator: " ").map(String.init)
    guard let verb = words.first, verbs.contains(verb) else { return nil }
    var result: [String] = []
    for (index, word) in words.enumerated() {
      let isName = index > 0 && ResourceNames.kind(words[index - 1]) != nil
      let parts = word.split(separator: "/", maxSplits: 1).map(String.init)
      result += isName && parts.count == 2 ? [parts[1], "-n", parts[0]] : [word]
    }
    return result
  }

  /// What to do about an object that is gone, as a comment.
  static func deletion(_ kind: String, _ key: ObjectName) -> String {
    let words = ["kubectl", "delete", ResourceNames.singular(kind)] + target(key)
    let line = words.map(ShellText.word).joined(separator: " ")
    return ShellText.comment("\(kind) \(key) was deleted: \(line)")
  }

  private static func target(_ key: ObjectName) -> [String] {
    key.namespace.isEmpty ? [key.name] : [key.name, "-n", key.namespace]
  }
}
