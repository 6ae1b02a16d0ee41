internal import ClusterState

// The rules that the kube-proxy of a node has written.

extension AppState {
  mutating func reduce(_ action: RulesAction) {
    switch action {
    case .open(let node): openRules(of: node)
    case .family:
      rules.isIPv6.toggle()
      message = .note(rules.isIPv6 ? "IPv6" : "IPv4")
    case .changes:
      rules.showsChanges.toggle()
      rules.forget()
      message = .note(
        rules.showsChanges ? "the rules with what the last change did" : "the rules as they are"
      )
    case .walk(let direction): walkRules(direction)
    }
  }

  /// Shows the rules of a node; without a name of that which the selected row leads to, and on the
  /// screen of rules itself of the next.
  private mutating func openRules(of wanted: String?) {
    let nodes = nodeNamesByAge
    guard let name = wanted ?? (screen == .rules ? nextNode(nodes) : nodeInQuestion(nodes)) else {
      message = .error("the cluster has no node")
      return
    }
    guard let id = simulation.cluster.nodes.id(ObjectName(name: name)) else {
      message = .error("there is no node \(name)")
      return
    }
    let service = selectedService
    if screen == .rules {
      rules.node = name
      message = .note("rules of \(name)")
    } else {
      screens.append(.rules)
      rules.node = name
      rules.folds.clear()
      (rules.words, rules.search) = ("", nil)
      rules.pan = 0
      rules.isInConntrack = false
      chooseFamily(for: service, on: simulation.proxyNode(id))
      let root: RowID = service.map { .service($0) } ?? .rule(.frame)
      rules.folds.toggle([root])
      lists[.rules, default: ListState()].selection = .tree([root])
    }
  }

  private var nodeNamesByAge: [String] {
    simulation.cluster.nodes.ids.compactMap { simulation.cluster.nodes[$0]?.metadata.name }
  }

  private func nextNode(_ nodes: [String]) -> String? {
    guard let index = nodes.firstIndex(of: rules.node) else { return nodes.first }
    return nodes[(index + 1) % nodes.count]
  }

  /// The node that the selected row is, is on or is about; else the one whose rules decide about
  /// what usually is sent to the selected Service.
  private func nodeInQuestion(_ nodes: [String]) -> String? {
    let name: String? =
      switch selectedRow {
      case .node(let name): name
      case .pod(let key): simulation.cluster.pods[key]?.spec.nodeName
      case .delay(_, let node): node
      case .connection(let key): key.node
      default: nil as String?
      }
    if let name, nodes.contains(name) { return name }
    let hop = trafficInQuestion.flatMap { try? simulation.trace($0) }?.leading.hops.last
    return hop?.node.name ?? nodes.first
  }

  private mutating func chooseFamily(for service: ObjectName?, on node: ProxyNode) {
    let addresses =
      service.flatMap { simulation.cluster.services[$0]?.spec.proxiedClusterIPs } ?? []
    let families = addresses.compactMap { IPAddress($0)?.isIPv6 }
    let own = node.addresses.map(\.isIPv6)
    let wanted = families.isEmpty ? own : families
    if !wanted.contains(rules.isIPv6) { rules.isIPv6 = wanted.first ?? false }
  }

  /// Why there is no other family to look at; `nil` if there is.
  var reasonWithoutFamily: Sentence? {
    guard screen == .rules else { return "R shows the rules of a node, and f the other family" }
    return rules.now?.hasOtherFamily == true
      ? nil : rules.isIPv6 ? "no Service has an IPv4 address" : "no Service has an IPv6 address"
  }

  /// Brings what is listed in line with the node's kube-proxy.
  mutating func refreshRules() {
    guard let id = simulation.cluster.nodes.id(ObjectName(name: rules.node)) else {
      // The node is gone, or another branch never had it.
      guard let first = nodeNamesByAge.first else {
        rows.replace(.rules, [])
        return rows.replace(.conntrack, [])
      }
      rules.node = first
      return refreshRules()
    }
    let isIPv6 = rules.isIPv6
    let lastChange = timeline.past.last { $0.command.changesObjects }
    let moment = RulesPlace.Moment(
      branch: timeline.branchName,
      commands: timeline.commandsInForce,
      node: rules.node,
      isIPv6: rules.isIPv6
    )
    let node = ObjectName(name: rules.node)
    let now = simulation.nodeRules(of: id, isIPv6: isIPv6, after: rules.now)
    rules.refresh(now: now, at: moment) {
      lastChange.flatMap { step in
        step.before.cluster.nodes.id(node).map {
          step.before.nodeRules(of: $0, isIPv6: isIPv6)
        }
      }
    }
    rules.traffic.begin(after: packetsBefore(now.spelling.mode, on: node))
    rules.traffic.count(simulation.ledger.firstPackets, by: now, at: simulation.now)
    refreshRuleRows()
    let conntrack = simulation.conntrack(of: rules.node, isIPv6: isIPv6)
    (rules.connections, rules.examined) = conntrack
    rows.replace(.conntrack, conntrack.entries.indices.map(RowID.conntrack))
  }

  /// What had been sent when the proxy of a node was last in another mode: its rules are gone, and
  /// what they counted with them.
  private func packetsBefore(_ mode: ProxyMode, on node: ObjectName) -> FirstPackets {
    let switching = timeline.past.last { step in
      guard case .setMode = step.command, let id = step.before.cluster.nodes.id(node) else {
        return false
      }
      return step.before.proxyNode(id).options.mode != mode
    }
    return switching?.before.ledger.firstPackets ?? FirstPackets()
  }

  private mutating func refreshRuleRows() {
    for root in rules.folds.roots where root != .rule(.way) { rules.prepare(root) }
    let key = RowCache.Key(
      revision: rules.version,
      filter: RowFilter(),
      namespace: namespace,
      pulse: [Int64(rules.folds.version), Int64(rules.traffic.way.count)]
    )
    let place = rules
    let wanted = namespace
    rows.refresh(.rules, key, total: { nil }) {
      let services = place.services.filter { wanted == nil || $0.namespace == wanted }
      var found: [RowID] = []
      let way = place.traffic.way.indices
      if !way.isEmpty { found.append(.tree([.rule(.way)])) }
      if place.isOpen([.rule(.way)]) {
        found += way.map { .tree([.rule(.way), .rule(.step($0))]) }
      }
      for root in [.rule(.frame)] + services.map(RowID.service) {
        found.append(.tree([root]))
        guard place.isOpen([root]), found.count < TreeState.linesMax else { continue }
        let paths = place[root]?.paths(under: root, isOpen: place.isOpen) ?? []
        found += paths.prefix(TreeState.linesMax).map(RowID.tree)
      }
      return found
    }
  }

  /// Makes what is said of the Services on the screen.
  mutating func prepareVisibleRules() {
    let shown = rowIDs(.rules).dropFirst(list(.rules).offset).prefix(visibleRows(.rules))
    for case .tree(let path) in shown {
      if path.count == 1, case .service = path[0] { rules.prepare(path[0]) }
    }
  }

  /// Puts the cursor into the middle of the screen after a leap.
  mutating func centerRules() {
    guard rules.isLeap else { return }
    rules.isLeap = false
    let half = visibleRows(.rules) / 2
    move(.rules, by: half)
    move(.rules, by: -half)
  }

  /// The line under the cursor as the tool prints it.
  var selectedRuleText: String? {
    guard let path = selectedTreePath, let root = path.first else { return nil }
    if case .rule(.step(let index))? = path.last { return rules.traffic.way[safely: index]?.text }
    guard let marked = rules[root] else { return nil }
    return rules.text(of: path, marked)
  }

  /// Leaves out columns at the left of every line, or shows them again.
  mutating func panRules(_ direction: Int) {
    rules.pan = min(max(0, rules.pan + direction * 8), Self.panMax)
  }

  /// Longer lines are cut: nobody reads that far.
  private static let panMax = 4_000

  /// The list under the mouse.
  mutating func ruleList(under point: Point, _ takesFocus: Bool) -> (ListName?, Rectangle)? {
    let layout = RulesLayout(self)
    let isInConntrack = layout.conntrack.contains(point)
    guard isInConntrack || layout.rules.contains(point) else { return nil }
    if takesFocus { rules.isInConntrack = isInConntrack }
    return isInConntrack ? (.conntrack, layout.conntrack) : (.rules, layout.rules)
  }

  /// All rules of the node as the tools print them.
  mutating func saveRules() {
    guard let id = simulation.cluster.nodes.id(ObjectName(name: rules.node)) else { return }
    let rules = simulation.rules(of: id, isIPv6: rules.isIPv6)
    var bytes = rules.text()
    if rules.mode == .ipvs {
      bytes = simulation.ipvsState(of: id).savedText(isIPv6: rules.isIPv6)
    }
    let text = String(decoding: bytes, as: UTF8.self)
    effects.append(.save(SavedText(name: "rules", kind: "txt", text: text)))
  }
}
