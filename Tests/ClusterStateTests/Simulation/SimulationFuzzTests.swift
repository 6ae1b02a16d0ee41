import Foundation
import Testing

@testable import ClusterState

/// Random commands, one after the other: whatever is asked for, the model stays consistent.
@Suite struct SimulationFuzzTests {
  /// `SVCTUI_FUZZ=20` looks twenty times as long.
  static let effort =
    ProcessInfo.processInfo.environment["SVCTUI_FUZZ"].flatMap { Int($0) } ?? 1

  @Test(arguments: Array(1...8) as [UInt64])
  func `the model stays consistent under random commands`(seed: UInt64) {
    var commander = Commander(seed: seed)
    var simulation = Simulation(opening: CrowdedFixture.make())
    #expect(simulation.brokenInvariants == [])
    var performed = 0
    for step in 0..<100 * Self.effort {
      let command = commander.command(on: simulation)
      let before = simulation
      do throws(CommandError) {
        try simulation.apply(command)
        performed += 1
      } catch {
        #expect(simulation == before, "\(command) was refused and changed something")
      }
      let pause = Int64(commander.number(4)) * 700_000
      simulation.advance(to: simulation.now + Delay(microseconds: pause))
      let broken = simulation.brokenInvariants
      guard broken.isEmpty else {
        Issue.record("seed \(seed), step \(step), \(command): \(broken)")
        return
      }
    }
    #expect(performed > 40)
  }

  /// 10,000 commands in all, and every event after each of them is looked at.
  @Test(arguments: Array(101...120) as [UInt64])
  func `history and all invariants hold after every event`(seed: UInt64) throws {
    var commander = Commander(seed: seed)
    var timeline = Timeline(Simulation(opening: ClusterFixture.shop()))
    var commands: [(command: Command, at: Instant)] = []
    for step in 0..<500 * Self.effort {
      let command = commander.command(on: timeline.present)
      let before = timeline.present
      do throws(CommandError) {
        try timeline.apply(command)
      } catch {
        continue
      }
      commands.append((command, before.now))
      let after = timeline.present
      timeline.undo()
      guard timeline.present == before else {
        Issue.record("seed \(seed), step \(step), \(command): undone is not undone")
        return
      }
      timeline.redo()
      guard timeline.present == after else {
        Issue.record("seed \(seed), step \(step), \(command): redone is not the same")
        return
      }
      for _ in 0..<commander.number(4) {
        let earlier = timeline.present.now
        timeline.advance(to: timeline.present.nextInstant ?? earlier)
        let broken = timeline.present.brokenInvariants
        guard broken.isEmpty, timeline.present.now >= earlier else {
          Issue.record("seed \(seed), step \(step), after \(command): \(broken)")
          return
        }
      }
    }
    #expect(commands.count > 150)
    var replayed = Simulation(opening: ClusterFixture.shop())
    for (command, instant) in commands {
      replayed.advance(to: instant)
      // As it stands in a journal.
      let line = "\(command)"
      #expect(throws: Never.self, "seed \(seed), \(instant): \(line)") {
        try replayed.apply(try CommandParser.parse(line))
      }
    }
    replayed.advance(to: timeline.present.now)
    #expect(replayed == timeline.present)
  }

  @Test(arguments: [21, 22] as [UInt64])
  func `the same commands give the same world on a second run`(seed: UInt64) {
    func run() -> Simulation {
      var commander = Commander(seed: seed)
      var simulation = Simulation(opening: CrowdedFixture.make())
      for _ in 0..<60 {
        _ = try? simulation.apply(commander.command(on: simulation))
        simulation.advance(to: simulation.now + .milliseconds(300))
      }
      return simulation
    }
    #expect(run() == run())
  }

  @Test func `a defect in an index is found`() throws {
    var simulation = Simulation(opening: CrowdedFixture.make())
    try simulation.apply(.startStream(ClusterFixture.toWeb, rate: 10))
    #expect(simulation.brokenInvariants == [])
    #expect(simulation.breakingIndexes().brokenInvariants.count >= 4)
  }
}
