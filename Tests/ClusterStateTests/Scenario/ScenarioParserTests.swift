import ClusterState
import Testing

@Suite struct ScenarioParserTests {
  private func problems(_ text: String) -> [String] {
    problems(Array(text.utf8))
  }

  private func problems(_ bytes: [UInt8]) -> [String] {
    do throws(ScenarioError) {
      _ = try ScenarioParser.parse(bytes, file: "x.scenario")
      return []
    } catch {
      return error.problems.map { "\($0.place.line):\($0.place.column): \($0.message)" }
    }
  }

  @Test func `head and lines are read with their numbers, comments and blanks left out`() throws {
    let text = """
      # A scenario.
      format 1
      cluster demo:shop   # embedded
      seed 7
      mode ipvs

        wait 5s  # five seconds
      mark here
      send 2 from outside to "node/node-a:30080"
      expect lost = 0 since here
      mode nftables
      """
    let scenario = try ScenarioParser.parse(Array(text.utf8), file: "x.scenario")
    #expect(scenario.cluster == .demo("shop"))
    #expect(scenario.seed == 7)
    #expect(scenario.mode == .ipvs)
    #expect(scenario.lines.map(\.number) == [7, 8, 9, 10, 11])
    #expect(
      scenario.lines.map(\.text) == [
        "wait 5s", "mark here", "send 2 from outside to \"node/node-a:30080\"",
        "expect lost = 0 since here", "mode nftables",
      ]
    )
    #expect(scenario.lines[0].step == .instruction(.wait(.seconds(5))))
    #expect(scenario.lines[1].step == .mark("here"))
    #expect(scenario.lines[4].step == .instruction(.command(.setMode(.nftables))))
  }

  @Test func `line ends of other systems and a byte order mark do no harm`() throws {
    let text = "\u{feff}format 1\r\ncluster a.json\r\nwait 5s\r\n"
    let scenario = try ScenarioParser.parse(Array(text.utf8), file: "x.scenario")
    #expect(scenario.cluster == .path("a.json"))
    #expect(scenario.lines.map(\.text) == ["wait 5s"])
  }

  @Test func `all wrong lines are told at once, each with its place and what was meant`() {
    let text = """
      format 1
      cluser demo:shop
      seed -3
      scale deploy web --replcas=5
      wait 5s
      seed 4
      expect losst = 0
      expect lost = 0 since tomorow
      mark tomorrow
      """
    #expect(
      problems(text) == [
        "2:1: \"cluser\" is not known here; did you mean cluster?",
        "3:6: seed: -3 is not between 0 and 18446744073709551615",
        "4:18: \"--replcas\" is not known here; did you mean --replicas?",
        "6:1: not understood: seed after the first command",
        "7:8: \"losst\" is not known here; did you mean lost?",
        "8:23: \"tomorow\" is not known here; no mark is",
        "9:1: cluster PATH or cluster demo:NAME is missing in the head",
      ]
    )
  }

  @Test(
    arguments: [
      ("", ["1:1: the file is empty: format 1 is missing"]),
      ("cluster demo:shop", ["1:1: format 1 is missing as the first line"]),
      ("format 2\ncluster demo:shop", ["1:8: format: 2 is not between 1 and 1"]),
      (
        "format 1\ncluster demo:a\ncluster demo:b",
        ["3:1: cluster stands here twice"]
      ),
      ("format 1\ncluster -", ["2:9: cluster: \"-\" is not a file, a folder or demo:NAME"]),
      ("format 1\ncluster demo:a b", ["2:16: not understood: b"]),
      ("format 1\ncluster a\nwait \u{7}5s", ["3:6: character: \"U+7\" is not text"]),
    ] as [(String, [String])]
  )
  func `a wrong head is refused`(text: String, expected: [String]) {
    #expect(problems(text) == expected)
  }

  @Test func `bytes that are no text are told with their column, the other lines too`() {
    let bytes = Array("format 1\ncluster a\nwait é".utf8) + [0xff] + Array(" 5s\nwiat 5s".utf8)
    #expect(
      problems(bytes) == [
        "3:7: this is not UTF-8", "4:1: \"wiat\" is not known here; did you mean wait?",
      ]
    )
  }

  @Test func `files and lines beyond their limits are refused, mistakes are counted`() {
    let head = "format 1\ncluster a\n"
    #expect(
      problems(head + String(repeating: " ", count: Scenario.bytesMax))
        == ["1:1: the file has more than 4 MiB"]
    )
    #expect(
      problems(head + String(repeating: "\n", count: Scenario.linesMax))
        == ["20001:1: the file has more than 20000 lines"]
    )
    #expect(
      problems(head + "wait " + String(repeating: "9", count: Scenario.lineLengthMax))
        == ["3:64000: more than 64000 bytes in one line"]
    )
    let many = head + String(repeating: "x\n", count: 150)
    let error = #expect(throws: ScenarioError.self) {
      try ScenarioParser.parse(Array(many.utf8), file: "x")
    }
    #expect(error?.problems.count == 100)
    #expect(error?.untold == 50)
  }

  @Test(arguments: 0..<20 as Range<UInt64>)
  func `damaged files are refused or read, never a crash`(seed: UInt64) {
    let text = """
      format 1
      cluster demo:shop
      patch service web -p '{"spec":{"type":"NodePort"}}'; cordon node-b
      expect share pod/shop/web-1 between 30% and 37.5% of service shop/web
      expect field service shop/web spec.ports[0].port = 80 # é
      """
    var generator = SeededGenerator(seed: seed)
    for _ in 0..<200 {
      var bytes = Array(text.utf8)
      for _ in 0..<4 {
        let place = Int(generator.next(below: UInt64(bytes.count)))
        switch generator.next(below: 3) {
        case 0: bytes.remove(at: place)
        case 1: bytes[place] = UInt8(truncatingIfNeeded: generator.next())
        default: bytes.insert(bytes[place], at: place)
        }
      }
      let count = bytes.split(separator: 10, omittingEmptySubsequences: false).count
      do throws(ScenarioError) {
        _ = try ScenarioParser.parse(bytes, file: "x")
      } catch {
        #expect(!error.problems.isEmpty)
        #expect(error.problems.allSatisfy { (1...count).contains($0.place.line) })
      }
    }
  }
}
