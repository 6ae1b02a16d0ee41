import Foundation
import FoundationXML
import PseudoTerminal
import Testing

/// `run` as scripts and CI call it.
@Suite struct RunCommandTests {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "demo-clusters/scenarios").path
  static let shown = try? FileManager.default.contentsOfDirectory(atPath: folder)
    .filter { $0.hasSuffix(".scenario") }.sorted()

  private func run(_ text: String, _ arguments: [String] = []) throws -> BuiltProgram.Result {
    try BuiltProgram.run(["run", "-"] + arguments, input: .bytes(Array(text.utf8)))
  }

  @Test(arguments: shown ?? [])
  func `every scenario that is shown passes`(name: String) throws {
    let result = try BuiltProgram.run(["run", "\(Self.folder)/\(name)"])
    #expect(result.status == 0, "\(result.output)\(result.errors)")
    #expect(result.output.contains("passed: "))
    let readme = try String(contentsOfFile: "\(Self.folder)/README.md", encoding: .utf8)
    #expect(readme.contains("| `\(name.dropLast(".scenario".count))` |"))
  }

  @Test func `there are scenarios to show`() {
    #expect((Self.shown?.count ?? 0) >= 10)
  }

  private static let failing = """
    format 1
    cluster demo:shop
    seed 3
    send 10 from pod/shop/client to web:80
    expect lost = 0
    expect lost > 0 of service shop/web
    """

  @Test func `a failed expectation is exit code 1 and stands in the JSON document`() throws {
    let result = try run(Self.failing, ["-o", "json"])
    #expect(result.status == 1)
    let json = try #require(result.json)
    #expect(json["apiVersion"] as? String == "svctui.dev/v1alpha1")
    #expect(
      Set(json.keys) == ["apiVersion", "scenario", "seed", "steps", "checks", "final"]
    )
    #expect(json["seed"] as? Int == 3)
    let checks = try #require(json["checks"] as? [[String: Any]])
    #expect(checks.map { $0["passed"] as? Bool } == [true, false])
    #expect(checks[1]["line"] as? Int == 6)
    #expect(checks[1]["expected"] as? String == "lost > 0 of service shop/web")
    #expect(checks[1]["actual"] as? String == "0")
    let steps = try #require(json["steps"] as? [[String: Any]])
    #expect(steps.map { $0["line"] as? Int } == [4])
    #expect(steps[0]["at"] as? Int == 0)
    let final = try #require(json["final"] as? [String: Any])
    #expect((final["outcomes"] as? [String: Int])?["delivered"] == 10)
    #expect((final["services"] as? [[String: Any]])?.count == 7)
    #expect((final["endpoints"] as? [[String: Any]])?.count == 7)
  }

  @Test func `the command line says seed and mode before the file does`() throws {
    let text = Self.failing.replacing("seed 3", with: "seed 3\nmode ipvs")
    let result = try run(text, ["-o", "json", "--seed", "9", "--mode", "nftables"])
    #expect(result.json?["seed"] as? Int == 9)
    let own = try run(text, ["-o", "json"])
    #expect(own.json?["seed"] as? Int == 3)
  }

  @Test func `several scenarios are one document with a list of runs`() throws {
    try TemporaryFolder.use { folder in
      try folder.write(Array(Self.failing.utf8), to: "a.scenario")
      try folder.write(Array(Self.failing.utf8), to: "b.scenario")
      let paths = [folder.path("a.scenario"), folder.path("b.scenario")]
      let result = try BuiltProgram.run(["run", "-o", "json"] + paths)
      let runs = try #require(result.json?["runs"] as? [[String: Any]])
      #expect(runs.map { $0["scenario"] as? String } == paths)
      #expect(result.json?["apiVersion"] as? String == "svctui.dev/v1alpha1")
    }
  }

  @Test func `a cluster is looked for from the folder of the scenario`() throws {
    try TemporaryFolder.use { folder in
      let document = #"{"apiVersion":"v1","kind":"Namespace","metadata":{"name":"a"}}"#
      try folder.write(Array(document.utf8), to: "world.json")
      try folder.write(Array("format 1\ncluster world.json\nexpect settled".utf8), to: "a.scenario")
      let result = try BuiltProgram.run(["run", folder.path("a.scenario")])
      #expect(result.status == 0, "\(result.errors)")
      try folder.write(Array("format 1\ncluster other.json".utf8), to: "b.scenario")
      #expect(try BuiltProgram.run(["run", folder.path("b.scenario")]).status == 66)
    }
  }

  @Test func `nothing plays while a file cannot be read, and all mistakes are told`() throws {
    try TemporaryFolder.use { folder in
      try folder.write(Array(Self.failing.utf8), to: "good.scenario")
      try folder.write(
        Array("format 1\ncluster demo:shop\nwiat 5s\nsedn 1".utf8),
        to: "bad.scenario"
      )
      let paths = ["good.scenario", "bad.scenario", "none.scenario"].map(folder.path)
      let result = try BuiltProgram.run(["run"] + paths)
      #expect(result.status == 65)
      #expect(result.output == "")
      #expect(
        result.errors.contains("bad.scenario:3:1: \"wiat\" is not known here; did you mean wa")
      )
      #expect(
        result.errors.contains("bad.scenario:4:1: \"sedn\" is not known here; did you mean se")
      )
      #expect(result.errors.contains("none.scenario"))
      #expect(try BuiltProgram.run(["run", paths[2]]).status == 66)
      #expect(try BuiltProgram.run(["run"]).status == 64)
    }
  }

  @Test func `a refused command ends the scenario with its line`() throws {
    let text = "format 1\ncluster demo:shop\ndelete pod nobody -n shop\nwait 1s"
    let result = try run(text, ["-o", "json"])
    #expect(result.status == 1)
    let failure = try #require(result.json?["failure"] as? [String: Any])
    #expect(failure["line"] as? Int == 3)
    #expect(failure["message"] as? String == "there is no Pod shop/nobody")
    let words = try run(text)
    #expect(words.status == 1)
    #expect(words.output.contains("✗ line 3: delete pod nobody -n shop"))
    #expect(words.output.contains("refused: there is no Pod shop/nobody"))
    #expect(!words.output.contains("wait 1s"))
  }

  @Test func `reports for CI hold every check, whatever stands in it`() throws {
    try TemporaryFolder.use { folder in
      let text = """
        format 1
        cluster demo:shop
        expect field service shop/web metadata.name = '<&">, it''s'
        expect lost = 0
        delete pod x -n shop
        """
      try folder.write(Array(text.utf8), to: "a.scenario")
      let result = try BuiltProgram.run([
        "run", folder.path("a.scenario"), "--junit", folder.path("j.xml"), "--csv",
        folder.path("c.csv"),
      ])
      #expect(result.status == 1)
      let xml = try Data(contentsOf: URL(filePath: folder.path("j.xml")))
      let parsed = JUnitReader()
      let parser = XMLParser(data: xml)
      parser.delegate = parsed
      #expect(parser.parse())
      #expect(
        parsed.counts == ["testsuites": 1, "testsuite": 1, "testcase": 3, "failure": 1, "error": 1]
      )
      #expect(parsed.failures.contains { $0.contains("<&\\\">, its") })
      let csv = try String(contentsOfFile: folder.path("c.csv"), encoding: .utf8)
      let rows = csv.components(separatedBy: "\r\n")
      #expect(rows[0] == "scenario,seed,line,passed,expected,actual")
      #expect(rows.count == 5)
      #expect(rows[2].hasSuffix(",4,true,lost = 0,0"))
      #expect(rows[1].contains(",3,false,\"field service shop/web metadata.name = "))
    }
  }

  @Test func `a scenario can be opened in the interface and played line by line`() throws {
    try TemporaryFolder.use { folder in
      try folder.write(Array(Self.failing.utf8), to: "a.scenario")
      let path = folder.path("a.scenario")
      let offered = try BuiltProgram.run(["screen", path])
      #expect(offered.output.contains(":next plays line 4: send 10 from pod/shop/client"))
      let played = try BuiltProgram.run(["screen", path, "--keys", ": next Enter : next Enter"])
      #expect(played.output.contains("as expected: lost = 0"))
      let failed = try BuiltProgram.run([
        "screen", path, "--keys", ": next Enter : next Enter : next Enter",
      ])
      #expect(failed.output.contains("line 6: expected lost > 0 of service shop/web, it was 0"))
    }
  }
}

/// Counts elements and keeps the messages of failures.
private final class JUnitReader: NSObject, XMLParserDelegate {
  var counts: [String: Int] = [:]
  var failures: [String] = []

  func parser(
    _ parser: XMLParser,
    didStartElement name: String,
    namespaceURI: String?,
    qualifiedName: String?,
    attributes: [String: String] = [:]
  ) {
    counts[name, default: 0] += 1
    if name == "failure" { failures.append(attributes["message"] ?? "") }
  }
}
