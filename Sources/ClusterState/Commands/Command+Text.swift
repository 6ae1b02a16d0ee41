extension Command: CustomStringConvertible {
  /// The line of the command language that ``CommandParser`` reads back as this command.
  package var description: String {
    switch self {
    case .deletePod(let key, let grace):
      switch grace {
      case nil: "delete pod \(key)"
      case 0: "delete pod \(key) --force"
      case let seconds?: "delete pod \(key) --grace-period=\(seconds)"
      }
    case .deleteService(let key): "delete service \(key)"
    case .deleteWorkload(let kind, let key): "delete \(ResourceNames.singular(kind)) \(key)"
    case .scale(let kind, let key, let replicas):
      "scale \(ResourceNames.singular(kind)) \(key) --replicas=\(replicas)"
    case .patch(let kind, let key, let patch):
      "patch \(ResourceNames.singular(kind)) \(key)"
        + (patch.isStatus ? " --subresource=status" : "") + " -p '\(patch.body.quotable)'"
    case .setPodReady(let key, let isReady): "ready pod \(key) \(isReady ? "on" : "off")"
    case .cordon(let node, let isOn): "\(isOn ? "cordon" : "uncordon") \(node)"
    case .drain(let node): "drain \(node)"
    case .setNodeReady(let node, let isReady): "node \(isReady ? "up" : "down") \(node)"
    case .setMode(let mode): "mode \(mode.rawValue)"
    case .send(let traffic, let count): "send \(count) \(traffic)"
    case .startStream(let plan): "stream \(plan)"
    case .stopStream(.all): "stream stop"
    case .stopStream(.named(let name)): "stream stop \(name)"
    case .stopStream(.to(let destination)): "stream stop to \(destination)"
    case .behave(let selector, let change): "behave \(selector)\(change)"
    case .step: "step"
    }
  }
}

extension JSONTree {
  /// JSON that can stand between single quotes.
  fileprivate var quotable: String {
    compactText.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "\\u0027")
  }
}

extension Traffic: CustomStringConvertible {
  /// `from SRC to DST`, with protocol and entry node where they are not the usual ones.
  package var description: String {
    "from \(source) to \(destination)"
      + (`protocol` == .tcp ? "" : " --protocol=\(`protocol`.rawValue.lowercased())")
      + (entryNode.map { " --node=\($0)" } ?? "")
  }
}
