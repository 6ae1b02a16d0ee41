package import ClusterState

// Showing it to a room: what happened in a sentence, keys as they are pressed, a remote control.

/// What leads back before a line of a scenario.
enum WayBack: Sendable {
  /// The line changed nothing.
  case stay
  case undo
  case movements([Instruction])
}

/// What a room is shown beside the screen itself.
package struct Presentation: Sendable {
  /// A key that was pressed and what it did.
  package struct Pressed: Hashable, Sendable {
    package var key: String
    package var title: Sentence
  }

  package internal(set) var isOn = false
  /// What changed last, in one sentence.
  package internal(set) var caption: Sentence = ""
  /// The last keys, the newest last.
  package internal(set) var pressed: [Pressed] = []
  /// Events that were spoken of already.
  var eventsSeen = 0
  /// What belongs together: a command and what followed from it at once, or events alike.
  var gathered: [Event.Kind] = []
  var gatheredSince = Instant.zero
  /// The lines of the scenario that were played, to go back before them.
  var past: [(player: ScenarioPlayer, way: WayBack)] = []

  static let pressedMax = 4
  static let gatheredMax = 100
  /// What happens so soon after something is told in one sentence with it.
  static let together = Delay(microseconds: 500_000)
  /// Lines that can be gone back at most.
  static let pastMax = 200
}

extension AppState {
  mutating func togglePresenting() {
    presentation.isOn.toggle()
    presentation.eventsSeen = simulation.events.count
    presentation.pressed = []
    let next = keys.text(of: .page(1))
    let previous = keys.text(of: .page(-1))
    presentation.caption =
      "The floor is yours: \(next) goes on and \(previous) back, as a remote control sends them."
    message = presentation.isOn ? nil : .note("no longer presenting")
  }

  /// Shows the room what was pressed.
  mutating func notePressed(_ key: Key, _ title: Sentence) {
    guard presentation.isOn else { return }
    presentation.pressed.append(.init(key: key.text, title: title))
    let excess = presentation.pressed.count - Presentation.pressedMax
    if excess > 0 { presentation.pressed.removeFirst(excess) }
  }

  /// Puts what happened since into words, if anything is worth it.
  mutating func settleCaption() {
    guard presentation.isOn else { return }
    let events = simulation.events
    let seen = min(presentation.eventsSeen, events.count)
    if events.count < presentation.eventsSeen, let message, !message.isError {
      presentation.caption = message.text
    }
    presentation.eventsSeen = events.count
    guard seen < events.count else { return }
    for index in seen..<events.count { gather(events[index], isNew: index == seen) }
    if let caption = CaptionText.text(presentation.gathered) { presentation.caption = caption }
  }

  private mutating func gather(_ event: Event, isNew: Bool) {
    var isFresh = event.instant > presentation.gatheredSince + Presentation.together
    if case .command = event.cause, isNew { isFresh = true }
    if isFresh || presentation.gathered.count >= Presentation.gatheredMax {
      presentation.gathered = []
      presentation.gatheredSince = event.instant
    }
    presentation.gathered.append(event.kind)
  }

  /// Answers the keys of a remote control; whether it was one.
  mutating func handlePresenter(_ key: Key) -> Bool {
    guard presentation.isOn, key == .pageDown || key == .pageUp else { return false }
    if case .text = screen { return false }
    if key == .pageDown {
      notePressed(key, "next")
      guard let scenario else {
        presentStep()
        return true
      }
      let way = wayBack(before: scenario.next)
      playNextLine()
      guard let now = self.scenario, now.position != scenario.position else { return true }
      presentation.past.append((scenario, way))
      if presentation.past.count > Presentation.pastMax { presentation.past.removeFirst() }
    } else {
      notePressed(key, "back")
      presentBack()
    }
    return true
  }

  private mutating func presentStep() {
    let binding = keys.bindings.first { $0.action == .step }
    if let reason = binding?.disabledReason(self) {
      message = .error(reason)
    } else {
      reduce(.step)
    }
  }

  private mutating func presentBack() {
    guard scenario != nil else {
      guard timeline.undoable != nil || canLeapBack else {
        message = .error("nothing to undo: this is the document")
        return
      }
      reduce(.undo)
      return
    }
    guard let last = presentation.past.popLast() else {
      message = .error("no line was played yet")
      return
    }
    switch last.way {
    case .stay: break
    case .undo:
      // What is taken back is the line, not the way there.
      leap = nil
      reduce(.undo)
    case .movements(let movements): guard perform(movements) else { return }
    }
    scenario = last.player
    playback.isPlaying = false
    presentation.eventsSeen = simulation.events.count
    presentation.gathered = []
    if let line = last.player.next {
      presentation.caption = "Back before line \(line.number): \(line.text)"
    }
    message = nil
  }

  private func wayBack(before line: Scenario.Line?) -> WayBack {
    guard case .instruction(let instruction)? = line?.step else { return .stay }
    switch instruction {
    case .command: return .undo
    case .wait, .waitUntilSettled: return .movements([.rewind(to: simulation.now)])
    default:
      return .movements([.branch(timeline.branchName), .rewind(to: simulation.now)])
    }
  }
}
