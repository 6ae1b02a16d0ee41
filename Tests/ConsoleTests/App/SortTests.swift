import ClusterState
import Testing
import VisitSupport

@testable import Console

/// Every list is sorted by its columns: by key, by command, and the other way round.
@Suite struct SortTests {
  private var person = Person()

  private mutating func command(_ line: String) {
    person.run(line)
  }

  private func services() -> [String] {
    person.state.rowIDs(.pane(.services)).compactMap { row in
      if case .service(let key) = row { key.name } else { nil }
    }
  }

  private func pods() -> [Pod] {
    person.state.rowIDs(.list(.pods)).compactMap { row in
      if case .pod(let key) = row { person.simulation.cluster.pods[key] } else { nil }
    }
  }

  @Test mutating func `addresses compare as numbers, and the header shows what and how`() throws {
    command("sort cluster-ip")
    #expect(services() == ["db", "pay", "web", "api", "cart", "edge", "empty"])
    #expect(person.sees("CLUSTER-IP\u{2191}"))
    #expect(person.sees("sorted by cluster-ip, the least first"))
    command("sort cluster-ip")
    #expect(services() == ["empty", "edge", "cart", "api", "web", "db", "pay"])
    #expect(person.sees("CLUSTER-IP\u{2193}"))
  }

  @Test mutating func `Shift-N sorts by name and again turns it round`() throws {
    let names = services()
    try person.press("N")
    #expect(services() == names.sorted())
    try person.press("N")
    #expect(services() == names.sorted().reversed())
  }

  @Test mutating func `rows that are equal stay in their order`() throws {
    let names = services()
    command("sort namespace")
    #expect(services() == names)
    command("sort namespace")
    #expect(services() == names)
  }

  @Test mutating func `the selection stays on its row`() throws {
    let selected = try #require(person.state.selectedService)
    try person.press("N N")
    #expect(person.state.selectedService == selected)
  }

  @Test mutating func `a list keeps its order while one is elsewhere`() throws {
    command("pods")
    command("sort node")
    let nodes = pods().map(\.spec.nodeName)
    #expect(nodes == nodes.sorted() && Set(nodes).count > 1)
    try person.press("Esc")
    command("nodes")
    #expect(!person.sees("NODE\u{2191}"))
    try person.press("Esc")
    command("pods")
    #expect(pods().map(\.spec.nodeName) == nodes && person.sees("NODE\u{2191}"))
  }

  @Test mutating func `the youngest pod has the least age`() throws {
    command("scale deploy shop/web --replicas=5")
    try person.press("wait:5000ms :pods Enter A")
    let created = pods().map { $0.metadata.creationTimestamp?.microseconds ?? 0 }
    #expect(created == created.sorted(by: >) && Set(created).count > 1)
  }

  @Test mutating func `the busiest Service comes first, also when the rates change`() throws {
    command("sort requests")
    command("sort req/s")
    command("stream 100/s from outside to node/node-a:30080")
    try person.press("wait:3000ms")
    #expect(services().first == "web")
    command("stream stop to node/node-a:30080")
    command("stream 50/s from node/node-a to svc/shop/cart:80")
    try person.press("wait:30000ms")
    #expect(services().first == "cart")
  }

  @Test mutating func `endpoints are sorted by what they were sent`() throws {
    try person.press("t Enter Tab")
    command("sort count")
    let tally = try #require(person.simulation.ledger[ShopDocument.web])
    let counts = person.state.rowIDs(.pane(.endpoints)).compactMap { row -> UInt64? in
      guard case .endpoint(let row) = row, let address = row.address else { return nil }
      return tally.endpoint("", address, row.number)?.count ?? 0
    }
    #expect(counts.count == 3 && counts == counts.sorted())
  }

  @Test mutating func `O sorts by the column that the column cursor is on`() throws {
    try person.press("Shift-Right Shift-Right Shift-Right O")
    #expect(person.sees("TYPE\u{2191}"))
    try person.press("Shift-Left O O")
    #expect(person.sees("NAME\u{2193}"))
  }

  @Test mutating func `a column that is not there says which are`() throws {
    command("sort colour")
    #expect(person.sees("the columns are namespace, name, type, cluster-ip"))
    try person.press("Esc Shift-Tab N")
    #expect(person.sees("this list keeps its order"))
    try person.press("T N")
    #expect(person.sees("this list keeps its order"))
  }

  @Test mutating func `wide shows more columns of this list only`() throws {
    person = Person(size: Size(columns: 240, rows: 40))
    #expect(!person.sees("SELECTOR"))
    try person.press("Ctrl-W")
    #expect(person.sees("SELECTOR") && person.sees("app=web") && person.sees("tier=front"))
    command("pods")
    #expect(!person.sees("LABELS"))
    command("wide")
    #expect(person.sees("LABELS") && person.sees("app=client"))
    try person.press("Esc Ctrl-W")
    #expect(!person.sees("SELECTOR"))
  }

  @Test func `150,000 keys are computed once each and equal ones stay in order`() {
    let rows = (0..<150_000).map(RowID.event)
    var asked = 0
    let sorted = ListOrder(column: "AGE", isDescending: true).sorted(rows) { row in
      asked += 1
      guard case .event(let index) = row else { return .nothing }
      return .number(Int64(index % 7))
    }
    #expect(asked == rows.count && sorted.first == .event(6) && sorted[1] == .event(13))
    #expect(sorted.last == .event(149_996 - 149_996 % 7))
  }

  @Test func `cells without a value come first, numbers by size`() {
    let keys: [SortKey] = [.text("b"), .number(10), .nothing, .number(9), .address("10.0.0.9")]
    #expect(keys.sorted() == [.nothing, .number(9), .number(10), .address("10.0.0.9"), .text("b")])
    #expect(SortKey.address("10.0.0.9") < .address("10.0.0.10"))
    #expect(SortKey.address("none") == .nothing)
  }
}
