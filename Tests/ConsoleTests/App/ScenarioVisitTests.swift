import ClusterState
import Console
import Testing

/// A scenario whose lines are played one by one.
@Suite struct ScenarioVisitTests {
  private static let text = """
    format 1
    cluster demo:shop
    scale deployment web -n shop --replicas=5
    wait 2s
    expect endpoints ready > 2 of service shop/web
    """

  private static func person() throws -> Person {
    let scenario = try ScenarioParser.parse(Array(text.utf8), file: "scale.scenario")
    var person = Person()
    person.offer(scenario)
    return person
  }

  private static func command(_ person: inout Person, _ line: String) throws {
    person.type(":" + line)
    try person.press("Enter")
  }

  @Test func `the lines that do something are written down like what is typed`() throws {
    var person = try Self.person()
    for _ in 0..<3 { try Self.command(&person, "next") }
    try Self.command(&person, "mode ipvs")
    #expect(
      person.recorded == [
        .command(
          .scale(kind: Deployment.kind, ObjectName(namespace: "shop", name: "web"), replicas: 5)
        ),
        .wait(.seconds(2)), .command(.setMode(.ipvs)),
      ]
    )
    let replay = Replay(person.recorded, on: person.state.timeline.opened)
    #expect(replay.timeline.present == person.simulation)
  }

  @Test func `an earlier visit that is taken up ends the scenario`() throws {
    var person = try Self.person()
    try Self.command(&person, "next")
    person.takeUp(person.state.timeline, note: "taken up again: 1 command")
    #expect(person.sees("taken up again: 1 command; the scenario is not gone on with"))
    try Self.command(&person, "next")
    #expect(person.sees("no scenario is open"))
  }
}
