import ClusterState
import Testing

@testable import Console

/// What a change cost, said once when it is over and shown while it lasts.
@Suite struct LossesTests {
  /// A stream, and a pod killed while rules lead to it.
  private static func killed(columns: Int = 200) throws -> Person {
    var person = Person(size: Size(columns: columns, rows: 40))
    try person.press("Ctrl-T wait:2000ms Tab Ctrl-K")
    return person
  }

  @Test func `the sentence is said two seconds after the last loss, and again after one more`()
    throws
  {
    var person = try Self.killed()
    person.wait(milliseconds: 1_500)
    #expect(person.state.message?.text.contains("lost") == false)
    person.wait(milliseconds: 2_500)
    let said = try #require(person.state.message?.text)
    let summary = try #require(person.simulation.lossSummary())
    #expect(said.hasPrefix("lost during the last change: \(summary.lost) of "))
    #expect(said.hasSuffix("because node-c's rules were not yet synced"))
    // One request more was on its way to the pod: its client waits for five seconds.
    try person.press("j wait:5000ms")
    #expect(person.state.message?.text.contains("37 of ") == true)
    try person.press("j wait:9000ms")
    #expect(person.state.message == nil)
  }

  @Test func `where the sentence has no room its gist is said`() throws {
    var person = try Self.killed(columns: 80)
    person.wait(milliseconds: 4_000)
    let said = try #require(person.state.message?.text)
    #expect(said.hasPrefix("lost 36 of ") && said.english.count <= 78)
  }

  @Test func `what history brings back is not said again`() throws {
    var person = try Self.killed()
    person.wait(milliseconds: 9_000)
    try person.press("u Ctrl-R wait:5000ms")
    #expect(person.state.message?.text.hasPrefix("done again") == true)
  }

  @Test func `the pane has the sentence, the rate of success, and where it was lost`() throws {
    var person = try Self.killed(columns: 220)
    person.wait(milliseconds: 3_000)
    for text in [
      "lost during the last change: 36 of", "decided on  node-c", "(36 lost)", "went to     zone-1",
      "p50 2.5ms p90", "max 2.5ms",
    ] {
      #expect(person.sees(text), "\(text)")
    }
    let row = try #require(person.frame.rows.first { $0.contains(" ok  ") })
    #expect(row.contains("%") && row.contains("\u{2588}"))
  }

  @Test func `a small pane has all outcomes in one bar and the gist of the losses`() throws {
    var person = Person(size: Size(columns: 80, rows: 24))
    try person.press("Ctrl-T wait:2000ms Tab Ctrl-K wait:3000ms")
    let row = try #require(person.frame.rows.first { $0.contains("delivered  ") })
    #expect(row.contains("\u{2588}\u{2592}") && row.contains("%"))
    #expect(person.sees("lost 36 of"))
  }
}
