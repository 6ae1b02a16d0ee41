/// What a run is asked to do.
struct Plan {
  struct Mistake: Error, CustomStringConvertible {
    let description: String
  }

  /// Small inputs and few repetitions: shows that all benchmarks work, not how fast they are.
  var isQuick = false
  /// Also the largest cluster: 2.7 GB of input, minutes of peers.
  var isLarge = false
  /// Only benchmarks whose name contains it.
  var filter = ""
  /// Count the instructions of hot loops instead.
  var isGuard = false
  /// Record what was counted.
  var isRecording = false
  var isHelp = false

  static let help = """
    usage: SvcTUIBenchmarks [--quick] [--large] [--filter NAME]
           SvcTUIBenchmarks --guard [--record]

    Prints a table and writes it to bench-results/latest.json. Inputs are made once, in
    bench-results/inputs. NAME is a part of: \
    \(benchmarks.map(\.name).joined(separator: ", ")).

    --guard counts the instructions of hot loops and fails if they are not as recorded in \
    \(InstructionGuard.path); --record records them.

    """

  init(_ arguments: [String]) throws(Mistake) {
    var rest = arguments[...]
    while let argument = rest.popFirst() {
      switch argument {
      case "--quick": isQuick = true
      case "--large": isLarge = true
      case "--guard": isGuard = true
      case "--record": isRecording = true
      case "--help": isHelp = true
      case "--filter":
        guard let name = rest.popFirst() else {
          throw Mistake(description: "--filter needs a name")
        }
        filter = name
      default: throw Mistake(description: "unknown argument \(argument); --help lists all")
      }
    }
  }

  var sizes: [ClusterSize] {
    if isQuick { return [.small] }
    return [.small, .middle, .medium] + (isLarge ? [.large] : [])
  }

  /// Repetitions, or as few as show that it works.
  func runs(_ count: Int) -> Int { isQuick ? min(count, 3) : count }
}

/// Something that is measured, by name.
struct Benchmark: Sendable {
  var name: String
  var run: @Sendable (Plan, inout Report) throws -> Void
}

/// In this order: what measures memory comes first, while this process is small.
let benchmarks = [
  Benchmark(name: "load", run: LoadBenchmark.run),
  Benchmark(name: "start", run: StartBenchmark.run),
  Benchmark(name: "key", run: KeyBenchmark.run),
  Benchmark(name: "idle", run: IdleBenchmark.run),
  Benchmark(name: "frame", run: FrameBenchmark.run),
  Benchmark(name: "list", run: ListBenchmark.run),
  Benchmark(name: "screen-of-rules", run: RulesScreenBenchmark.run),
  Benchmark(name: "matrix", run: MatrixBenchmark.run),
  Benchmark(name: "change", run: ChangeBenchmark.run),
  Benchmark(name: "history", run: HistoryBenchmark.run),
  Benchmark(name: "time", run: TimeBenchmark.run),
  Benchmark(name: "send", run: SendBenchmark.run),
  Benchmark(name: "explain", run: ExplainBenchmark.run),
  Benchmark(name: "rules", run: RulesBenchmark.run),
]
