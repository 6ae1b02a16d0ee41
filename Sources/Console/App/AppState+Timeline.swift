internal import ClusterState

/// Where one was before going to another moment.
struct Leap: Hashable, Sendable {
  /// What leads back.
  var back: [Instruction]
  /// The branch and the moment it led to: from elsewhere nothing leads back.
  var branch: String
  var instant: Instant
  var commands: Int
}

// Going about in time: to moments and branches, with names for them.

extension AppState {
  mutating func travel(_ action: Action) {
    switch action {
    case .showTimeline: showTimeline()
    case .openBookmark: openBookmark()
    case .openFork: openFork()
    case .stepBack: stepBack()
    default: break
    }
  }

  private mutating func showTimeline() {
    if screen != .timeline { screens.append(.timeline) }
    timelineFocus = .moments
    selectPresentMoment()
  }

  /// Puts the cursor on the moment and the branch one is at.
  mutating func selectPresentMoment() {
    lists[.moments, default: ListState()].selection = .moment(timeline.nearestMoment)
    lists[.branches, default: ListState()].selection = .branch(timeline.branchName)
    settle()
  }

  /// Puts the cursor on an earlier or a later moment.
  mutating func scrub(_ distance: Int) {
    timelineFocus = .moments
    move(.moments, by: distance)
  }

  /// The moment that the cursor of the timeline is on; `nil` on other screens.
  var selectedMoment: HistoryMoment? {
    guard screen == .timeline, case .moment(let moment)? = list(.moments).selection else {
      return nil
    }
    return moment
  }

  /// Goes to a moment of the branch; the clock rests there, and `u` leads back.
  mutating func go(to moment: HistoryMoment) {
    travel(by: [timeline.instruction(to: moment)])
  }

  /// Goes on in another branch, where it was left.
  mutating func goOn(in branch: String) {
    travel(by: [.branch(branch)])
    selectPresentMoment()
  }

  /// Moves in history and remembers where one was.
  private mutating func travel(by movements: [Instruction]) {
    let back = wayBack
    guard perform(movements) else { return }
    playback.isPlaying = false
    leap = Leap(
      back: back,
      branch: timeline.branchName,
      instant: simulation.now,
      commands: timeline.commandsInForce
    )
  }

  /// What leads from elsewhere to where one is now.
  private var wayBack: [Instruction] {
    [.branch(timeline.branchName), .rewind(to: simulation.now)]
  }

  /// Whether undo leads back to where one was before going to this moment.
  var canLeapBack: Bool {
    guard let leap else { return false }
    return leap.branch == timeline.branchName && leap.instant == simulation.now
      && leap.commands == timeline.commandsInForce
  }

  /// Goes back to where one was; whether there was such a place.
  mutating func leapBack() -> Bool {
    guard canLeapBack, let leap else { return false }
    self.leap = nil
    // One may be there already, or in that branch.
    let movements = leap.back.filter { $0 != .branch(timeline.branchName) }
    guard perform(movements) else { return true }
    if screen == .timeline { selectPresentMoment() }
    message = .note("back where you were: \(HistoryText.place(timeline))")
    return true
  }

  /// Goes back to the last thing that happened before now.
  private mutating func stepBack() {
    playback.isPlaying = false
    guard let instant = previousInstant else {
      message = .error("this is the document as it was opened")
      return
    }
    travel(by: [.rewind(to: instant)])
  }

  /// Goes on to what happens next: in the past to the next command too.
  ///
  /// That is time passing, as if one had waited: no command, and the same as playing.
  mutating func stepForward() {
    let number = timeline.commandsInForce + 1
    let known = timeline.isLookingBack ? timeline.end : nil
    let planned = [simulation.nextInstant, known].compactMap { $0 }.min()
    let before = simulation.events.count
    if timeline.isLookingBack, let command = timeline.facts(of: .command(number)),
      command.instant <= planned ?? command.instant
    {
      travel(by: [.rewindAfter(number)])
    } else if let planned {
      travel(by: [.wait(planned - simulation.now)])
    } else {
      message = .error("nothing is planned: time alone changes nothing")
      return
    }
    let events = simulation.events
    if events.count > before { message = .note(EventText.text(events[before].kind)) }
  }

  /// When the last thing happened before now; `nil` at the beginning.
  var previousInstant: Instant? {
    let opened = timeline.opened.now
    guard simulation.now > opened else { return nil }
    let events = simulation.events
    // Events are sorted by their instants: the last one before now.
    var (low, high) = (0, events.count)
    while low < high {
      let middle = (low + high) / 2
      if events[middle].instant < simulation.now { low = middle + 1 } else { high = middle }
    }
    return low == 0 ? opened : max(opened, events[low - 1].instant)
  }
}

// Dialogs that ask for a name.

extension AppState {
  private mutating func openBookmark() {
    let moment = momentToGoTo
    var number = timeline.bookmarks.count + 1
    let taken = Set(timeline.bookmarks.map(\.name))
    while taken.contains("mark-\(number)") { number += 1 }
    popup = .form(
      Form(
        .bookmark(moment),
        title: "Bookmark \(timeText(moment))",
        text: ["rewind to NAME leads back to it."] + goingText(moment),
        fields: [FormField("Name", choices: ["mark-\(number)"])]
      )
    )
  }

  private mutating func openFork() {
    let moment = momentToGoTo
    popup = .form(
      Form(
        .fork(moment),
        title: "A new branch from \(timeText(moment))",
        text: ["\(timeline.branchName) stays as it is: branch \(timeline.branchName) leads back."]
          + goingText(moment),
        fields: [FormField("Name", choices: [timeline.freeName(after: timeline.branchName)])]
      )
    )
  }

  /// The moment under the cursor, unless one is there.
  private var momentToGoTo: HistoryMoment? {
    selectedMoment.flatMap { $0 == timeline.nearestMoment ? nil : $0 }
  }

  private func timeText(_ moment: HistoryMoment?) -> String {
    let instant = moment.flatMap { timeline.facts(of: $0)?.instant } ?? simulation.now
    return "\(instant - .zero)"
  }

  private func goingText(_ moment: HistoryMoment?) -> [Sentence] {
    moment == nil ? [] : ["The moment under the cursor is gone to first; u leads back."]
  }

  /// Does what a dialog about history asks; shows in it why not.
  mutating func submit(_ form: Form, _ naming: (String) -> Instruction, at moment: HistoryMoment?) {
    let way = moment.map { [timeline.instruction(to: $0)] } ?? []
    let back = wayBack
    guard perform(way + [naming(form[value: 0])]) else {
      var refused = form
      refused.error = message?.text
      popup = .form(refused)
      message = nil
      return
    }
    popup = nil
    if moment != nil {
      playback.isPlaying = false
      leap = Leap(
        back: back,
        branch: timeline.branchName,
        instant: simulation.now,
        commands: timeline.commandsInForce
      )
    }
    if screen == .timeline { selectPresentMoment() }
  }
}
