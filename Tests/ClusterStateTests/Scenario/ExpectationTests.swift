import ClusterState
import Testing

/// Each metric, met and missed, in a small cluster of three pods.
@Suite struct ExpectationTests {
  /// Plays lines in the shop of three pods and returns what their checks came to.
  static func checks(_ lines: String) throws -> [ScenarioPlayer.Check] {
    let text = "format 1\ncluster x\n" + lines
    let scenario = try ScenarioParser.parse(Array(text.utf8), file: "x", namespace: "shop")
    let run = ScenarioRun(scenario, opened: Simulation(opening: ClusterFixture.shop()))
    #expect(run.failure == nil)
    return run.checks
  }

  private static let sent = "send 300 from pod/client to web:80; send 10 from pod/client to wbe:80"

  @Test(
    arguments: [
      ("sent = 310", "310"), ("sent = 300 of service web", "300"), ("lost = 10", "10"),
      ("lost != 0", "10"), ("delivered = 300", "300"), ("nameError = 10", "10"),
      ("rejected = 0", "0"), ("lost = 0 of service web", "0"),
      ("success between 96.7% and 96.8%", "96.7741% (300 of 310)"),
      ("success = 100% of service web", "100% (300 of 300)"),
      ("used = 3 of service web", "3"), ("share node/node-a > 0%", nil),
      ("share deployment/web = 100%", "100% (300 of 300)"),
      ("share pod/client = 0%", "0% (0 of 300)"),
      ("requests deployment/web = 300 of service web", "300"),
      ("p99 of service web <= 2.5ms", "2.5ms"), ("max < 1s", nil), ("p50 > 0s", nil),
      ("endpoints ready = 3 of service web", "3"),
      ("endpoints terminating = 0 of service web", "0"),
      ("pods ready = 3 of deployment web", "3"), ("pods total = 4", "4"),
      ("pods ready = 3 of service web", "3"),
      ("pods total <= 2 of node node-a", nil),
      ("exists service web", "it exists"), ("absent pod web-0", "it is absent"),
      ("exists node node-a", "it exists"),
      ("verdict delivered from pod/client to web:80", "delivered"),
      ("verdict nameError from pod/client to wbe:80", "nameError"),
      ("reason served from pod/client to web:80", "served"),
      ("field service web spec.type = NodePort", "NodePort"),
      ("field service web .spec.ports[0].nodePort = 30080", "30080"),
      ("field service web spec.nonsense = nothing", "nothing"),
      ("field deployment web spec.replicas != 4", "3"),
      ("event requestsSent = 2", "2"), ("event requestsSent", "2"),
      ("event podCreated = 0", "0"), ("elapsed = 0s", "0s"), ("settled", "settled"),
    ] as [(String, String?)]
  )
  func `what is so is expected rightly`(line: String, actual: String?) throws {
    let check = try #require(try Self.checks("\(Self.sent)\nexpect \(line)").first)
    #expect(check.passed, "\(check.expected): \(check.actual)")
    if let actual { #expect(check.actual == actual) }
  }

  @Test(
    arguments: [
      ("sent = 309", "310"), ("lost < 10", "10"), ("success >= 96.7742%", "96.7741% (300 of 310)"),
      ("lost between 11 and 12", "10"), ("p99 of service web > 2.5ms", "2.5ms"),
      ("exists pod web-0", "it is absent"), ("absent service web", "it exists"),
      ("verdict rejected from pod/client to web:80", "delivered"),
      ("reason noEndpoints from pod/client to wbe:80", "unresolved"),
      ("field service web spec.type = ClusterIP", "NodePort"),
      ("event podRemoved", "0"), ("event nodeCordoned node-b", "0"),
      ("elapsed > 0s", "0s"),
      // What cannot be is never as expected, whichever way it is asked.
      ("sent = 0 of service wbe", "there is no Service shop/wbe"),
      ("share pod/wbe = 0%", "there is no pod/shop/wbe"),
      ("share zone/nowhere = 0%", "there is no zone/nowhere"),
      ("requests node/nowhere = 0", "there is no node/nowhere"),
      ("pods total = 0 of deployment wbe", "there is no Deployment shop/wbe"),
      ("endpoints total = 0 of service wbe", "there is no Service shop/wbe"),
      ("field service wbe spec.type != x", "there is no Service shop/wbe"),
      ("success = 100% of service none", "there is no Service shop/none"),
    ] as [(String, String)]
  )
  func `what is not so is told with what is`(line: String, actual: String) throws {
    let check = try #require(try Self.checks("\(Self.sent)\nexpect \(line)").first)
    #expect(!check.passed)
    #expect(check.actual == actual)
  }

  @Test func `without requests there is no share to compare`() throws {
    let checks = try Self.checks(
      "expect success = 100%\nexpect success != 50%\nexpect p99 < 1s\nexpect share node/node-a = 0%"
    )
    #expect(checks.map(\.passed) == [false, false, false, false])
    #expect(checks[0].actual == "no requests to share")
    #expect(checks[2].actual == "no request was delivered")
  }

  @Test func `a mark lets requests, events, latencies and time count anew`() throws {
    let checks = try Self.checks(
      """
      \(Self.sent)
      wait 3s
      mark second
      expect sent = 0
      expect event requestsSent = 0
      send 50 from pod/client to web:80
      wait 2s
      mark
      expect sent = 0
      expect sent = 50 since second
      expect event requestsSent = 1 since second
      expect elapsed = 2s since second
      expect elapsed = 0s
      """
    )
    #expect(checks.filter { !$0.passed } == [])
  }

  @Test func `a mark that undo goes back behind begins where undo comes to`() throws {
    let checks = try Self.checks(
      """
      send 50 from pod/client to web:80
      mark
      undo
      expect sent = 0
      send 7 from pod/client to web:80
      expect sent = 7
      """
    )
    #expect(checks.filter { !$0.passed } == [])
  }

  @Test func `a share of a workload is not guessed for pods that came and went`() throws {
    let checks = try Self.checks(
      """
      scale deployment web --replicas=1
      wait until settled
      mark
      scale deployment web --replicas=2
      wait until settled
      send 50 from pod/client to web:80
      scale deployment web --replicas=1
      wait until settled
      expect share deployment/web = 100%
      """
    )
    #expect(checks.map(\.passed) == [false])
    #expect(checks[0].actual.hasSuffix("came and went: mark nearer to see whose it was"))
  }

  @Test(arguments: ExpectedMetric.all.map(\.name))
  func `every metric has an example that reads and prints as itself`(name: String) throws {
    let metric = try #require(ExpectedMetric.named(name))
    let text = "format 1\ncluster x\n\(metric.example)"
    let scenario = try ScenarioParser.parse(Array(text.utf8), file: "x")
    guard case .expectation(let expectation) = scenario.lines[0].step else {
      Issue.record("\(metric.example) is no expectation")
      return
    }
    let again = try ScenarioParser.parse(
      Array("format 1\ncluster x\nexpect \(expectation)".utf8),
      file: "x"
    )
    #expect(again.lines[0].step == scenario.lines[0].step)
    #expect(metric.example.hasPrefix("expect \(name)"))
  }

  @Test func `names of reasons and events are all of them, each once`() {
    #expect(Set(Reason.names).count == Reason.names.count)
    #expect(Set(Event.Kind.names).count == Event.Kind.names.count)
    #expect(Reason.names.contains(Reason.served.name))
    #expect(Event.Kind.names.contains(Event.Kind.nodeCordoned("a", false).name))
  }
}
