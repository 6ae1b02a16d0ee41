import ArgumentParser
import ClusterState
import Console

/// What is varied, and which runs are made here.
struct SweepOptions: ParsableArguments {
  @Option(
    name: .customLong("vary"),
    help: ArgumentHelp("What is varied; may be given several times.", valueName: "key=a..b")
  )
  var vary: [String] = []

  @Option(help: ArgumentHelp("Every combination is played with each.", valueName: "a..b"))
  var seeds = "1..100"

  @Option(help: "Runs at a time; without it as many as there are processors.")
  var jobs: Int?

  @Option(
    help: ArgumentHelp("Only every N-th run, from the I-th on, from 0.", valueName: "i/n")
  )
  var shard: String?

  /// All runs; throws what cannot be understood.
  func grid() throws -> SweepGrid {
    var axes: [SweepAxis] = []
    for text in vary { axes.append(try Self.saying("--vary") { try SweepAxis(text) }) }
    let seeds = try Self.saying("--seeds") { try SweepGrid.seeds(self.seeds) }
    return try Self.saying("--vary") { try SweepGrid(axes, seeds: seeds) }
  }

  /// The part that is made here.
  func part(of grid: SweepGrid) throws -> SweepShard {
    guard let shard else { return .all }
    return try Self.saying("--shard") {
      let part = try SweepShard(shard)
      guard part.count <= grid.count else {
        throw SweepError.tooManyShards(part.count, runs: grid.count)
      }
      return part
    }
  }

  func threads() throws -> Int {
    guard let jobs else { return Processors.count }
    guard (1...Self.jobsMax).contains(jobs) else {
      throw ValidationError("--jobs: \(jobs) is not between 1 and \(Self.jobsMax)")
    }
    return jobs
  }

  private static let jobsMax = 1_024

  /// What cannot be understood, with the option that it was said with.
  private static func saying<Value>(_ option: String, _ make: () throws -> Value) throws -> Value {
    do {
      return try make()
    } catch let error as SweepError {
      throw ValidationError("\(option): \(error)")
    }
  }
}

/// What the table shows.
struct MeasureOption: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "What the table shows: \(SweepMeasure.names.joined(separator: ", ")).",
      valueName: "name"
    )
  )
  var measure = SweepMeasure.lost

  @Option(help: "en or ko; without it that of the locale (LC_ALL, LC_MESSAGES, LANG).")
  var lang: Language?
}

extension SweepMeasure: ExpressibleByArgument {
  package init?(argument: String) { self.init(argument) }
  package var defaultValueDescription: String { name }
}
