// Settings that change in the course of a session.

extension Simulation {
  mutating func performOnSettings(_ command: Command) {
    switch command {
    case .setDelay(let name, let range, let node):
      note(.delaySet(name, range, node: node))
      set(name, range, of: node)
      regroupProxies()
    case .resetDelay(let name, let node):
      let range = node == nil ? settings.standard(name) : settings.delays.configured(name)
      note(.delaySet(name, range, node: node))
      set(name, nil, of: node)
      regroupProxies()
    case .setPerfect(let isPerfect):
      guard isPerfect != settings.delays.isPerfect else { return }
      note(.perfectionSet(isPerfect))
      settings.delays.isPerfect = isPerfect
      regroupProxies()
      if isPerfect { catchUp() }
    case .setBehavior(let rule):
      note(.behaviorSet(rule))
      settings.take(rule)
    default: preconditionFailure("\(command) is not about settings")
    }
  }

  private mutating func set(_ name: Delays.Name, _ range: Delays.Range?, of node: String?) {
    guard let node else {
      settings.delays.say(name, range)
      return
    }
    if name == .minSyncPeriod {
      settings.nodes[node, default: NodeSettings()].minSyncPeriod = range
    } else {
      settings.nodes[node, default: NodeSettings()].proxySync = range
    }
  }

  /// What controllers and DNS servers were about to learn they know at once under a perfect control
  /// plane.
  private mutating func catchUp() {
    for change in agenda.takePlannedChanges() { reconcilePlanned(change) }
    fillDNSView()
  }
}
