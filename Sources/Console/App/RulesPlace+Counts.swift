internal import ClusterState

// What rules have counted, and the way of the last request through them.

/// What packets have made of the rules of a node.
struct RuleTraffic: Sendable {
  private(set) var counts: NodeRuleCounts?
  /// The rules that ``counts`` is for.
  private var rules: NodeRules?
  /// What had come before the node's proxy was in this mode.
  private var earlier = FirstPackets()
  /// The first step of the last way at a line, in a place, and in a Service (`nil`: the frame).
  private(set) var steps: [NodeRuleCounts.Site: Int] = [:]
  private(set) var placeSteps: [PlaceOf: Int] = [:]
  private(set) var serviceSteps: [ObjectName?: Int] = [:]

  /// A chain, set or virtual server as far as one Service has lines in it.
  struct PlaceOf: Hashable {
    var service: ObjectName?
    var place: RuleSection.Place.Name
  }

  var way: [NodeRuleCounts.Step] { counts?.lastWay ?? [] }

  /// Begins anew unless the same came before.
  mutating func begin(after earlier: FirstPackets) {
    guard earlier != self.earlier else { return }
    self = RuleTraffic()
    self.earlier = earlier
  }

  /// Counts what came since; all anew where packets go other ways than before.
  mutating func count(_ packets: FirstPackets, by rules: NodeRules, at now: Instant) {
    let isSame = self.rules.map { $0.leads(as: rules) } ?? false
    let last = counts?.last
    if isSame, counts?.update(packets, at: now) == true, counts?.last == last { return }
    if !isSame || counts?.last == last {
      var fresh = NodeRuleCounts(rules, packets, since: earlier, at: now)
      _ = fresh.update(packets, at: now)
      (counts, self.rules) = (fresh, rules)
    }
    (steps, placeSteps, serviceSteps) = ([:], [:], [:])
    for (index, step) in way.enumerated() {
      let number = index + 1
      let place = PlaceOf(service: step.service, place: step.site.place)
      steps[step.site] = steps[step.site] ?? number
      placeSteps[place] = placeSteps[place] ?? number
      serviceSteps[step.service] = serviceSteps[step.service] ?? number
    }
  }
}

extension RulesPlace {
  /// Where a step of a way stands on the screen.
  func path(of step: NodeRuleCounts.Step) -> [RowID]? {
    let root: RowID = step.service.map { .service($0) } ?? .rule(.frame)
    guard let marked = marked(root) else { return nil }
    return marked.paths(under: root).first { path in
      guard case .rule(let row)? = path.last else { return false }
      switch row {
      case .place(let name, isGone: false):
        return step.site == NodeRuleCounts.Site(name, nil)
      case .line(let index):
        guard case .rule(.place(let name, isGone: false))? = path.dropLast().last,
          name == step.site.place
        else { return false }
        let port = path.lazy.compactMap { row in
          if case .rule(.part(let port)) = row { port } else { nil }
        }.first
        let place = marked.place(name, isGone: false, of: port)
        guard let line = place?.lines[safely: index], line.mark != .removed else { return false }
        return NodeRuleCounts.Site(name, line.line) == step.site
      default: return false
      }
    }
  }
}

extension AppState {
  /// Goes to the next step of the last request's way, or to that before.
  mutating func walkRules(_ direction: Int) {
    let way = rules.traffic.way
    guard !way.isEmpty else {
      message = .error("no request has come through these rules; . or t sends one")
      return
    }
    let current = selectedTreePath.flatMap(step)
    let first = direction > 0 ? 0 : way.count - 1
    let index = current.map { ($0 - 1 + direction + way.count) % way.count } ?? first
    showStep(index)
  }

  /// Goes to where a step of the last request's way stands.
  mutating func showStep(_ index: Int) {
    let way = rules.traffic.way
    guard let step = way[safely: index], let path = rules.path(of: step) else { return }
    showRule(path)
    var words: Sentence = ""
    if case .rule(let rule)? = step.site.line { words = RuleWords.verdict(rule.verdict) }
    if case .element(let element)? = step.site.line { words = RuleWords.verdict(element.verdict) }
    message = .note("step \(index + 1) of \(way.count)  \(words)")
  }

  /// Which step of the last way a line is, counted from 1.
  private func step(at path: [RowID]) -> Int? {
    if case .rule(.step(let index))? = path.last { return index + 1 }
    return rules.found(path).flatMap { found in
      rules.traffic.steps[NodeRuleCounts.Site(found.place.name, found.line?.line)]
    }
  }

  /// Where the last request came from and went, as far as these rules know.
  var lastRequestTitle: Sentence {
    let packets = simulation.ledger.firstPackets
    guard let node = packets.lastNode else { return "no request was sent yet: t or . sends" }
    guard node == rules.node else {
      return "the last request was decided on \(node): :rules \(node)"
    }
    guard let last = packets.last(of: node) else { return "" }
    let destination = SocketAddress(last.packet.destination, last.packet.port)
    let steps = rules.traffic.way.count
    let key = keys.text(of: .rules(.walk(1)))
    guard let endpoint = last.endpoint else {
      return "last request: \(last.packet.source) to \(destination), \(steps) steps: \(key)"
    }
    return "last request: \(last.packet.source) to \(destination), sent to \(endpoint), "
      + "\(steps) steps: \(key)"
  }
}
