import ArgumentParser
import ClusterState
import Console

/// `svctui merge FILE...`: results of a sweep that was made in parts.
struct MergeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "merge",
    abstract: "Put results of svctui sweep -o json together.",
    discussion: """
      The files hold all runs of one sweep, in any order and cut in any way: --shard I/N of \
      several machines, or the logs of a Job's pods. Lines that are no JSON are passed over and \
      counted.

      Exit code 65 if a file is damaged, 1 if runs are missing, are there twice or are of another \
      sweep (version, scenario, cluster, options, values or seeds); nothing is printed then.
      """
  )

  @Argument(help: "Files of lines, .gz or not; - is standard input.", completion: .file())
  var files: [String]

  @OptionGroup var table: MeasureOption
  @OptionGroup var output: OutputOptions

  mutating func validate() throws {
    if files.count(where: { $0 == StandardInput.name }) > 1 {
      throw ValidationError("standard input (-) can be read only once")
    }
  }

  mutating func run() throws {
    var merge = SweepMerge(table.measure)
    for file in files {
      do throws(LoadError) {
        try LineFile.read(file, into: &merge)
      } catch {
        Diagnostics.say("\(error.id): \(error)")
        throw ExitCode(error.exitCode)
      }
    }
    do throws(SweepMerge.Failure) {
      let merged = try merge.finish()
      tell(merged)
      switch output.output {
      case .json: StandardStreams.write(JSONPrinter.text(of: merged.summary.json))
      case .text:
        StandardStreams.write(SweepText(language: .chosen(table.lang)).text(merged.summary))
      }
    } catch {
      for problem in error.problems { Diagnostics.say("merge-refused: \(problem)") }
      if error.untold > 0 {
        Diagnostics.say("merge-refused: \(error.untold) further mistakes are not shown")
      }
      throw ExitCode(error.isMalformed ? 65 : 1)
    }
  }

  private func tell(_ merged: SweepMerge.Merged) {
    guard let first = merged.firstPassedOver else { return }
    let count = Quantities.counted(merged.passedOver, "line").english
    Diagnostics.say(
      "warning: passed over \(count) without a result, first \(first.file):\(first.line)"
    )
  }
}
