extension Command: CustomStringConvertible {
  /// The line of the command language that ``CommandParser`` reads back as this command.
  package var description: String {
    switch self {
    case .deletePod(let key, let grace): "delete pod \(word(key))\(Self.option(grace))"
    case .deletePods(let namespace, let labels, let grace):
      "delete pods -n \(LineWord.quoted(namespace)) -l \(LineWord.quoted(labels.text))"
        + Self.option(grace)
    case .deleteService(let key): "delete service \(word(key))"
    case .deleteWorkload(let kind, let key): "delete \(ResourceNames.singular(kind)) \(word(key))"
    case .scale(let kind, let key, let replicas):
      "scale \(ResourceNames.singular(kind)) \(word(key)) --replicas=\(replicas)"
    case .patch(let kind, let key, let patch):
      "patch \(ResourceNames.singular(kind)) \(word(key))"
        + (patch.isStatus ? " --subresource=status" : "") + " -p '\(patch.body.quotable)'"
    case .setPodReady(let key, let isReady): "ready pod \(word(key)) \(isReady ? "on" : "off")"
    case .cordon(let node, let isOn): "\(isOn ? "cordon" : "uncordon") \(LineWord.quoted(node))"
    case .drain(let node): "drain \(LineWord.quoted(node))"
    case .deleteNode(let node): "delete node \(LineWord.quoted(node))"
    case .setNodeReady(let node, let isReady):
      "node \(isReady ? "up" : "down") \(LineWord.quoted(node))"
    case .crash(let key, let isLooping): "crash pod \(word(key))" + (isLooping ? " --loop" : "")
    case .restartRollout(let kind, let key):
      "rollout restart \(ResourceNames.singular(kind)) \(word(key))"
    case .undoRollout(let kind, let key, let revision):
      "rollout undo \(ResourceNames.singular(kind)) \(word(key))"
        + (revision.map { " --to-revision=\($0)" } ?? "")
    case .pauseRollout(let key, let isPaused):
      "rollout \(isPaused ? "pause" : "resume") deployment \(word(key))"
    case .setImage(let kind, let key, let container, let image):
      "set image \(ResourceNames.singular(kind)) \(word(key)) "
        + LineWord.quoted("\(container)=\(image)")
    case .setDelay(let name, let range, let node):
      "delay \(name.rawValue) \(range)" + (node.map { " --node=\(LineWord.quoted($0))" } ?? "")
    case .resetDelay(let name, let node):
      "delay \(name.rawValue) default" + (node.map { " --node=\(LineWord.quoted($0))" } ?? "")
    case .setPerfect(let isPerfect): "perfect \(isPerfect ? "on" : "off")"
    case .setBehavior(let rule): "behave \(rule)"
    case .setMode(let mode): "mode \(mode.rawValue)"
    case .send(let traffic, let count): "send \(count) \(traffic)"
    case .startStream(let plan): "stream \(plan)"
    case .stopStream(let selection): "stream stop\(selection)"
    case .step: "step"
    case .several(let commands): commands.map(\.description).joined(separator: " ; ")
    }
  }

  private static func option(_ graceSeconds: Int64?) -> String {
    switch graceSeconds {
    case nil: ""
    case 0: " --force"
    case let seconds?: " --grace-period=\(seconds)"
    }
  }
}

/// A name of an object, in quotes if a file gave it characters that end a word.
private func word(_ key: ObjectName) -> String { LineWord.quoted(key.description) }

extension JSONTree {
  /// JSON that can stand between single quotes.
  fileprivate var quotable: String {
    compactText.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "\\u0027")
  }
}

extension Traffic: CustomStringConvertible {
  /// `from SRC to DST`, with protocol and entry node where they are not the usual ones.
  package var description: String {
    "from \(LineWord.quoted(source.description)) to \(LineWord.quoted(destination.description))"
      + (`protocol` == .tcp ? "" : " --protocol=\(`protocol`.rawValue.lowercased())")
      + (entryNode.map { " --node=\(LineWord.quoted($0))" } ?? "")
  }
}
