import ClusterState
import Testing

@testable import Console

/// Two branches side by side.
@Suite struct CompareScreenTests {
  private static func forked() throws -> Person {
    var person = Person()
    try person.press("p t Enter F Enter s 5 Enter t Enter")
    return person
  }

  private func values(_ label: String, in person: Person) -> [String]? {
    guard case .comparison(let comparison) = person.state.screen else { return nil }
    for case .values(let shown, let first, let second, let difference) in comparison.rows
    where shown.english == label {
      return [first.english, second.english, difference.english]
    }
    return nil
  }

  @Test func `counters of both branches and their differences stand side by side`() throws {
    var person = try Self.forked()
    try person.press("C")
    #expect(values("sent", in: person) == ["1,000", "2,000", "+1,000"])
    #expect(values("lost", in: person) == ["0", "0", ""])
    #expect(values("Deployment shop/web: spec.replicas", in: person) == ["3", "5", "differs"])
    #expect(person.sees("main-2  at 0s  scale deployment shop/web --replicas=5"))
    try person.press("Esc")
    #expect(person.state.screen == .overview)
  }

  @Test func `a comparison follows what is done meanwhile`() throws {
    var person = try Self.forked()
    try person.press("C .")
    #expect(values("sent", in: person) == ["1,000", "3,000", "+2,000"])
    try person.press("p wait:1000ms")
    #expect(person.sees("REQUESTS up to 0s"))
    #expect(person.sees("main-2 goes on to 1s; compared is where main stands"))
    try person.press("u u u u")
    #expect(values("sent", in: person) == ["1,000", "0", "-1,000"])
  }

  @Test func `branches are compared at the last moment that both have, wherever they were left`()
    throws
  {
    var person = Person()
    try person.press("Ctrl-T wait:3000ms p :rewind Space 1s Enter F Enter p wait:4000ms C")
    #expect(person.sees("REQUESTS up to 3s"))
    let sent = try #require(values("sent", in: person))
    #expect(sent[0] == sent[1] && sent[2].isEmpty && sent[0].hasPrefix("3"))
    #expect(person.sees("Nothing was done in either.") && person.sees("No object differs."))
    #expect(person.sees("main-2 goes on to 5s; compared is where main stands"))
  }

  @Test func `one branch has nothing to be compared with, and of three two are asked for`() throws {
    var person = Person()
    try person.press("C")
    #expect(person.sees("there is one branch only: F forks here"))
    try person.press("p F Enter F Enter C")
    guard case .form(let form)? = person.state.popup else {
      Issue.record("no dialog")
      return
    }
    #expect(form.fields.map(\.value) == ["main-2", "main-3"])
    try person.press("n o n e Enter")
    #expect(person.sees("there is no branch none, only main, main-2, main-3"))
    try person.press("Esc :compare Space main Space main-3 Enter")
    #expect(person.sees("main and main-3") && person.sees("No object differs."))
  }

  @Test func `a row can be read in full and rows can be filtered`() throws {
    var person = try Self.forked()
    try person.press("C / replicas Enter")
    let rows = person.state.rowIDs(.figures).count
    #expect(rows < 12)
    try person.press("G Enter")
    #expect(person.sees("Deployment shop/web: ") || person.sees("ReplicaSet shop/web"))
    try person.press("Esc Esc")
    #expect(person.state.rowIDs(.figures).count > rows)
  }

  @Test func `columns never touch, however narrow the screen`() throws {
    var person = try Self.forked()
    try person.press("C")
    for columns in [40, 60, 80, 120, 200] {
      person.press(.resize(Size(columns: columns, rows: 24)))
      let rows = person.frame.rows.filter { $0.contains("sent") }
      #expect(rows.allSatisfy { $0.contains(" 1,000  ") && $0.contains("2,000  +1,000") })
      #expect(!rows.isEmpty)
    }
  }
}
