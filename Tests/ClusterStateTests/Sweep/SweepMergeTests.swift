import ClusterState
import Testing

/// Results in parts, and what becomes of them together.
@Suite struct SweepMergeTests {
  private static let text = """
    format 1
    cluster x
    let requests = 10
    send 5 from pod/client to web:80
    mark
    send $requests from pod/client to web:80
    expect lost = 0
    """

  private static func grid() throws -> SweepGrid {
    try SweepGrid([SweepAxis("requests=10..30:10")], seeds: 1...4)
  }

  private static func origin(_ grid: SweepGrid, tool: String = "1") -> SweepOrigin {
    SweepOrigin(tool: tool, scenario: "s", cluster: "c", options: ["--mode=ipvs"], grid: grid)
  }

  /// The lines of a shard, as `svctui sweep -o json` prints them.
  private static func lines(
    _ shard: SweepShard,
    tool: String = "1"
  ) throws -> [[UInt8]] {
    let grid = try grid()
    let template = try ScenarioTemplate(Array(text.utf8), file: "x", namespace: "shop")
    let scenarios = try template.scenarios(of: grid)
    return shard.runs(of: grid.count).map { run in
      let row = grid.row(of: run)
      let opened = Simulation(opening: ClusterFixture.shop())
      return SweepLine.text(
        of: ScenarioRun(scenarios[row], opened: opened),
        values: grid.values(ofRow: row),
        seed: grid.seed(of: run),
        shard: shard,
        origin: origin(grid, tool: tool)
      )
    }
  }

  private func merge(
    _ files: [(name: String, lines: [[UInt8]])],
    _ measure: SweepMeasure = .ended
  ) throws(SweepMerge.Failure) -> SweepMerge.Merged {
    var merge = SweepMerge(measure)
    for file in files {
      merge.begin(file: file.name)
      for (index, line) in file.lines.enumerated() {
        merge.add(line, number: index + 1, isLast: index == file.lines.count - 1)
      }
      merge.endFile()
    }
    return try merge.finish()
  }

  private func problems(_ files: [(name: String, lines: [[UInt8]])]) -> (told: [String], Bool) {
    do throws(SweepMerge.Failure) {
      _ = try merge(files)
      return ([], false)
    } catch {
      return (error.problems.map { "\($0)" }, error.isMalformed)
    }
  }

  @Test func `what counts are the requests since the last mark`() throws {
    let rows = try merge([("a", try Self.lines(.all))]).summary.rows
    #expect(rows.map(\.values) == [["10"], ["20"], ["30"]])
    #expect(rows.map(\.interval.mean) == [10, 20, 30])
    #expect(rows.map(\.runs) == [4, 4, 4])
    #expect(rows.allSatisfy { $0.passed.mean == 1 })
  }

  @Test(arguments: 1...12)
  func `any partition, in any order, comes to the same`(count: Int) throws {
    let whole = try merge([("all", try Self.lines(.all))]).summary
    let parts = try (0..<count).map { index in
      ("\(index)", try Self.lines(SweepShard(index: index, count: count)))
    }
    #expect(try merge(parts).summary == whole)
    #expect(try merge(parts.reversed()).summary == whole)
    #expect(try merge(parts).summary.json == whole.json)
  }

  @Test func `parts of different partitions make a whole if every run is there once`() throws {
    let half = try Self.lines(SweepShard(index: 0, count: 2))
    let quarters = try [1, 3].map { try Self.lines(SweepShard(index: $0, count: 4)) }
    let merged = try merge([("a", half), ("b", quarters[0]), ("c", quarters[1])])
    #expect(merged.summary.rows.map(\.runs) == [4, 4, 4])
  }

  @Test func `a missing shard and a shard that lacks runs are told with what to do`() throws {
    let shards = try (0..<3).map { try Self.lines(SweepShard(index: $0, count: 3)) }
    let (told, isMalformed) = problems([("a", shards[0]), ("b", Array(shards[1].dropLast()))])
    #expect(
      told == [
        "shard 1/3 lacks 1 of its 4 runs, the first with requests=30, seed 3: "
          + "run it again with --shard 1/3",
        "shard 2/3 is missing, with 4 runs: run it with --shard 2/3",
      ]
    )
    #expect(!isMalformed)
  }

  @Test func `a run that is there twice is told with both places, once a file`() throws {
    let lines = try Self.lines(.all)
    let (told, isMalformed) = problems([("a", lines), ("b", Array(lines[2...4]))])
    #expect(
      told == [
        "b:1: the run with requests=10, seed 3 is there already, at a:3, and 2 further runs of "
          + "this file too"
      ]
    )
    #expect(!isMalformed)
  }

  @Test func `a line that is cut off is told with its place, and what is missing with it`() throws {
    var lines = try Self.lines(.all)
    lines[11].removeLast(40)
    let (told, isMalformed) = problems([("a", lines)])
    #expect(told.count == 2)
    #expect(told[0].hasPrefix("a:12: the file ends within this line"))
    #expect(told[1].hasPrefix("shard 0/1 lacks 1 of its 12 runs"))
    #expect(isMalformed)
  }

  @Test func `a sweep of another version is told with both`() throws {
    let shards = [
      try Self.lines(SweepShard(index: 0, count: 2)),
      try Self.lines(SweepShard(index: 1, count: 2), tool: "2"),
    ]
    let (told, isMalformed) = problems([("a", shards[0]), ("b", shards[1])])
    #expect(told.first == "b:1: of another sweep: version is 2 here and 1 at a:1")
    #expect(told.count == 2)
    #expect(!isMalformed)
  }

  @Test func `what is no result is told, and what is beside results is counted`() throws {
    var lines = try Self.lines(.all)
    lines.insert(Array("warning: something".utf8), at: 1)
    lines.insert([], at: 5)
    let merged = try merge([("a", lines)])
    #expect(merged.passedOver == 1)
    #expect(merged.firstPassedOver?.line == 2)
    let others = ["{}", "{\"apiVersion\":\"svctui.dev/v1alpha1\"}", "{]", "[]"]
    for other in others {
      let (told, _) = problems([("x", [Array(other.utf8), []])])
      #expect(told.count == 1, "\(other): \(told)")
    }
    #expect(problems([]).told == ["there are no results of svctui sweep -o json"])
    let (told, _) = problems([("a", try Self.lines(.all)), ("empty", [])])
    #expect(told == ["empty:1: no result of svctui sweep -o json is in this file"])
  }

  @Test func `a changed line is found`() throws {
    var lines = try Self.lines(SweepShard(index: 0, count: 2))
    let text = String(decoding: lines[1], as: UTF8.self)
    lines[1] = Array(text.replacing("\"seed\":3", with: "\"seed\":2").utf8)
    let (told, isMalformed) = problems([("a", lines)])
    #expect(told.first == "a:2: a run that its own sweep does not have: the line was changed")
    #expect(isMalformed)
  }

  @Test func `no more than so many problems are told`() throws {
    let lines = (0..<50).map { _ in Array("{}".utf8) }
    do throws(SweepMerge.Failure) {
      _ = try merge([("a", lines)])
    } catch {
      #expect(error.problems.count == SweepMerge.problemsMax)
      #expect(error.untold == 30)
    }
  }

  @Test(arguments: SweepMeasure.names)
  func `every measure has a name that reads back`(name: String) throws {
    #expect(try #require(SweepMeasure(name)).name == name)
  }
}
