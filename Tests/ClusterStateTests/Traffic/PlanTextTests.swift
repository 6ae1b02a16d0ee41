import ClusterState
import Testing

@Suite struct PlanTextTests {
  static let lines: [String] = [
    "stream 100/s from pod/shop/client to http://web/",
    "stream 100/s from outside to node/node-a:30080 --arrivals=poisson --clients=5"
      + " --requests-per-connection=10 --timeout=2s --retries=2 --retry-backoff=250ms",
    "stream 50 every 5s from pod/shop/client to web:80 --requests=500 --name=burst",
    "stream 10/s..200/s over 30s from node/node-a to svc/shop/web --dns-ttl=1s",
    "stream clients 20 think 100ms from outside to node/node-a:30080 --behind-nat"
      + " --requests-per-connection=unlimited --connections=4",
    "stream 5/s from pod/shop/client to svc/shop/web:53 --protocol=udp --source-ports=3",
    "stream stop", "stream stop burst", "stream stop to web:80",
    "behave app=web,tier=front --service-time=2ms --concurrency=4 --on-sigterm=drain(5s)",
    "behave * --concurrency=unlimited --on-sigterm=ignore",
  ]

  @Test(arguments: lines)
  func `a plan is printed as it was typed`(line: String) throws {
    let command = try CommandParser.parse(line)
    #expect(command.description == line)
    #expect(try CommandParser.parse(command.description) == command)
  }

  @Test(arguments: [
    ("stream 1/s..2/s from outside to web:80", "word: over"),
    ("stream clients 3 from outside to web:80", "column 18"),
    ("stream 5 every soon from outside to web:80", "column 16"),
    ("stream 5/s from outside to web:80 --timeout=-", "column 45"),
    ("stream 5/s from outside to web:80 --arrivals=late", "constant"),
    ("behave web --concurrency=3", "KEY=VALUE"),
    ("behave app=web", "--service-time, --concurrency or --on-sigterm is missing"),
    ("behave app=web --on-sigterm=drain:x", "drain(5s)"),
    ("stream 1000001/s from outside to node/node-a:30080", "between 1 and 1000000"),
    ("stream 1000000000000/s from outside to node/node-a:30080", "between 1 and 1000000"),
    ("stream 0/s from outside to node/node-a:30080", "between 1 and 1000000"),
    ("stream 5/s from outside to node/node-a:30080 --clients=100001", "between 1 and 100000"),
    ("stream 5/s from outside to node/node-a:30080 --timeout=-1s", "between 1ms and"),
    ("stream 5/s from outside to node/node-a:30080 --retries=101", "between 0 and 100"),
    ("stream 5 every -1s from outside to node/node-a:30080", "between 1ms and"),
    ("stream 1m/s from outside to node/node-a:30080 --retries=9", "requests that wait at once"),
    ("stream clients 100000 think 0s from outside to node/node-a:30080", "between 0 and 1000000"),
    ("stream 5/s from outside to node/node-a:30080 --name=A/B", "small letters"),
    (
      "stream 5/s from outside to node/node-a:30080 --clients=1000 --connections=2000",
      "at most 1000000"
    ),
  ])
  func `what cannot be done is refused with its place and the limit`(line: String, words: String) {
    do {
      _ = try CommandParser.parse(line)
      Issue.record("\(line) was taken")
    } catch {
      #expect("column \(error.column): \(error)".contains(words), "\(error)")
    }
  }

  @Test func `a plan that no line can say is refused as well`() throws {
    var simulation = Simulation(opening: ClusterFixture.shop())
    let before = simulation
    var plan = TrafficPlan(ClusterFixture.toWeb, rate: 10)
    plan.clients = 1_000_000
    #expect(throws: CommandError.self) { try simulation.apply(.startStream(plan)) }
    #expect(simulation == before)
  }
}
