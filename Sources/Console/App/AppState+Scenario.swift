package import ClusterState

extension AppState {
  /// Offers the lines of a scenario, one by one, in the cluster that it opens.
  ///
  /// Time stands still between them: what they expect is of their own moments.
  package mutating func offer(_ scenario: Scenario) {
    self.scenario = ScenarioPlayer(scenario, on: timeline)
    playback.isPlaying = false
    message = .note(nextLineText)
  }

  /// Plays the next line and says what it came to.
  mutating func playNextLine() {
    guard var player = scenario, let next = player.next else {
      message = .error(scenario == nil ? "no scenario is open" : nextLineText)
      return
    }
    if session.isReadOnly, next.changesObjects {
      message = .error("line \(next.number) changes objects, and the session is read-only")
      return
    }
    let played = player.playNext(on: &timeline)
    scenario = player
    rows.forgetRevisions()
    guard let played else { return }
    if case .instruction(let instruction) = next.step, case .done = played.outcome {
      record(instruction)
    }
    switch played.outcome {
    case .refused(let error):
      message = .error("line \(next.number) is refused: \(ErrorText.text(error))")
    case .checked(let check) where !check.passed:
      message = .error("line \(check.line): expected \(check.expected), it was \(check.actual)")
    case .checked(let check): message = .note("as expected: \(check.expected).  \(nextLineText)")
    case .done, .marked, .cancelled: message = .note("done: \(next.text).  \(nextLineText)")
    }
  }

  private var nextLineText: Sentence {
    guard let player = scenario, let next = player.next else { return "the scenario is over" }
    return ":next plays line \(next.number): \(next.text)"
  }
}

extension Scenario.Line {
  fileprivate var changesObjects: Bool {
    if case .instruction(.command(let command)) = step { command.changesObjects } else { false }
  }
}
