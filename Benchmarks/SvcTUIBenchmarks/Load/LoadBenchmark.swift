import ClusterState
import Glibc
import PseudoTerminal

/// From a file to the whole model, measured as a process from start to end.
enum LoadBenchmark {
  static func run(_ plan: Plan, _ report: inout Report) throws {
    var times: [(size: Double, figure: Double)] = []
    for size in plan.sizes {
      try size.prepare()
      let runs = plan.runs(size.pods > 20_000 ? 3 : 7)
      let both = try measure(runs, [Programs.own, "--child", "load", size.path, "2"])
      let one = try measure(runs, [Programs.own, "--child", "load", size.path, "1"])
      times.append((Double(size.pods), both.milliseconds))
      try addPeers(&report, plan, size, both)
      let phases = both.output.split { $0 == " " || $0.isNewline }.compactMap { Double($0) }
      report.rows += [
        Row("load, one thread", size.name, one.milliseconds, "ms"),
        Row("load: the document", size.name, phases[0] / 1_000, "ms"),
        Row("load: the model", size.name, phases[1] / 1_000, "ms"),
        Row("load, memory", size.name, both.peakMegabytes, "MB"),
        Row(
          "load, memory a pod",
          size.name,
          both.peakMegabytes * 1_024 / Double(size.pods),
          "KB"
        ),
      ]
    }
    if let exponent = Growth.exponent(times) {
      report.rows.append(Row("load, growth", "all", exponent, "power of n"))
    }
  }

  /// The child: loads and says how many microseconds document and model took.
  static func load(_ path: String, threads: Int) throws {
    let watch = Stopwatch()
    let document = try LoadedDocument.load(path, threads: threads)
    let read = watch.nanoseconds
    let simulation = Simulation(opening: consume document)
    let opened = watch.nanoseconds - read
    print(read / 1_000, opened / 1_000)
    // Giving memory back object by object is no part of loading.
    withExtendedLifetime(simulation) { exit(0) }
  }

  private static func addPeers(
    _ report: inout Report,
    _ plan: Plan,
    _ size: ClusterSize,
    _ own: ChildProcess
  ) throws {
    func add(_ name: String, _ command: [String], runs: Int, _ goal: Goal? = nil) throws {
      guard let program = command[0].hasPrefix("/") ? command[0] : Programs.find(command[0]) else {
        return
      }
      let peer = try measure(plan.runs(runs), [program] + command.dropFirst())
      report.rows.append(
        Row("load", size.name, own.milliseconds, "ms", against: name, peer.milliseconds, goal)
      )
    }
    let isMedium = size.pods >= ClusterSize.medium.pods
    try add(
      "Foundation JSONDecoder",
      [Programs.own, "--child", "foundation", size.path],
      runs: 3,
      isMedium || plan.isQuick ? .faster(10) : nil
    )
    try add("wc -l", ["wc", "-l", size.path], runs: 7, isMedium ? .timesThePeer(4) : nil)
    // Gigabytes of memory and minutes for what a tenth of the input shows as well.
    guard size.pods <= ClusterSize.medium.pods else { return }
    try add("jq", ["jq", ".items|length", size.path], runs: 1)
    let script = "import json,sys; json.load(open(sys.argv[1]))"
    try add("python3 json", ["python3", "-c", script, size.path], runs: 1)
    guard size.pods <= ClusterSize.small.pods else { return }
    try add(
      "kubectl label --local",
      ["kubectl", "label", "--local", "-f", size.path, "a=b", "-o", "name"],
      runs: 3,
      .faster(25)
    )
  }

  /// The run with the median time; one run before warms the page cache.
  private static func measure(_ runs: Int, _ command: [String]) throws -> ChildProcess {
    if runs > 1 { _ = try ChildProcess.run(command) }
    let all = try (0..<runs).map { _ in try ChildProcess.run(command) }
    return all.sorted { $0.milliseconds < $1.milliseconds }[runs / 2]
  }
}
