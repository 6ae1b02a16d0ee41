internal import ClusterState

/// A row of the rules screen as it is drawn.
struct RuleScreenRow {
  /// Which step of the last request's way it is, counted from 1.
  var step: Int?
  var count: RuleCountText?
  var mark = MarkedRules.Mark.kept
  /// Columns before it.
  var indent = 0
  /// `nil` where nothing hangs under it.
  var isOpen: Bool?
  var tokens: [RuleSyntax.Token] = []

  /// The whole line.
  var text: String { tokens.map(\.text).joined() }
}

/// Packets and bytes as `iptables -L -v` prints them.
struct RuleCountText {
  var packets: String
  var bytes: String

  init(_ count: RuleCounters.Count) {
    packets = Self.text(count.packets)
    bytes = Self.text(count.bytes)
  }

  /// Five digits at most, then thousands, millions and more (iptables `xtables_print_num`).
  private static func text(_ number: UInt64) -> String {
    guard number > 99_999 else { return "\(number)" }
    var (value, unit) = ((number + 500) / 1_000, 0)
    let units = ["K", "M", "G", "T"]
    while value > 9_999, unit < units.count - 1 {
      (value, unit) = ((value + 500) / 1_000, unit + 1)
    }
    return "\(value)\(units[unit])"
  }
}

extension AppState {
  /// What a line of the rules screen says; `nil` if it is not there any more.
  func ruleRow(_ path: [RowID]) -> RuleScreenRow? {
    guard let root = path.first else { return nil }
    var row = RuleScreenRow()
    row.indent = 2 * (path.count - 1)
    switch path.last {
    case .rule(.way):
      row.isOpen = rules.isOpen(path)
      row.tokens = [
        RuleSyntax.Token(
          text: language.text(lastRequestTitle)[...],
          style: Style(.information, .bold)
        )
      ]
    case .rule(.step(let index)):
      guard let step = rules.traffic.way[safely: index] else { return nil }
      row.step = index + 1
      row.tokens = tokens(of: step)
    case .service, .rule(.frame):
      row.isOpen = rules.isOpen(path)
      row.tokens = headline(root)
      let service: ObjectName? = if case .service(let key) = root { key } else { nil }
      if row.isOpen == false { row.step = rules.traffic.serviceSteps[service] }
      if let service, let packets = rules.traffic.counts?[service], packets > 0 {
        row.count = RuleCountText(RuleCounters.Count(packets: packets, bytes: 0))
        row.count?.bytes = ""
      }
    case .rule(.part(let port)):
      row.isOpen = rules.isOpen(path)
      row.tokens = [
        RuleSyntax.Token(text: "\(port)"[...], style: Style(.title)),
        RuleSyntax.Token(text: "  \(port.protocol)"[...], style: Style(.dim)),
      ]
    default:
      guard let found = rules.found(path) else { return nil }
      fill(&row, found, path)
    }
    return row
  }

  /// A step with where in the network stack and, if its own text does not say so, in which chain.
  private func tokens(of step: NodeRuleCounts.Step) -> [RuleSyntax.Token] {
    let mode = rules.now?.spelling.mode ?? .iptables
    var words = TextWidth.fit("\(step.stage)", 12)
    if mode == .nftables { words += step.site.place.name + "  " }
    let margin = RuleSyntax.Token(text: words[...], style: Style(.dim))
    return [margin] + RuleSyntax.tokens(step.text, mode)
  }

  private func fill(_ row: inout RuleScreenRow, _ found: RulesPlace.Found, _ path: [RowID]) {
    let place = found.place
    let mode =
      found.line?.spelling.mode ?? place.lines.first?.spelling.mode ?? simulation.settings.mode
    row.mark = found.line?.mark ?? place.mark
    let site = NodeRuleCounts.Site(place.name, found.line?.line)
    let count = rules.traffic.counts?[site]
    if row.mark != .removed {
      row.step = rules.traffic.steps[site]
      if count != nil || found.line?.line.isCounted == true {
        row.count = RuleCountText(count ?? RuleCounters.Count())
      }
    }
    if found.line == nil, row.step == nil, !rules.isOpen(path) {
      let service: ObjectName? = if case .service(let key)? = path.first { key } else { nil }
      let folded = RuleTraffic.PlaceOf(service: service, place: place.name)
      row.step = rules.traffic.placeSteps[folded]
    }
    if let line = found.line {
      row.tokens = RuleSyntax.tokens(line.text(in: place.name), mode)
    } else {
      row.isOpen = place.lines.isEmpty ? nil : rules.isOpen(path)
      if place.lines.isEmpty { row.indent += 2 }
      row.tokens = RuleSyntax.tokens(place.head, mode)
      let remark = place.name.table
      if mode != .nftables, remark != "ipvs" {
        row.tokens.append(RuleSyntax.Token(text: "  \(remark)"[...], style: Style(.dim)))
      }
    }
  }

  /// `shop/web  NodePort  14 rules in 6 chains  +3 -2`.
  private func headline(_ root: RowID) -> [RuleSyntax.Token] {
    let marked = rules[root]
    var words: [(String, Style)] = []
    if case .service(let key) = root {
      words.append(("\(key)", Style(.title, .bold)))
      if let spec = simulation.cluster.services[key]?.spec {
        words.append(("  \(spec.type.rawValue)", Style(.dim)))
      }
    } else {
      let name: Sentence = "frame: what is there whatever Services there are"
      words.append((language.text(name), Style(.title)))
    }
    if let marked {
      let places = marked.parts.flatMap(\.places).filter { $0.mark != .removed }
      let lines = places.reduce(0) { sum, place in
        sum + place.lines.count { $0.mark != .removed }
      }
      let count = Sentence(counting: lines, "line")
      words.append(("  \(language.text(count))", Style(.dim)))
      if marked.added > 0 { words.append(("  +\(marked.added)", Style(.added, .bold))) }
      if marked.removed > 0 { words.append(("  -\(marked.removed)", Style(.removed, .bold))) }
    }
    return words.map { RuleSyntax.Token(text: $0.0[...], style: $0.1) }
  }

  /// `Rules of node-a: iptables, IPv4`.
  var rulesTitle: Sentence {
    let mode = rules.now?.node.options.mode.rawValue ?? ""
    return "Rules of \(rules.node)  \(mode)  \(rules.isIPv6 ? "IPv6" : "IPv4")"
  }

  /// What the lines are compared with, or how far a search is.
  var rulesChangeTitle: Sentence {
    if let search = rules.search {
      let (done, all) = (Quantities.count(search.examined), Quantities.count(search.count))
      return "looking for \(rules.words): \(done) of \(all) Services; Esc stops"
    }
    let command = timeline.past.last { $0.command.changesObjects }?.command
    guard rules.showsChanges, rules.before != nil, let command else { return "" }
    return "+ - since \(command)"
  }

  /// `12 entries`.
  var conntrackTitle: Sentence {
    let count = rules.connections.count
    guard count > 0 else { return "" }
    let isAll =
      rules.examined < Simulation.conntrackExaminedMax
      && count < Simulation.connectionsShownMax
    return isAll
      ? count == 1 ? "1 entry" : "\(Quantities.count(count)) entries"
      : "the first \(Quantities.count(count))"
  }
}

extension RuleLine {
  /// Whether packets are counted with it.
  fileprivate var isCounted: Bool {
    switch self {
    case .rule, .element, .realServer: true
    case .text: false
    }
  }
}
