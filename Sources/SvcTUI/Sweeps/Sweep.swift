import ArgumentParser
import ClusterState
import Console

/// A sweep whose scenario was read and whose cluster was opened, once for all runs.
struct Sweep {
  let grid: SweepGrid
  let origin: SweepOrigin
  private let scenarios: [Scenario]
  private let document: LoadedDocument
  private let session: SessionOptions
  private let path: String

  /// What came of one run.
  enum Outcome: Sendable {
    case line([UInt8], Outcomes, passed: Bool)
    case refused(ScenarioRun.Failure)
    case cancelled
  }

  /// Opens what is needed; tells what is wrong and throws the exit code.
  init(
    _ file: ScenarioFile,
    _ grid: SweepGrid,
    _ session: SessionOptions,
    isLenient: Bool,
    memory: MemoryLimit?,
    namespace: String?,
    options: [String]
  ) throws {
    self.grid = grid
    path = file.path
    scenarios = try file.scenarios(of: grid, namespace: namespace)
    var request = DocumentRequest(isLenient: isLenient, session: session, memory: memory)
    switch file.scenario.cluster {
    case .demo(let name): request.demo = name
    case .path(let path): request.documents = [file.resolved(path)]
    }
    document = try request.open().document
    self.session = session
    origin = SweepOrigin(
      tool: Version.tool,
      scenario: file.textDigest,
      cluster: try file.clusterDigest(),
      options: options,
      grid: grid
    )
  }

  /// Makes the runs of a shard and hands them on in their order; throws the exit code if one is
  /// refused or somebody cancels.
  func run(_ shard: SweepShard, threads: Int, take: (Int, Outcomes, Bool, [UInt8]) -> Void) throws {
    let runs = Array(shard.runs(of: grid.count))
    var progress = RunProgress(path)
    defer { progress.finish() }
    var done = 0
    var code: ExitCode?
    let work = OrderedWork(runs.count) { outcome(of: runs[$0], shard) }
    work.run(
      threads: threads,
      goesOn: { progress.report(done: done, of: runs.count) },
      take: { index, outcome in
        switch outcome {
        case .line(let line, let outcomes, let passed):
          done += 1
          take(runs[index], outcomes, passed, line)
        case .refused(let failure):
          progress.clear()
          tell(failure, runs[index])
          code = ExitCode(1)
        case .cancelled: code = ExitCode(130)
        }
        return code == nil
      }
    )
    progress.clear()
    guard done < runs.count else { return }
    if code?.rawValue != 1 {
      Diagnostics.say("cancelled: \(done) of \(runs.count) runs were made")
    }
    throw code ?? ExitCode(130)
  }

  /// Plays one run from the opening of the cluster to its end.
  private func outcome(of run: Int, _ shard: SweepShard) -> Outcome {
    let scenario = scenarios[grid.row(of: run)]
    var options = session
    options.seed = grid.seed(of: run)
    options.proxy.mode = session.proxy.mode ?? scenario.mode
    let opened = Simulation(opening: document, options: options)
    let played = ScenarioRun(scenario, opened: opened, goesOn: { _ in !Interruption.isRequested })
    if played.isCancelled { return .cancelled }
    if let failure = played.failure { return .refused(failure) }
    let line = SweepLine.text(
      of: played,
      values: grid.values(ofRow: grid.row(of: run)),
      seed: grid.seed(of: run),
      shard: shard,
      origin: origin
    )
    return .line(line, played.outcomes, passed: played.hasPassed)
  }

  /// Says which run was refused what.
  private func tell(_ failure: ScenarioRun.Failure, _ run: Int) {
    let values = grid.values(ofRow: grid.row(of: run))
    let settings = zip(grid.axes, values).map { "--let \($0.key)=\($1)" }
    let words = (settings + ["--seed \(grid.seed(of: run))"]).joined(separator: " ")
    Diagnostics.say(
      "scenario-refused: \(path):\(failure.line.number): \(failure.line.text): "
        + "\(ErrorText.text(failure.error).english) (\(words))"
    )
  }
}
