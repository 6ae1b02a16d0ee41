/// Plays a scenario line by line on a timeline that somebody else holds.
///
/// A value: the interface keeps one and offers the next line, ``ScenarioRun`` plays to the end.
package struct ScenarioPlayer: Sendable {
  /// What a line came to.
  package enum Outcome: Sendable {
    /// The events that followed, in their order.
    case done([Event])
    case marked
    case checked(Check)
    /// The line could not be done; the scenario ends here.
    case refused(HistoryError)
    /// Whoever asked for it did not want to go on.
    case cancelled
  }

  /// Whether an expectation was met.
  package struct Check: Hashable, Sendable {
    package var line: Int
    package var passed: Bool
    /// In the command language, which is the same everywhere.
    package var expected: String
    package var actual: Sentence
  }

  /// A line that was played.
  package struct Played: Sendable {
    package var line: Scenario.Line
    /// When its turn came.
    package var at: Instant
    package var outcome: Outcome
    /// What was lost since the last change, if the line added to it.
    package var losses: LossSummary?
  }

  package let scenario: Scenario
  /// The index of the line whose turn it is.
  package private(set) var position = 0
  /// Whether a line could not be done.
  package private(set) var isStopped = false
  /// The worlds that counting begins at, by the name of the mark; the last mark under "".
  private var marks: [String: Simulation]

  /// Plays from the first line on; counting begins with the opened document.
  package init(_ scenario: Scenario, on timeline: Timeline) {
    self.scenario = scenario
    marks = ["": timeline.opened]
  }

  /// The line whose turn it is; `nil` at the end.
  package var next: Scenario.Line? {
    isStopped || position == scenario.lines.count ? nil : scenario.lines[position]
  }

  /// Plays the next line; `nil` at the end.
  ///
  /// `goesOn` is asked again and again while time passes.
  package mutating func playNext(
    on timeline: inout Timeline,
    goesOn: (Instant) -> Bool = { _ in true }
  ) -> Played? {
    guard let line = next else { return nil }
    let at = timeline.present.now
    let before = timeline.present.losses
    let outcome: Outcome
    switch line.step {
    case .mark(let name):
      marks[""] = timeline.present
      if let name { marks[name] = timeline.present }
      outcome = .marked
    case .expectation(let expectation):
      outcome = .checked(check(expectation, line.number, timeline))
    case .instruction(let instruction):
      outcome = Self.perform(instruction, on: &timeline, goesOn)
      moveMarks(to: timeline.present)
    }
    switch outcome {
    case .refused: isStopped = true
    case .cancelled: break
    default: position += 1
    }
    let hasMore = Self.hasEvents(line.step) && timeline.present.losses != before
    return Played(
      line: line,
      at: at,
      outcome: outcome,
      losses: hasMore ? timeline.present.lossSummary() : nil
    )
  }

  /// How the requests ended that were sent since the last mark.
  func outcomes(on timeline: Timeline) -> Outcomes {
    let start = marks[""] ?? timeline.opened
    return TrafficWindow(start: start, end: timeline.present).outcomes(of: nil)
  }

  private func check(
    _ expectation: Expectation,
    _ line: Int,
    _ timeline: Timeline
  ) -> Check {
    let start = marks[expectation.since ?? ""] ?? timeline.opened
    let result = expectation.check(in: TrafficWindow(start: start, end: timeline.present))
    return Check(
      line: line,
      passed: result.passed,
      expected: "\(expectation)",
      actual: result.actual
    )
  }

  /// Whoever goes back to before a mark counts from where they are.
  private mutating func moveMarks(to present: Simulation) {
    marks = marks.mapValues { mark in
      let isAhead =
        mark.now > present.now || mark.events.count > present.events.count
        || mark.ledger.outcomes.total > present.ledger.outcomes.total
      return isAhead ? present : mark
    }
  }
}

extension ScenarioPlayer {
  /// Longer waits are cut into pieces, between which they can be cancelled.
  private static let piece = Delay.seconds(10)

  private static func perform(
    _ instruction: Instruction,
    on timeline: inout Timeline,
    _ goesOn: (Instant) -> Bool
  ) -> Outcome {
    let before = timeline.present.events.count
    do throws(HistoryError) {
      guard case .wait(let delay) = instruction else {
        guard goesOn(timeline.present.now) else { return .cancelled }
        try timeline.perform(instruction)
        return .done(events(since: before, instruction, timeline))
      }
      var rest = delay
      while rest > .zero {
        guard goesOn(timeline.present.now) else { return .cancelled }
        let part = min(rest, piece)
        try timeline.perform(.wait(part))
        rest = Delay(microseconds: rest.microseconds - part.microseconds)
      }
    } catch {
      return .refused(error)
    }
    return .done(events(since: before, instruction, timeline))
  }

  /// Movements in history make no events, whatever world they come to.
  private static func events(
    since count: Int,
    _ instruction: Instruction,
    _ timeline: Timeline
  ) -> [Event] {
    guard hasEvents(.instruction(instruction)) else { return [] }
    let events = timeline.present.events
    return (min(count, events.count)..<events.count).map { events[$0] }
  }

  private static func hasEvents(_ step: Scenario.Step) -> Bool {
    switch step {
    case .instruction(.command), .instruction(.wait), .instruction(.waitUntilSettled): true
    default: false
    }
  }
}
