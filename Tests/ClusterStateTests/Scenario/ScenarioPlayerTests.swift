import ClusterState
import Testing

@Suite struct ScenarioPlayerTests {
  private func scenario(_ lines: String) throws -> Scenario {
    let text = "format 1\ncluster x\n" + lines
    return try ScenarioParser.parse(Array(text.utf8), file: "x", namespace: "shop")
  }

  private let opened = Simulation(opening: ClusterFixture.shop())

  @Test func `a run is what its lines are, one by one`() throws {
    let scenario = try scenario(
      "stream 100/s from pod/client to web:80\nwait 5s\nscale deploy web --replicas=1\nwait 2s"
    )
    let run = ScenarioRun(scenario, opened: opened)
    var timeline = Timeline(opened)
    for line in scenario.lines {
      guard case .instruction(let instruction) = line.step else { continue }
      try timeline.perform(instruction)
    }
    #expect(run.final == timeline.present)
    #expect(run.steps.map(\.at.microseconds) == [0, 0, 5_000_000, 5_000_000])
    #expect(run.steps[2].events.contains { $0.kind.name == "scaled" })
    #expect(run.hasPassed)
  }

  @Test func `the same scenario gives the same run`() throws {
    let scenario = try scenario(
      "send 500 from pod/client to web:80\ndelete pods -l app=web\nwait 9s"
    )
    let runs = [1, 2].map { _ in ScenarioRun(scenario, opened: opened) }
    #expect(runs[0].final == runs[1].final)
  }

  @Test func `a failed expectation is told and the run goes on, a refused command ends it`() throws
  {
    let scenario = try scenario(
      """
      expect lost = 5
      expect lost = 0
      delete pod nobody
      expect lost = 0
      """
    )
    let run = ScenarioRun(scenario, opened: opened)
    #expect(run.checks.map(\.passed) == [false, true])
    #expect(run.failure?.line.number == 5)
    #expect(
      run.failure?.error
        == .command(.notFound(kind: "Pod", ObjectName(namespace: "shop", name: "nobody")))
    )
    #expect(!run.hasPassed)
    #expect(run.final == opened)
  }

  @Test func `a long wait can be cancelled on the way`() throws {
    let scenario = try scenario("stream 100/s from pod/client to web:80\nwait 8760h\nwait 1s")
    var asked = 0
    let run = ScenarioRun(
      scenario,
      opened: opened,
      goesOn: { _ in
        asked += 1
        return asked < 3
      }
    )
    #expect(run.isCancelled)
    #expect(!run.hasPassed)
    #expect(run.steps.count == 1)
    #expect(run.final.now > .zero)
  }

  @Test func `a player offers its lines one by one and stops where a command is refused`() throws {
    var timeline = Timeline(opened)
    var player = ScenarioPlayer(try scenario("cordon node-b\nundo\nundo\nundo"), on: timeline)
    #expect(player.next?.text == "cordon node-b")
    #expect(player.playNext(on: &timeline)?.line.number == 3)
    #expect(timeline.past.count == 1)
    #expect(player.playNext(on: &timeline) != nil)
    #expect(timeline.present == opened)
    guard case .refused(.nothingToUndo)? = player.playNext(on: &timeline)?.outcome else {
      Issue.record("nothing is left to undo")
      return
    }
    #expect(player.next == nil)
    #expect(player.playNext(on: &timeline) == nil)
  }
}
