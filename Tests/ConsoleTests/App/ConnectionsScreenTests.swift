import ClusterState
import Testing

@testable import Console

/// Connections as conntrack keeps them, one by one.
@Suite struct ConnectionsScreenTests {
  /// Six clients with a connection each that stays, on the list of connections.
  private static func visit(columns: Int = 140) throws -> Person {
    var person = Person(size: Size(columns: columns, rows: 40))
    try person.press("p :")
    person.type("stream 60/s from node/node-a to svc/shop/web:80 --clients=6 --name=kept")
    person.type(" --requests-per-connection=1000 --connections=1")
    try person.press("Enter p wait:2000ms p :connections Enter")
    return person
  }

  private static func listed(_ person: Person) -> [ConnectionFact] {
    person.state.rowIDs(.list(.connections)).compactMap { row in
      guard case .connection(let key) = row else { return nil }
      return person.state.connections[key]
    }
  }

  @Test func `every connection is a row with what conntrack knows of it`() throws {
    let person = try Self.visit()
    let facts = person.simulation.connectionFacts()
    #expect(facts.count == 6)
    for fact in facts {
      let row = try #require(person.frame.rows.first { $0.contains("\(fact.client) ") })
      let pod = try #require(fact.pod)
      #expect(row.contains("TCP") && row.contains("10.96.0.11:80") && row.contains(pod.name))
      #expect(row.contains("\(fact.requests)") && row.contains("node-a"), "\(row)")
    }
    #expect(person.sees("6  0 stale  all namespaces"))
  }

  @Test func `connections to a pod that drains are stale, in words, and the header counts them`()
    throws
  {
    var person = try Self.visit()
    let victim = try #require(person.simulation.connectionFacts().first?.pod)
    let mine = person.simulation.connectionFacts().filter { $0.pod == victim }.count
    person.type(":behave app=web --on-sigterm=ignore")
    try person.press("Enter")
    person.type(":delete pod \(victim)")
    try person.press("Enter p wait:3000ms p")
    #expect(person.simulation.connectionFacts().filter(\.isStale).count == mine)
    #expect(person.sees("6  \(mine) stale"))
    try person.press("/ stale Enter")
    #expect(Self.listed(person).count == mine && Self.listed(person).allSatisfy(\.isStale))
    #expect(person.sees("stale idle"))
    try person.press("w")
    #expect(person.sees("A new connection would go elsewhere: \(victim.name) is terminating."))
    #expect(person.sees("only new connections are balanced"))
  }

  @Test func `no connection moves when more pods start, and the new ones carry none`() throws {
    var person = try Self.visit()
    let before = Set(Self.listed(person).map(\.client))
    person.type(":scale deploy shop/web --replicas=6")
    try person.press("Enter p wait:8000ms p")
    #expect(Set(Self.listed(person).map(\.client)) == before)
    #expect(Self.listed(person).allSatisfy { !$0.isStale })
    try person.press("Enter")
    #expect(person.sees("it stays with web-"))
    #expect(person.sees("conntrack there remembers the choice"))
  }

  @Test(arguments: ["client", "node", "age", "reqs", "pod", "state", "endpoint"])
  func `rows are sorted by a column and the other way round`(column: String) throws {
    var person = try Self.visit()
    person.type(":sort \(column)")
    try person.press("Enter")
    let ascending = Self.listed(person)
    #expect(person.sees("sorted by \(column), the least first"))
    switch column {
    case "client": #expect(ascending.map(\.client) == ascending.map(\.client).sorted())
    case "age": #expect(ascending.map(\.age) == ascending.map(\.age).sorted())
    case "reqs": #expect(ascending.map(\.requests) == ascending.map(\.requests).sorted())
    default: #expect(ascending.count == 6)
    }
    person.type(":sort \(column)")
    try person.press("Enter")
    #expect(person.sees("sorted by \(column), the greatest first"))
    if column == "client" { #expect(Self.listed(person) == ascending.reversed()) }
  }

  @Test func `what cannot be sorted by says what can`() throws {
    var person = try Self.visit()
    person.type(":sort colour")
    try person.press("Enter")
    #expect(person.sees("the columns are client, proto, destination"))
    try person.press("Esc Esc Shift-Tab A")
    #expect(person.sees("this list keeps its order"))
  }

  @Test func `a text after the command is a filter, and Ctrl-K kills the pod of the row`() throws {
    var person = try Self.visit()
    let pod = try #require(person.simulation.connectionFacts().last?.pod)
    person.type(":conn \(pod.name)")
    try person.press("Enter")
    #expect(Self.listed(person).allSatisfy { $0.pod == pod } && !Self.listed(person).isEmpty)
    try person.press("Ctrl-K")
    #expect(person.simulation.cluster.pods[pod]?.isTerminating == true)
    try person.press("u")
    #expect(person.simulation.cluster.pods[pod]?.isTerminating == false)
  }

  @Test func `more than can be shown says how many there are`() throws {
    var person = Person()
    try person.press("p :")
    person.type("stream 1500 every 60s from node/node-a to svc/shop/web:80 --clients=1500")
    person.type(" --requests-per-connection=unlimited")
    try person.press("Enter p wait:1000ms p :connections Enter")
    #expect(person.simulation.connectionCount == 1_500)
    #expect(person.sees("first 1,000 of 1,500  0 stale"))
  }
}
