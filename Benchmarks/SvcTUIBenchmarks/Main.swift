import FoundationEssentials
import Glibc

/// Measures SvcTUI and, in the same run, what it is compared with.
@main struct SvcTUIBenchmarks {
  private static let resultPath = "bench-results/latest.json"

  static func main() {
    let arguments = Array(CommandLine.arguments.dropFirst())
    do {
      if arguments.first == "--child" {
        try Child.run(Array(arguments.dropFirst()))
      } else {
        try measure(try Plan(arguments))
      }
    } catch {
      tell("\(error)")
      exit(1)
    }
  }

  private static func measure(_ plan: Plan) throws {
    guard !plan.isHelp else {
      print(Plan.help, terminator: "")
      return
    }
    if plan.isGuard { return try InstructionGuard.run(records: plan.isRecording) }
    var report = Report(
      isQuick: plan.isQuick,
      processors: ProcessInfo.processInfo.activeProcessorCount
    )
    for benchmark in benchmarks where plan.filter.isEmpty || benchmark.name.contains(plan.filter) {
      tell("\(benchmark.name) ...")
      try benchmark.run(plan, &report)
    }
    mkdir("bench-results", 0o755)
    try report.write(to: resultPath)
    print(report.table, terminator: "")
    tell("written to \(resultPath)")
  }

  private static func tell(_ line: String) {
    let bytes = Array("\(line)\n".utf8)
    write(STDERR_FILENO, bytes, bytes.count)
  }
}

/// What this program does when a benchmark starts it to be measured itself.
enum Child {
  struct Unknown: Error {}

  static func run(_ arguments: [String]) throws {
    switch (arguments.first, arguments.count) {
    case ("generate", 5):
      let counts = arguments[2...].compactMap { Int($0) }
      try ClusterSize.generate(
        arguments[1],
        nodes: counts[0],
        pods: counts[1],
        services: counts[2]
      )
    case ("load", 3): try LoadBenchmark.load(arguments[1], threads: Int(arguments[2]) ?? 2)
    case ("foundation", 2):
      let list = try PeerList.load(arguments[1])
      // Giving memory back object by object is no part of loading.
      withExtendedLifetime(list) { exit(0) }
    case ("hot", 3):
      guard let loop = HotLoop.all.first(where: { $0.name == arguments[1] }),
        let times = Int(arguments[2])
      else { throw Unknown() }
      try loop.prepare()(times)
    default: throw Unknown()
    }
  }
}
