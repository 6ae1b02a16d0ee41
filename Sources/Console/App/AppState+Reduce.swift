internal import ClusterState

extension AppState {
  /// Does what the person wants.
  package mutating func reduce(_ action: Action) {
    switch action {
    case .move, .page, .moveToStart, .moveToEnd, .nextPane, .previousPane, .focus, .enter, .back,
      .goBack, .show, .showOverview, .allNamespaces:
      navigate(action)
    case .openCommand, .openFilter, .help, .menu, .openSend, .openDelete, .openScale, .openBehavior:
      open(action)
    case .repeatSend, .toggleStream, .kill, .openMode, .undo, .redo:
      change(action)
    case .openPolicies, .restart, .toggleCordon, .drain: changeObjects(action)
    case .toggleFaults: toggleFaults()
    case .showTree(let root): showTree(root)
    case .edited(let draft, let end): finish(draft, end)
    case .showCharts, .showMap, .showMatrix, .showNames: showPicture(action)
    case .rules(let action): reduce(action)
    case .showTimeline, .openBookmark, .openFork, .stepBack: travel(action)
    case .moveSideways(let distance): moveSideways(distance)
    case .compare: openComparison()
    case .revisit, .revisitLast: revisit(action)
    case .showNamespace(let number): show(numbered: number)
    case .findNext(let direction): findNext(direction)
    case .saveTable: saveTable()
    case .dumpScreen: dumpScreen()
    case .toggleHeader: hasHeader.toggle()
    case .toggleCrumbs: showsCrumbs.toggle()
    case .about: show(title: "About SvcTUI", AboutText.lines(self))
    case .togglePause, .step, .faster, .slower, .normalSpeed:
      control(action)
    case .sort(let columns): sort(byAnyOf: columns)
    case .chooseColumn(let direction): chooseColumn(direction)
    case .sortByChosenColumn: sortByChosenColumn()
    case .toggleWide: toggleWide()
    case .toggleMark: toggleMark()
    case .markRange: markRange()
    case .clearMarks: clearMarks()
    case .open(let view): open(view)
    case .explain: explain()
    case .lint: showLint()
    case .copyName: copyName()
    case .repaint: effects.append(.repaint)
    case .suspend: effects.append(.suspend)
    case .quit: isFinished = true
    case .room(let action): reduce(action)
    case .textRead(let view, let kind, let key, let text): show(view, kind, key, text: text)
    case .textFailed(let reason): message = .error(Sentence(verbatim: reason))
    }
    settle()
  }

  private mutating func change(_ action: Action) {
    switch action {
    case .repeatSend:
      if let lastTraffic { perform(lastTraffic) }
    case .toggleStream: toggleStream()
    case .kill:
      if openDeleteMarked(asksForGrace: false) { return }
      if let pod = selectedPod { perform(.deletePod(pod, graceSeconds: nil)) }
    case .openMode:
      let modes: [ProxyMode] = [.iptables, .nftables, .ipvs]
      let index = modes.firstIndex(of: simulation.settings.mode) ?? 0
      perform(.setMode(modes[(index + 1) % modes.count]))
    case .undo:
      if leapBack() { return }
      rows.forgetRevisions()
      let undone = timeline.undo()
      if undone != nil { record(.undo) }
      message = undone.map { .note("undone: \($0)   \(keys.text(of: .redo)) does it again") }
    case .redo:
      rows.forgetRevisions()
      let redone = timeline.redo()
      if redone != nil { record(.redo) }
      message = redone.map { .note("done again: \($0)") }
    default: break
    }
  }

  private mutating func control(_ action: Action) {
    switch action {
    case .togglePause:
      playback.isPlaying.toggle()
    case .step:
      stepForward()
    case .faster: playback.faster()
    case .slower: playback.slower()
    case .normalSpeed: playback.normalSpeed()
    default: break
    }
    if action != .step, action != .togglePause { message = .note("speed \(playback.text)") }
  }

  /// Gives a command to the cluster and says what became of it.
  ///
  /// Why it was refused, if the cluster refused it.
  @discardableResult
  mutating func attempt(_ command: Command) -> CommandError? {
    if session.isReadOnly, command.changesObjects {
      message = .error("the session is read-only")
      return nil
    }
    do throws(CommandError) {
      let applied = try timeline.perform(command)
      record(.command(command))
      if case .send = command { lastTraffic = command }
      message = applied.events.first.map { event in
        let said = EventText.text(event.kind)
        return .note(command.changesObjects ? untilTimePasses(said) : said)
      }
      if let name = applied.forkedInto { message = .note(HistoryText.forked(name)) }
      return nil
    } catch {
      message = .error(ErrorText.text(error))
      return error
    }
  }

  /// What was done, with a word on the pause where it needs time to take effect.
  func untilTimePasses(_ said: Sentence) -> Sentence {
    playback.isPlaying || simulation.nextInstant == nil
      ? said : "\(said)   paused: it takes effect as time passes (p or >)"
  }

  /// Gives a command to the cluster; a refusal that no line can hold is shown whole.
  mutating func perform(_ command: Command) {
    if let error = attempt(command) {
      guard case .refused(let kind, let key, let errors) = error else { return }
      // More than a line can hold: what is allowed must be readable.
      show(
        title: "\(kind) \(key) is refused",
        errors.flatMap { error in
          [
            TextLine(Sentence(verbatim: error.field), Style(.bad, .bold), wraps: true),
            TextLine(Sentence(verbatim: error.message), indent: 4, wraps: true), .empty,
          ]
        } + [TextLine("Nothing has changed.")]
      )
    }
  }

  private mutating func copyName() {
    let name: String? =
      switch selectedRow {
      case .service(let key), .pod(let key), .workload(_, let key): key.name
      case .endpoint(let row): row.pod.name.isEmpty ? row.address?.description : row.pod.name
      case .node(let name): name
      case .ignored(let index): session.ignored[index].key.name
      case .branch(let name): name
      case .moment(let moment): "\(timeline.instruction(to: moment))"
      case .delay(let name, _): name.rawValue
      case .connection(let key): "\(key.client)"
      case .stream(let number): stream(number).map { "stream \($0.plan)" }
      case .slice(let key), .route(_, let key), .absent(_, let key): key.name
      case .endpointOf(_, let row):
        row.pod.name.isEmpty ? row.address?.description : row.pod.name
      case .zone(let name), .namespace(let name): name
      case .lookup(let index): names?.answers[safely: index]?.question.text
      case .rule: selectedRuleText
      case .conntrack(let index): rules.connections[safely: index]?.text
      case .event, .figure, .perfectControlPlane, .tree, .client, .reach, .outcome, .losses, nil:
        nil
      }
    guard let name else { return }
    effects.append(.copy(name))
    message = .note("copied \(name)")
  }
}

extension Command {
  /// Whether it changes objects rather than sending requests or letting time pass.
  var changesObjects: Bool {
    switch self {
    case .send, .startStream, .stopStream, .step: false
    case .several(let commands): commands.contains(where: \.changesObjects)
    default: true
    }
  }
}
