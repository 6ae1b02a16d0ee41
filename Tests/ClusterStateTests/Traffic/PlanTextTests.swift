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
    "behave app=web,tier=front -n shop --service-time=2ms --concurrency=4 --on-sigterm=drain:5s",
    "behave app=web --all-namespaces --concurrency=unlimited --on-sigterm=ignore",
  ]

  @Test(arguments: lines)
  func `a plan is printed as it was typed`(line: String) throws {
    let command = try CommandParser.parse(line)
    #expect(command.description == line)
    #expect(try CommandParser.parse(command.description) == command)
  }

  @Test func `selectors of all namespaces may be said shortly`() throws {
    let short = try CommandParser.parse("behave app=web -A --concurrency=1")
    #expect(short == (try CommandParser.parse("behave app=web --all-namespaces --concurrency=1")))
  }

  @Test(arguments: [
    ("stream 1/s..2/s from outside to web:80", CommandParser.Failure.missing("over")),
    ("stream clients 3 from outside to web:80", .missing("think")),
    ("stream 5 every soon from outside to web:80", .invalid(what: "every", text: "soon")),
    ("stream 5/s from outside to web:80 --timeout=-", .invalid(what: "timeout", text: "-")),
    ("stream 5/s from outside to web:80 --arrivals=late", .invalid(what: "arrivals", text: "late")),
    ("behave web --concurrency=3", .invalid(what: "selector", text: "web")),
    ("behave app=web", .missing("behavior")),
    (
      "behave app=web --on-sigterm=drain:x",
      .invalid(what: "on-sigterm", text: "drain:x")
    ),
  ])
  func `what cannot be understood is told`(line: String, failure: CommandParser.Failure) {
    #expect(throws: failure) { try CommandParser.parse(line) }
  }

  @Test(arguments: [
    ("stream 1000001/s from outside to node/node-a:30080", "rate"),
    ("stream 1000000000000/s from outside to node/node-a:30080", "rate"),
    ("stream 0/s from outside to node/node-a:30080", "rate"),
    ("stream 5/s from outside to node/node-a:30080 --clients=100001", "--clients"),
    ("stream 5/s from outside to node/node-a:30080 --timeout=-1s", "--timeout"),
    ("stream 5/s from outside to node/node-a:30080 --retries=101", "--retries"),
    ("stream 5 every -1s from outside to node/node-a:30080", "every"),
    ("stream 1m/s from outside to node/node-a:30080 --retries=9", "rate times --timeout"),
    ("stream clients 100000 think 0s from outside to node/node-a:30080", "clients a second"),
    ("stream 5/s from outside to node/node-a:30080 --name=A/B", "--name"),
    (
      "stream 5/s from outside to node/node-a:30080 --clients=1000 --connections=2000",
      "--clients times"
    ),
  ])
  func `what no simulation can do is refused with the limit`(line: String, option: String) throws {
    var simulation = Simulation(opening: ClusterFixture.shop())
    let before = simulation
    let command = try CommandParser.parse(line)
    do {
      try simulation.apply(command)
      Issue.record("\(line) was taken")
    } catch .outOfRange(let mistake) {
      #expect(mistake.option.hasPrefix(option))
      #expect(
        mistake.limit.contains("at most") || mistake.limit.contains("between")
          || mistake.limit.contains("small letters")
      )
    } catch {
      Issue.record("\(error)")
    }
    #expect(simulation == before)
  }
}
