/// A scenario played to its end, or to the line that could not be done.
package struct ScenarioRun: Sendable {
  /// An instruction that was done and what followed.
  package struct Step: Sendable {
    package var line: Scenario.Line
    /// When its turn came.
    package var at: Instant
    package var events: [Event]
  }

  /// The line that could not be done.
  package struct Failure: Sendable {
    package var line: Scenario.Line
    package var at: Instant
    package var error: HistoryError
  }

  package let scenario: Scenario
  package private(set) var steps: [Step] = []
  package private(set) var checks: [ScenarioPlayer.Check] = []
  package private(set) var failure: Failure?
  package private(set) var isCancelled = false
  /// The world at the end.
  package private(set) var final: Simulation
  /// How the requests since the last mark ended.
  package private(set) var outcomes = Outcomes()

  /// Plays a scenario in the world that its cluster opens in.
  ///
  /// `tell` hears of every line as it is played; `goesOn` is asked again and again.
  package init(
    _ scenario: Scenario,
    opened: Simulation,
    goesOn: (Instant) -> Bool = { _ in true },
    tell: (ScenarioPlayer.Played) -> Void = { _ in }
  ) {
    self.scenario = scenario
    final = opened
    var timeline = Timeline(opened)
    var player = ScenarioPlayer(scenario, on: timeline)
    while !isCancelled, let played = player.playNext(on: &timeline, goesOn: goesOn) {
      tell(played)
      take(played)
    }
    final = timeline.present
    outcomes = player.outcomes(on: timeline)
  }

  private mutating func take(_ played: ScenarioPlayer.Played) {
    switch played.outcome {
    case .done(let events):
      steps.append(Step(line: played.line, at: played.at, events: events))
    case .marked: break
    case .checked(let check): checks.append(check)
    case .refused(let error):
      failure = Failure(line: played.line, at: played.at, error: error)
    case .cancelled: isCancelled = true
    }
  }

  /// Whether every line was done and every expectation met.
  package var hasPassed: Bool {
    failure == nil && !isCancelled && checks.allSatisfy(\.passed)
  }
}
