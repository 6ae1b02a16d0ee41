import ArgumentParser
import ClusterState
import Console

/// `svctui sweep SCENARIO --vary KEY=A..B --seeds A..B`: a scenario many times over.
struct SweepCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sweep",
    abstract: "Play a scenario with many values and seeds, and show what becomes of its requests.",
    discussion: """
      KEY is a name that the scenario's head gives a value (let preStop = 5, used as $preStop), \
      mode, or a delay (svctui run --language). Values are A..B, A..B:STEP or a list A,B,C of \
      numbers, percents, spans of time or words; several --vary make a grid. What counts are the \
      requests since the scenario's last mark.

      -o json prints a line a run, which svctui merge puts together: --shard 2/8 makes the runs of \
      the third of eight machines, and --emit-job prints a Kubernetes Job that does so. The output \
      is the same with any --jobs. Expectations that are not met are counted and are no failure; \
      exit code 1 if a command is refused.
      """
  )

  @Argument(help: "A scenario file; - is standard input.", completion: .file())
  var scenario: String

  @OptionGroup var sweep: SweepOptions
  @OptionGroup var table: MeasureOption
  @OptionGroup(title: "A Job for a cluster") var job: JobOptions
  @OptionGroup var session: SessionFlags
  @OptionGroup(title: "Options of kube-proxy") var proxy: ProxyFlags
  @OptionGroup var output: OutputOptions

  mutating func validate() throws {
    let grid = try sweep.grid()
    _ = try sweep.part(of: grid)
    _ = try sweep.threads()
    _ = try session.options(with: proxy)
    guard session.seed == nil else { throw ValidationError("--seed: say --seeds A..B here") }
    if proxy.mode != nil, grid.axes.contains(where: { $0.key == ScenarioTemplate.modeKey }) {
      throw ValidationError("--mode: --vary says it already")
    }
    try job.validate(sweep, grid)
  }

  mutating func run() throws {
    let file = try ScenarioFile(path: scenario, namespace: session.namespace)
    let grid = try sweep.grid()
    if job.emitJob {
      let manifest = try SweepJob(
        file,
        grid,
        words: jobWords(grid),
        namespace: session.namespace,
        job,
        sweep
      )
      return StandardStreams.write(manifest.text)
    }
    let prepared = try Sweep(
      file,
      grid,
      session.options(with: proxy),
      isLenient: session.lenient,
      memory: session.memory,
      namespace: session.namespace,
      options: decidingWords
    )
    var summary = SweepSummary(grid, table.measure)
    let isJSON = output.output == .json
    try prepared.run(sweep.part(of: grid), threads: sweep.threads()) {
      run,
      outcomes,
      passed,
      line in
      if isJSON { StandardStreams.write(line + [UInt8(ascii: "\n")]) }
      summary.add(run, outcomes, passed: passed)
    }
    guard !isJSON else { return }
    StandardStreams.write(SweepText(language: .chosen(table.lang)).text(summary))
  }

  /// Words of the command line that decide about results, beside what is varied.
  private var decidingWords: [String] {
    proxy.words + session.words + (session.namespace.map { ["--namespace=\($0)"] } ?? [])
  }

  /// The words that every pod of a Job is started with, beside the scenario and its shard.
  private func jobWords(_ grid: SweepGrid) -> [String] {
    grid.axes.map { "--vary=\($0.text)" }
      + ["--seeds=\(grid.seeds.lowerBound)..\(grid.seeds.upperBound)"] + decidingWords
  }
}
