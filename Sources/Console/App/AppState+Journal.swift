package import ClusterState

/// A visit of this document that was not ended as it should be.
package struct RecoveryOffer: Hashable, Sendable {
  package var began: Timestamp
  package var commands: Int
  /// What is worth knowing before: damage, a changed document, another version.
  package var notes: [Sentence]

  package init(began: Timestamp, commands: Int, notes: [Sentence]) {
    self.began = began
    self.commands = commands
    self.notes = notes
  }
}

/// What becomes of a journal that was offered.
package enum RecoveryChoice: Hashable, Sendable {
  case takeUp
  /// Begin anew; it is offered again next time.
  case leave
  case throwAway
}

/// How far something is that takes long.
package struct Progress: Equatable, Sendable {
  package var title: Sentence
  /// Between 0 and 1.
  package var part: Double

  package init(_ title: Sentence, part: Double) {
    self.title = title
    self.part = part
  }
}

// What is done is written down, and what was written down can be gone on with.

extension AppState {
  /// Whether a journal is offered or being done again: no time passes until that is over.
  var isAskedAboutJournal: Bool {
    switch popup {
    case .recovery, .progress: true
    case .keys, .form, .policies, .themes, nil: false
    }
  }

  /// Shows how far something is that takes long.
  package mutating func show(_ progress: Progress) { popup = .progress(progress) }

  /// Nothing takes long any more.
  package mutating func endProgress() {
    if case .progress = popup { popup = nil }
  }

  /// Shows what to press first, as nobody has been here before.
  package mutating func welcome() { isWelcoming = true }

  /// Asks whether a visit is to be taken up.
  package mutating func offer(_ offer: RecoveryOffer) { popup = .recovery(offer) }

  /// Goes on with the history of an earlier visit.
  package mutating func takeUp(_ timeline: Timeline, note: Sentence) {
    self.timeline = timeline
    rows.forgetRevisions()
    // What was done before may be lines of the scenario as well as anything else.
    message = .note(scenario == nil ? note : "\(note); the scenario is not gone on with")
    scenario = nil
    settle()
  }

  /// Says something that the program around found out.
  package mutating func tell(_ text: Sentence, isError: Bool) {
    message = isError ? .error(text) : .note(text)
  }

  /// Has something written down; waiting in a row is one line.
  mutating func record(_ instruction: Instruction) {
    guard case .wait(let more) = instruction, case .record(.wait(let delay))? = effects.last else {
      effects.append(.record(instruction))
      return
    }
    effects[effects.count - 1] = .record(.wait(delay + more))
  }

  mutating func answerRecovery(_ key: Key) {
    let choice: RecoveryChoice? =
      switch key {
      case .enter: .takeUp
      case .escape: .leave
      case .character("d"): .throwAway
      default: nil
      }
    guard let choice else { return }
    popup = nil
    effects.append(.recover(choice))
  }
}
