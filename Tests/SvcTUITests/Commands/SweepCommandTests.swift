import Foundation
import Glibc
import PseudoTerminal
import Testing

/// `sweep` and `merge` as scripts and a cluster's own engine call them.
@Suite struct SweepCommandTests {
  private static let scenario = """
    format 1
    cluster demo:shop
    let requests = 10
    send 5 from pod/shop/client to web:80
    mark
    send $requests from pod/shop/client to web:80
    expect lost = 0
    expect sent > 10
    """

  private func sweep(_ arguments: [String]) throws -> BuiltProgram.Result {
    try BuiltProgram.run(["sweep", "-"] + arguments, input: .bytes(Array(Self.scenario.utf8)))
  }

  private static let ranges = ["--vary", "requests=10..30:10", "--seeds", "1..5"]

  @Test func `a line a run holds values, seed, outcomes and checks`() throws {
    let result = try sweep(Self.ranges + ["-o", "json"])
    #expect(result.status == 0, "\(result.errors)")
    let lines = try result.output.split(separator: "\n").map { line in
      try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
    }
    #expect(lines.count == 15)
    let seeds = lines.map { $0["seed"] as? Int }
    #expect(seeds == [1, 2, 3, 4, 5, 1, 2, 3, 4, 5, 1, 2, 3, 4, 5])
    let last = lines[14]
    #expect((last["values"] as? [String: Int]) == ["requests": 30])
    #expect((last["outcomes"] as? [String: Int])?["delivered"] == 30)
    #expect((last["outcomes"] as? [String: Int])?.count == 9)
    let checks = try #require(lines[0]["checks"] as? [[String: Any]])
    #expect(checks.map { $0["passed"] as? Bool } == [true, false])
    #expect(checks.map { $0["line"] as? Int } == [7, 8])
  }

  @Test func `the same bytes come of any number of threads`() throws {
    let one = try sweep(Self.ranges + ["-o", "json", "--jobs", "1"])
    let eight = try sweep(Self.ranges + ["-o", "json", "--jobs", "8"])
    #expect(one.output == eight.output)
    #expect(one.output.count > 1_000)
  }

  @Test func `shards merge to what the whole is, as text and as JSON`() throws {
    try TemporaryFolder.use { folder in
      for index in 0..<3 {
        let part = try sweep(Self.ranges + ["-o", "json", "--shard", "\(index)/3"])
        try folder.write(Array(part.output.utf8), to: "\(index).jsonl")
      }
      let paths = [2, 0, 1].map { folder.path("\($0).jsonl") }
      let merged = try BuiltProgram.run(["merge"] + paths)
      #expect(merged.status == 0, "\(merged.errors)")
      #expect(merged.output == (try sweep(Self.ranges)).output)
      let json = try #require(try BuiltProgram.run(["merge", "-o", "json"] + paths).json)
      let rows = try #require(json["rows"] as? [[String: Any]])
      #expect(rows.count == 3)
      #expect(Set(rows[0].keys) == ["values", "runs", "mean", "low", "high"])
      #expect(rows[0]["runs"] as? Int == 5)
      let missing = try BuiltProgram.run(["merge"] + paths.dropLast())
      #expect(missing.status == 1)
      #expect(missing.output.isEmpty)
      #expect(missing.errors.contains("shard 1/3 is missing, with 5 runs"))
      let cut = Array(try sweep(Self.ranges + ["-o", "json"]).output.utf8.dropLast(30))
      try folder.write(cut, to: "cut.jsonl")
      let damaged = try BuiltProgram.run(["merge", folder.path("cut.jsonl")])
      #expect(damaged.status == 65)
      #expect(damaged.errors.contains("cut.jsonl:15: the file ends within this line"))
      #expect(try BuiltProgram.run(["merge", folder.path("none")]).status == 66)
    }
  }

  @Test func `the table has a bar and an interval for every row`() throws {
    let result = try sweep(Self.ranges + ["--measure", "passed"])
    #expect(result.output.contains("20            5   100.0%   56.6% .. 100.0%   "))
    #expect(result.output.contains("RUNS   PASSED      95% INTERVAL   0 "))
    let korean = try sweep(Self.ranges + ["--lang", "ko"])
    #expect(korean.output.contains("신뢰 구간"))
  }

  @Test(arguments: [
    (["--vary", "requets=1..3"], 64, "did you mean requests?"),
    (["--vary", "requests"], 64, "--vary: requests is not KEY=A..B"),
    (["--vary", "requests=3..1"], 64, "is not a range"),
    (["--vary", "requests=1", "--vary", "requests=2"], 64, "requests is varied twice"),
    (["--vary", "requests=lots"], 65, "-:6:6: "),
    (["--vary", "mode=fast"], 64, "iptables, ipvs, nftables"),
    (["--vary", "mode=ipvs", "--mode", "ipvs"], 64, "--vary says it already"),
    (["--seeds", "9..1"], 64, "--seeds: 9..1"),
    (["--seed", "9"], 64, "say --seeds A..B here"),
    (["--jobs", "0"], 64, "--jobs: 0"),
    (["--shard", "3/3"], 64, "there is no shard 3 of 3"),
    (["--seeds", "1..2", "--shard", "0/3"], 64, "2 runs only"),
    (["--measure", "speed"], 64, "measure"),
    (["--shards", "3"], 64, "--emit-job"),
    (["--emit-job", "--claim", "A_b"], 64, "--claim: A_b"),
  ])
  func `what cannot be is refused where it was typed`(
    arguments: [String],
    status: Int32,
    words: String
  ) throws {
    let result = try sweep(arguments)
    #expect(result.status == status, "\(result.errors)")
    #expect(result.errors.contains(words), "\(result.errors)")
    #expect(result.output.isEmpty)
  }

  @Test func `a refused command ends the sweep and says how to see it`() throws {
    let text = Self.scenario.replacing(
      "expect lost = 0",
      with: "scale deployment nobody --replicas=$requests"
    )
    let result = try BuiltProgram.run(
      ["sweep", "-", "--vary", "requests=7,8"],
      input: .bytes(Array(text.utf8))
    )
    #expect(result.status == 1)
    #expect(result.errors.contains("scenario-refused: -:7: scale deployment nobody --replicas=7: "))
    #expect(result.errors.contains("(--let requests=7 --seed 1)"))
  }

  @Test func `run plays one of the combinations`() throws {
    let input = BuiltProgram.Input.bytes(Array(Self.scenario.utf8))
    let result = try BuiltProgram.run(["run", "-", "--let", "requests=20"], input: input)
    #expect(result.status == 0, "\(result.output)")
    #expect(result.output.contains("send 20 from pod/shop/client to web:80"))
    let unknown = try BuiltProgram.run(["run", "-", "--let", "n=2"], input: input)
    #expect(unknown.status == 64)
    #expect(unknown.errors.contains("--let: n is nothing that this scenario lets vary"))
  }

  @Test func `Ctrl-C ends a sweep with whole lines`() throws {
    try TemporaryFolder.use { folder in
      try folder.write(Array(Self.scenario.utf8), to: "a.scenario")
      let script = """
        \(BuiltProgram.path) sweep \(folder.path("a.scenario")) --seeds 1..100000 -o json \
        > \(folder.path("lines")) 2> \(folder.path("errors")) & program=$!
        while ! [ -s \(folder.path("lines")) ]; do sleep 0.05; done
        kill -INT $program; wait $program; echo $?
        """
      // A shell without job control lets its children ignore Ctrl-C, as the program sets anew.
      let result = try BuiltProgram.run(["-c", script], program: "/bin/sh")
      #expect(result.output == "130\n")
      let lines = try String(contentsOfFile: folder.path("lines"), encoding: .utf8)
      #expect(lines.hasSuffix("}\n"))
      let errors = try String(contentsOfFile: folder.path("errors"), encoding: .utf8)
      #expect(errors.contains("of 100000 runs were made"))
    }
  }
}
