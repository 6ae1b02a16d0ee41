internal import ClusterState

// The policies of a Service, changed key by key.

extension AppState {
  mutating func openPolicies() {
    guard let service = selectedService, simulation.cluster.services[service] != nil else {
      message = .error("select a Service first")
      return
    }
    popup = .policies(PolicyPanel(service, simulation))
  }

  mutating func answerPolicies(_ key: Key, _ panel: PolicyPanel) {
    var panel = panel
    let count = panel.lines.count
    switch key {
    case .escape, .character("q"), .character("x"):
      popup = nil
      return
    case .down, .tab, .character("j"): panel.focus = (panel.focus + 1) % max(1, count)
    case .up, .backTab, .character("k"): panel.focus = (panel.focus + count - 1) % max(1, count)
    case .right, .enter, .character(" "): change(&panel, panel.focus, by: 1)
    case .left: change(&panel, panel.focus, by: -1)
    case .character("u"): takeBack(&panel)
    case .character(let letter):
      guard let index = panel.lines.firstIndex(where: { $0.field.letter == letter }) else { break }
      panel.focus = index
      change(&panel, index, by: 1)
    default: break
    }
    popup = .policies(panel)
  }

  private mutating func change(_ panel: inout PolicyPanel, _ index: Int, by direction: Int) {
    guard let line = panel.lines[safely: index] else { return }
    guard let value = line.next(direction) else {
      panel.answer = .error(line.refusal ?? "\(line.field.rawValue) has no other value")
      return
    }
    attempt(line.field.command(panel.service, value))
    let failed = message?.isError == true
    let done: Sentence = "\(line.field.rawValue) set to \(value)"
    panel.answer = failed ? message : .note(untilTimePasses(done))
    message = nil
    panel.look(simulation)
  }

  private mutating func takeBack(_ panel: inout PolicyPanel) {
    guard timeline.undoable != nil else { return }
    reduce(.undo)
    panel.answer = message
    message = nil
    panel.look(simulation)
  }
}
