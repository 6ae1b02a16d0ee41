internal import ClusterState

/// Where one is in the rules of a node, and what is kept of them between keys.
struct RulesPlace: Sendable {
  /// A line of a rule and where it stands.
  struct Found {
    var place: MarkedRules.Place
    /// `nil`: the line that opens the place.
    var line: MarkedRules.Line?
  }

  var node = ""
  var isIPv6 = false
  var folds = Folds()
  /// Whether lines that the last change took away are shown, and those that it brought are marked.
  var showsChanges = true
  /// Whether the cursor is to stand in the middle, for it was put elsewhere.
  var isLeap = false
  /// Columns that are left out of every line.
  var pan = 0
  /// Whether movement keys are about the conntrack entries.
  var isInConntrack = false
  /// The words looked for, and how far one has looked.
  var words = ""
  var search: RuleSearch?
  var traffic = RuleTraffic()
  var connections: [ConntrackEntry] = []
  /// How many connections of the cluster were looked at for them.
  var examined = 0

  /// The Services there are rules of, and those there were before the last change, by name.
  private(set) var services: [ObjectName] = []
  private(set) var now: NodeRules?
  private(set) var before: NodeRules?
  /// Which moment ``before`` is of: a branch, its commands in force, a node and a family.
  private var momentBefore: Moment?
  /// What is open or on the screen.
  private var sections: [RowID: MarkedRules] = [:]
  /// Counts what changed, for the cache of rows.
  private(set) var version = 0

  struct Moment: Equatable {
    var branch: String
    var commands: Int
    var node: String
    var isIPv6: Bool
  }

  /// Takes what has not changed out of what is known already.
  mutating func refresh(now rules: NodeRules, at moment: Moment, _ makeBefore: () -> NodeRules?) {
    if momentBefore != moment {
      let made = makeBefore()
      let isAsBefore = made.flatMap { made in before.map { made.isSame(as: $0) } } == true
      (before, momentBefore) = (made, moment)
      if !isAsBefore { forget() }
    }
    guard let now, now.node.name == rules.node.name else {
      self.now = rules
      return forget()
    }
    guard !rules.isSame(as: now) else { return }
    self.now = rules
    version += 1
    listServices()
    for row in sections.keys {
      if case .service(let key) = row, rules.isSame(key, as: now) { continue }
      sections[row] = nil
    }
  }

  /// Everything is to be made anew.
  mutating func forget() {
    sections = [:]
    version += 1
    listServices()
  }

  /// Makes the rules of a Service or of the frame, unless they are known.
  mutating func prepare(_ row: RowID) {
    if sections[row] == nil { sections[row] = marked(row) }
  }

  /// The rules of a Service or of the frame, once they are made.
  subscript(row: RowID) -> MarkedRules? { sections[row] }

  /// The rules of a Service or of the frame, made now.
  func marked(_ row: RowID) -> MarkedRules? {
    if let known = sections[row] { return known }
    guard let now else { return nil }
    let rules = now.section(row)
    guard let before, showsChanges, !isUnchanged(row) else {
      return MarkedRules(rules, now.spelling, before: rules, now.spelling)
    }
    return MarkedRules(rules, now.spelling, before: before.section(row), before.spelling)
  }

  private func isUnchanged(_ row: RowID) -> Bool {
    guard case .service(let key) = row, let now, let before else { return false }
    return now.isSame(key, as: before)
  }

  private mutating func listServices() {
    let known = now?.services ?? []
    services = known
    guard showsChanges, let former = before?.services, former != known else { return }
    let present = Set(known)
    let gone = former.filter { !present.contains($0) }
    if !gone.isEmpty { services = (known + gone).sorted() }
  }

  /// Whether a line shows what hangs under it: that of a Service only where somebody opened it.
  func isOpen(_ path: [RowID]) -> Bool { folds.isToggled(path) == (path.count == 1) }

  func hasLinesUnder(_ path: [RowID]) -> Bool {
    switch path.last {
    case .rule(.line), .rule(.step), nil: false
    case .rule(.place): found(path).map { !$0.place.lines.isEmpty } ?? false
    default: true
    }
  }

  /// What a line of a chain, set, map or virtual server stands for.
  func found(_ path: [RowID]) -> Found? {
    guard let root = path.first, let rules = sections[root] else { return nil }
    var port: RuleSubject?
    var place: MarkedRules.Place?
    for row in path {
      switch row {
      case .rule(.part(let subject)): port = subject
      case .rule(.place(let name, let isGone)):
        place = rules.place(name, isGone: isGone, of: port)
      case .rule(.line(let index)):
        guard let place, let line = place.lines[safely: index] else { return nil }
        return Found(place: place, line: line)
      default: break
      }
    }
    return place.map { Found(place: $0) }
  }
}

extension NodeRules {
  fileprivate func section(_ row: RowID) -> RuleSection? {
    if case .service(let key) = row { section(of: key) } else { frame }
  }
}

extension MarkedRules {
  /// All lines under a root that `isOpen` lets see, in their order.
  func paths(under root: RowID, isOpen: ([RowID]) -> Bool = { _ in true }) -> [[RowID]] {
    var paths: [[RowID]] = []
    for part in parts {
      var base = [root]
      if parts.count > 1, let port = part.port {
        base.append(.rule(.part(port)))
        paths.append(base)
        guard isOpen(base) else { continue }
      }
      for place in part.places {
        let path = base + [.rule(.place(place.name, isGone: place.mark == .removed))]
        paths.append(path)
        guard isOpen(path) else { continue }
        paths += place.lines.indices.map { path + [.rule(.line($0))] }
      }
    }
    return paths
  }
}
