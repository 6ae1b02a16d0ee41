import ClusterState
import Testing

/// What `--vary`, `--seeds` and `--shard` say.
@Suite struct SweepAxisTests {
  @Test(arguments: [
    ("n=0..3", ["0", "1", "2", "3"]),
    ("n=-2..2:2", ["-2", "0", "2"]),
    ("n=1..10:4", ["1", "5", "9"]),
    ("n=7..7", ["7"]),
    ("n=0%..50%:25%", ["0%", "25%", "50%"]),
    ("n=0..2%", ["0%", "1%", "2%"]),
    ("n=1s..3s", ["1s", "2s", "3s"]),
    ("n=0..1s:500ms", ["0s", "500ms", "1s"]),
    ("n=58s..1m1s", ["58s", "59s", "1m0s", "1m1s"]),
    ("mode=iptables,ipvs", ["iptables", "ipvs"]),
    ("n=5", ["5"]),
    ("s=app=web,app=db", ["app=web", "app=db"]),
  ])
  func `a range or a list becomes words for the scenario`(text: String, values: [String]) throws {
    let axis = try SweepAxis(text)
    let expected = values.map { $0 == "1m0s" ? "1m" : $0 }
    #expect(axis.values == expected)
    #expect(axis.text == text)
  }

  @Test(arguments: [
    ("", SweepError.noAxis("")),
    ("n", .noAxis("n")),
    ("=1..2", .noAxis("=1..2")),
    ("n=", .noAxis("n=")),
    ("n=3..1", .invalidRange(key: "n", text: "3..1")),
    ("n=1..", .invalidRange(key: "n", text: "1..")),
    ("n=1..5:0", .invalidRange(key: "n", text: "1..5:0")),
    ("n=1..5:-1", .invalidRange(key: "n", text: "1..5:-1")),
    ("n=1s..5", .invalidRange(key: "n", text: "1s..5")),
    ("n=1..5%", .invalidRange(key: "n", text: "1..5%")),
    ("n=a..b", .invalidRange(key: "n", text: "a..b")),
    ("n=1..2..3", .invalidRange(key: "n", text: "1..2..3")),
    ("n=1,,2", .invalidValue(key: "n", text: "")),
    ("n=a b", .invalidValue(key: "n", text: "a b")),
    ("n='", .invalidValue(key: "n", text: "'")),
    ("n=1,2,1", .repeatedValue(key: "n", text: "1")),
    ("n=0..10000", .tooManyValues(key: "n", most: 10_000)),
    (
      "n=-9223372036854775808..9223372036854775807",
      .tooManyValues(key: "n", most: 10_000)
    ),
  ])
  func `what cannot be understood is refused with its reason`(text: String, error: SweepError) {
    #expect(throws: error) { try SweepAxis(text) }
    #expect(!error.description.isEmpty)
  }

  @Test func `the grid counts seeds within values within keys`() throws {
    let axes = [try SweepAxis("a=1,2"), try SweepAxis("b=x,y,z")]
    let grid = try SweepGrid(axes, seeds: 5...6)
    #expect(grid.count == 12)
    #expect(
      (0..<6).map { grid.values(ofRow: $0).joined() } == ["1x", "1y", "1z", "2x", "2y", "2z"]
    )
    #expect((0..<4).map { grid.seed(of: $0) } == [5, 6, 5, 6])
    for run in 0..<grid.count {
      let values = grid.values(ofRow: grid.row(of: run))
      #expect(grid.run(values, seed: grid.seed(of: run)) == run)
    }
    #expect(grid.run(["1", "w"], seed: 5) == nil)
    #expect(grid.run(["1", "x"], seed: 7) == nil)
    #expect(grid.run(["1"], seed: 5) == nil)
  }

  @Test func `a grid has its limits`() throws {
    let wide = [try SweepAxis("a=1..10000"), try SweepAxis("b=1..10000")]
    #expect(throws: SweepError.tooManyRows(most: 100_000)) { try SweepGrid(wide, seeds: 1...1) }
    #expect(throws: SweepError.tooManyRuns(most: 10_000_000)) {
      try SweepGrid([], seeds: 0...UInt64.max)
    }
    #expect(throws: SweepError.repeatedKey("a")) {
      try SweepGrid([try SweepAxis("a=1"), try SweepAxis("a=2")], seeds: 1...1)
    }
  }

  @Test(arguments: ["", "5..1", "a..b", "1..2..3", "-1..4", "1..9223372036854775808"])
  func `what are no seeds is refused`(text: String) {
    #expect(throws: SweepError.invalidSeeds(text)) { try SweepGrid.seeds(text) }
  }

  @Test func `seeds are a range or one`() throws {
    #expect(try SweepGrid.seeds("3..9") == 3...9)
    #expect(try SweepGrid.seeds("7") == 7...7)
  }

  @Test func `shards are counted from 0 and make every run once`() throws {
    #expect(throws: SweepError.shardBeyond(index: 8, of: 8)) { try SweepShard("8/8") }
    for text in ["", "1", "1/", "-1/3", "0/0", "a/b", "1/2/3", "0/100001"] {
      #expect(throws: SweepError.invalidShard(text)) { try SweepShard(text) }
    }
    for count in 1...9 {
      for total in [0, 1, 5, 8, 27] {
        let shards = try (0..<count).map { try SweepShard("\($0)/\(count)") }
        #expect(shards.flatMap { $0.runs(of: total) }.sorted() == Array(0..<total))
        #expect(shards.allSatisfy { $0.runCount(of: total) == Array($0.runs(of: total)).count })
      }
    }
  }
}
