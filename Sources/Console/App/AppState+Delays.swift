internal import ClusterState

// Delays of the control plane: seen, set and given their defaults again.

extension AppState {
  /// A row for the switch, then one for every delay, with those of single nodes below it.
  var delayRows: [RowID] {
    let filter = list(.list(.delays)).filter
    let nodes = simulation.settings.nodes.keys.sorted()
    let delays = Delays.Name.allCases.flatMap { name in
      [RowID.delay(name, node: nil)]
        + nodes.filter { simulation.settings.own(name, of: $0) != nil }
        .map { RowID.delay(name, node: $0) }
    }
    guard !filter.isEmpty else { return [.perfectControlPlane] + delays }
    return delays.filter { row in
      guard case .delay(let name, let node) = row else { return false }
      let words = "\(language.text(name.meaning)) \(node ?? "")"
      return filter.keeps("\(name.rawValue) \(words)", Labels())
    }
  }

  mutating func togglePerfection() { perform(.setPerfect(!simulation.settings.delays.isPerfect)) }

  /// Asks for another value of a delay.
  mutating func openDelay(_ name: Delays.Name, node: String?) {
    let settings = simulation.settings
    let now = node.flatMap { settings.own(name, of: $0) } ?? settings.delays.configured(name)
    var text: [Sentence] = [
      "\(name.meaning); default \(settings.standard(name)), from \(name.source)."
    ]
    if settings.delays.isPerfect { text.append("The perfect control plane hides it.") }
    var fields = [FormField("Span", choices: ["\(now)", "default"])]
    if name.isOfNodes {
      let nodes = simulation.cluster.nodes.ids.compactMap {
        simulation.cluster.nodes[$0]?.metadata.name
      }.sorted()
      let choices = [Self.allNodes] + nodes.prefix(Self.nodeChoicesMax)
      let selected = node.flatMap { choices.firstIndex(of: $0) } ?? 0
      fields.append(FormField("Of", choices: choices, selected: selected))
    }
    popup = .form(
      Form(.delay(name), title: Sentence(verbatim: name.rawValue), text: text, fields: fields)
    )
  }

  private static let allNodes = "all nodes"
  /// Nodes offered in the dialog; any other can be typed.
  private static let nodeChoicesMax = 40

  /// The line that a filled-in dialog about a delay stands for.
  func delayLine(_ form: Form, _ name: Delays.Name) -> String {
    let node = form[value: 1]
    let option = node.isEmpty || node == Self.allNodes ? "" : " --node=\(LineWord.quoted(node))"
    return "delay \(name.rawValue) \(LineWord.quoted(form[value: 0]))\(option)"
  }

  /// Why what was typed is no delay; `nil` if it is one, or another dialog.
  func spanError(_ form: Form) -> Sentence? {
    guard case .delay = form.purpose else { return nil }
    let text = form[value: 0]
    guard text != "default", Delays.Range(text) == nil else { return nil }
    return "\(text): between 0 and \(Delays.longest), such as 250ms or 10ms-50ms"
  }

  /// Gives the delay under the cursor its default again; whether there is one.
  mutating func resetSelectedDelay() -> Bool {
    switch selectedRow {
    case .delay(let name, let node):
      let delays = simulation.settings.delays
      guard node != nil || delays.isSaid(name) else {
        message = .note("\(name.rawValue) has its default: \(simulation.settings.standard(name))")
        return true
      }
      perform(.resetDelay(name, node: node))
    case .perfectControlPlane:
      if simulation.settings.delays.isPerfect { perform(.setPerfect(false)) }
    default: return false
    }
    return true
  }

  /// The whole of what is known of a delay.
  mutating func explain(_ name: Delays.Name) {
    message = .note("\(name.rawValue): \(name.meaning). Its default is from \(name.source).")
  }
}

extension Settings {
  /// What a node has of its own of a delay; `nil` without anything.
  func own(_ name: Delays.Name, of node: String) -> Delays.Range? {
    switch name {
    case .minSyncPeriod: nodes[node]?.minSyncPeriod
    case .proxySync: nodes[node]?.proxySync
    default: nil
    }
  }
}

extension Delays.Name {
  /// Whether it can differ from node to node.
  fileprivate var isOfNodes: Bool { self == .minSyncPeriod || self == .proxySync }
}
