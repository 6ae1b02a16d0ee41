internal import ClusterState

// Showing it to a room: what happened in a sentence, keys as they are pressed, a remote control.

/// What a room is shown beside the screen itself.
package struct Presentation: Sendable {
  /// A key that was pressed and what it did.
  package struct Pressed: Hashable, Sendable {
    package var key: String
    package var title: String
  }

  package internal(set) var isOn = false
  /// What changed last, in one sentence.
  package internal(set) var caption = ""
  /// The last keys, the newest last.
  package internal(set) var pressed: [Pressed] = []
  /// Events that were spoken of already.
  var eventsSeen = 0
  /// What belongs together: a command and what followed from it at once, or events alike.
  var gathered: [Event.Kind] = []
  var gatheredSince = Instant.zero
  /// The worlds before the lines of the scenario that were played, to go back to.
  var past: [(player: ScenarioPlayer, timeline: Timeline)] = []

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
  mutating func notePressed(_ key: Key, _ title: String) {
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
      presentation.past.append((scenario, timeline))
      if presentation.past.count > Presentation.pastMax { presentation.past.removeFirst() }
      playNextLine()
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
    scenario = last.player
    timeline = last.timeline
    rows.forgetRevisions()
    presentation.eventsSeen = simulation.events.count
    presentation.caption =
      last.player.next.map { "Back before line \($0.number): \($0.text)" } ?? ""
    message = nil
  }
}
