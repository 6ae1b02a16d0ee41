import ClusterState
import Testing
import VisitSupport

@testable import Console

/// The dialog for traffic: every kind of plan, and what its line says.
@Suite struct TrafficDialogTests {
  private static func form(_ person: Person) -> Form? {
    if case .form(let form)? = person.state.popup { form } else { nil }
  }

  /// Opens the dialog and chooses a kind of arrivals; the cursor is on the field after it.
  private static func open(_ kind: ArrivalKind) throws -> Person {
    var person = Person()
    let steps = ArrivalKind.allCases.firstIndex(of: kind) ?? 0
    try person.press("p t Up" + String(repeating: " Right", count: steps) + " Down")
    return person
  }

  @Test(
    arguments: [
      (.atOnce, "send 1000 from pod/shop/client to svc/shop/web:80"),
      (.constant, "stream 120/s from pod/shop/client to svc/shop/web:80"),
      (.poisson, "stream 120/s from pod/shop/client to svc/shop/web:80 --arrivals=poisson"),
      (.bursts, "stream 50 every 5s from pod/shop/client to svc/shop/web:80"),
      (.ramp, "stream 120/s..1200/s over 30s from pod/shop/client to svc/shop/web:80"),
      (.closedLoop, "stream clients 1 think 100ms from pod/shop/client to svc/shop/web:80"),
    ] as [(ArrivalKind, String)]
  )
  func `each kind of arrivals has its fields and shows the line that does the same`(
    kind: ArrivalKind,
    line: String
  ) throws {
    var person = try Self.open(kind)
    #expect(Self.form(person)?.preview?.english == line)
    try person.press("Enter")
    #expect(person.state.popup == nil)
    let command = try CommandParser.parse(line)
    #expect(person.recorded.last == .command(command))
  }

  @Test func `connections, time-out, retries and a name make their options`() throws {
    var person = try Self.open(.constant)
    let wanted: [(TrafficField, String)] = [
      (.rate, "80"), (.clients, "3"), (.perConnection, "100"), (.connections, "2"),
      (.timeout, "2s"), (.retries, "4"), (.end, "5000"), (.name, "steady"),
    ]
    for (field, value) in wanted {
      let index = try #require(
        Self.form(person)?.fields.firstIndex { $0.label == field.label },
        "\(field)"
      )
      while Self.form(person)?.focus != index { try person.press("Tab") }
      person.type(value)
    }
    try person.press("Enter")
    let stream = try #require(person.simulation.streams.first)
    #expect(
      "\(stream.plan)"
        == "80/s from pod/shop/client to svc/shop/web:80 --clients=3 --requests-per-connection=100 "
        + "--connections=2 --timeout=2s --retries=4 --requests=5000 --name=steady"
    )
    #expect(person.sees("the stream starts when time passes: p plays"))
  }

  @Test func `UDP has source ports in place of connections`() throws {
    var person = try Self.open(.constant)
    try person.press("Up Up Right")
    let labels = Self.form(person)?.fields.map(\.label) ?? []
    #expect(labels.contains(TrafficField.sourcePorts.label))
    #expect(!labels.contains(TrafficField.perConnection.label))
    #expect(Self.form(person)?.preview?.hasSuffix("--protocol=udp") == true)
  }

  @Test func `a Service of UDP alone is sent to over UDP`() throws {
    var document = ShopDocument.make()
    let index = try #require(document.services.firstIndex { $0.metadata.name == "web" })
    document.services[index].spec.ports[0].protocol = .udp
    document.simulation?.traffic = []
    var person = Person(document)
    try person.press("p / web Enter t")
    #expect(Self.form(person)?.preview?.hasSuffix("to svc/shop/web:80 --protocol=udp") == true)
  }

  @Test(
    arguments: [
      (.constant, .rate, "0", "between 1 and 1000000"),
      (.constant, .rate, "1000000000000", "between 1 and 1000000"),
      (.constant, .clients, "-3", "between 1 and 100000"),
      (.constant, .perConnection, "0", "between 1 and"),
      (.constant, .timeout, "25h", "between 1ms and 24h"),
      (.constant, .retries, "101", "between 0 and 100"),
      (.constant, .name, "Big", "small letters"),
      (.constant, .name, "my name", "not understood: --name=my name"),
      (.bursts, .every, "0s", "between 1ms and 24h"),
      (.ramp, .over, "soon", "a span"), (.ramp, .lastRate, "x", "whole number"),
      (.closedLoop, .think, "-1s", "between 0s and 24h"),
      (.atOnce, .from, "nowhere at all", "is not pod/NS/NAME"),
    ] as [(ArrivalKind, TrafficField, String, String)]
  )
  func `a value that cannot be is marked at its field with its limit and sends nothing`(
    kind: ArrivalKind,
    field: TrafficField,
    value: String,
    limit: String
  ) throws {
    var person = try Self.open(kind)
    let before = person.simulation
    let index = try #require(
      Self.form(person)?.fields.firstIndex { $0.label == field.label }
    )
    while Self.form(person)?.focus != index { try person.press("Tab") }
    person.type(value)
    #expect(Self.form(person)?.badField == index)
    try person.press("Tab Enter")
    #expect(Self.form(person)?.focus == index)
    let preview = try #require(Self.form(person)?.preview)
    #expect(preview.contains(limit), "\(preview)")
    #expect(person.sees("\u{2717}\(field.rawValue)"))
    #expect(person.simulation == before)
  }

  @Test func `running streams are listed, changed in place, and stopped one or all`() throws {
    var person = try Self.open(.constant)
    try person.press("Enter :")
    person.type("stream 20/s from outside to node/node-b:30080 --name=door")
    try person.press("Enter p wait:1000ms p :streams Enter")
    let title = person.frame.rows[1]
    #expect(title.contains("2  138 sent"), "\(title)")
    #expect(person.frame.rows.contains { $0.contains("120 requests/s") && $0.contains("100.0%") })
    try person.press("j Enter")
    #expect(person.sees("Change stream door"))
    try person.press("3 0 Enter")
    #expect(person.simulation.streams.map(\.plan.arrivals.peakRate) == [120, 30])
    try person.press("Ctrl-D Enter")
    #expect(person.simulation.streams.map(\.plan.name) == [nil])
    try person.press("u g Ctrl-D Right Enter")
    #expect(person.simulation.streams.isEmpty)
    #expect(person.sees("No stream is running"))
    try person.press("u g Ctrl-T")
    #expect(person.simulation.streams.map(\.plan.name) == ["door"])
  }
}
