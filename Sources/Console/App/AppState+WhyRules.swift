internal import ClusterState

// What a line of the rules is there for.

extension AppState {
  /// Explains the rule under the cursor.
  mutating func explainRule() {
    guard let path = ruleInQuestion, let found = rules.found(path) else {
      show(title: "Why: rules", [TextLine(ScreenGuide.text(.rules), wraps: true)])
      return
    }
    let place = found.place
    let text = found.line?.text(in: place.name) ?? place.head
    var lines = [TextLine(Sentence(verbatim: text), Style(.title, .bold), wraps: true), .empty]
    let mark = found.line?.mark ?? place.mark
    if mark == .added {
      lines += [TextLine("It came with the last change.", Style(.added), wraps: true), .empty]
    }
    if mark == .removed {
      lines += [TextLine("The last change took it away.", Style(.removed), wraps: true), .empty]
    }
    lines += found.line.map { self.lines(of: $0.line, in: place, path) } ?? self.lines(of: place)
    show(title: "Why: \(place.name.name)", lines)
  }

  /// The line under the cursor; of a step of the last way, where that stands.
  private var ruleInQuestion: [RowID]? {
    guard case .rule(.step(let index))? = selectedTreePath?.last else { return selectedTreePath }
    return rules.traffic.way[safely: index].flatMap(rules.path)
  }

  private func lines(
    of line: RuleLine,
    in place: MarkedRules.Place,
    _ path: [RowID]
  ) -> [TextLine] {
    var lines: [TextLine] = []
    switch line {
    case .rule(let rule):
      let matches = RuleWords.matches(rule)
      if matches.isEmpty {
        lines.append(TextLine("It takes every packet that comes here."))
      } else {
        lines.append(TextLine("It takes a packet if"))
        lines += matches.map { TextLine($0, indent: 4, wraps: true) }
      }
      lines += [.empty, TextLine(RuleWords.verdict(rule.verdict), wraps: true)]
    case .element(let element):
      let key = element.key.joined(separator: " . ")
      lines.append(TextLine("\(place.name.name) has the key \(key).", wraps: true))
      if element.verdict != .none {
        lines += [.empty, TextLine(RuleWords.verdict(element.verdict), wraps: true)]
      }
    case .realServer(let endpoint, _, _):
      lines.append(TextLine("The virtual server sends connections to \(endpoint).", wraps: true))
    case .text:
      lines.append(
        TextLine(
          place.name.table == "ipset"
            ? "An entry of the ipset: the few iptables rules ask whether it holds a packet's "
              + "addresses and ports."
            : "A declaration: it says what kind of chain or set this is.",
          wraps: true
        )
      )
    }
    let origin = RuleOrigin(service: service(above: path), place: place.name)
    let fields = origin.fields(line)
    guard !fields.isEmpty else { return lines }
    lines += [.empty, TextLine("Where it comes from", Style(.heading))]
    var seen: Set<String> = []
    return lines
      + fields.filter { seen.insert($0.english).inserted }.map {
        TextLine($0, indent: 4, wraps: true)
      }
  }

  private func lines(of place: MarkedRules.Place) -> [TextLine] {
    let text: Sentence =
      switch (place.name.table, place.isShared) {
      case ("ipvs", _):
        "A virtual server: the kernel spreads connections to its address over the real servers "
          + "below, in the way that -s names."
      case ("ipset", _):
        "An ipset: the few iptables rules of IPVS mode look into it. What is listed is what this "
          + "Service has in it."
      case (_, true): "All Services share it; what is listed is what this Service has in it."
      case (_, false): "A chain, set or map of its own; others jump to it or look into it."
      }
    return [TextLine(text, wraps: true)]
  }

  private func service(above path: [RowID]) -> Service? {
    guard case .service(let key)? = path.first else { return nil }
    return simulation.cluster.services[key]
  }

  /// Explains an entry of conntrack.
  mutating func explainConntrack(_ index: Int) {
    guard let entry = rules.connections[safely: index] else { return }
    var lines = [
      TextLine(Sentence(verbatim: entry.text), Style(.title, .bold), wraps: true), .empty,
      TextLine(
        "The first addresses and ports are what the client sends, the second what answers come "
          + "from and go to: where they differ, a rule translated the connection's first packet.",
        wraps: true
      ),
    ]
    if entry.reply.destinationPort == nil {
      lines += [
        .empty,
        TextLine(
          "It is masqueraded: the answer goes to the node's own address. Its port is drawn by "
            + "chance in the kernel, so it stands as *.",
          wraps: true
        ),
      ]
    }
    if entry.isStale {
      lines += [
        .empty,
        TextLine(
          "Stale: rules are asked for first packets only, and a new connection would not go there.",
          Style(.warning),
          wraps: true
        ),
      ]
    }
    show(title: "Why: conntrack", lines)
  }
}
