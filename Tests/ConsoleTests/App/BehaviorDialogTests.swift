import ClusterState
import Testing

@testable import Console

/// How pods serve, set from a pod, a workload or a Service.
@Suite struct BehaviorDialogTests {
  private static func form(_ person: Person) -> Form? {
    if case .form(let form)? = person.state.popup { form } else { nil }
  }

  @Test(arguments: ["p :behave Enter", "p Tab :behave Enter", "p :deploy Enter G :behave Enter"])
  func `what is set concerns the pods of what is selected and can be undone`(keys: String) throws {
    var person = Person()
    try person.press(keys)
    let labels = try #require(Self.form(person)?[value: 0])
    try person.press("2 0 m s Tab 4 Tab Right")
    let line = "behave \(labels) --service-time=20ms --concurrency=4 --on-sigterm=drain(5s)"
    #expect(Self.form(person)?.preview?.english == line)
    try person.press("Enter")
    #expect(person.recorded == [.command(try CommandParser.parse(line))])
    #expect(person.sees("take 20ms a request, serve 4 at a time, drain for 5s on SIGTERM"))
    try person.press("u")
    #expect(person.simulation.settings.pods.isEmpty)
  }

  @Test func `it begins with how the pods serve now`() throws {
    var person = Person()
    person.type(":behave app=web --concurrency=7 --on-sigterm=ignore")
    try person.press("Enter :behave Enter")
    #expect(Self.form(person)?[value: 0] == "app=web")
    #expect(Self.form(person)?[value: 2] == "7" && Self.form(person)?[value: 3] == "ignore")
    #expect(person.sees("nothing is changed yet"))
  }

  @Test(
    arguments: [
      (1, "2h", "between"), (1, "-1ms", "between"), (1, "quick", "span"),
      (2, "0", "between 1 and 10000"), (2, "1000000000000", "between 1 and 10000"),
      (3, "panic", "exit, drain(5s) or ignore"),
    ] as [(Int, String, String)]
  )
  func `a value that cannot be is marked at its field and nothing is set`(
    field: Int,
    value: String,
    limit: String
  ) throws {
    var person = Person()
    try person.press("p :behave Enter" + String(repeating: " Tab", count: field - 1))
    person.type(value)
    let preview = try #require(Self.form(person)?.preview)
    #expect(preview.contains(limit), "\(preview)")
    #expect(Self.form(person)?.badField == field)
    try person.press("Enter")
    #expect(person.state.popup != nil && person.simulation.settings.pods.isEmpty)
  }
}
