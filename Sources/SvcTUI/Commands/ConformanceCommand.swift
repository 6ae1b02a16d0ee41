import ArgumentParser
import ClusterState

/// `svctui conformance PATH...`: runs recorded cases against the model.
struct ConformanceCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "conformance",
    abstract: "Run conformance cases, recorded from Kubernetes, against the simulator.",
    discussion: "Exit code 1 if a check fails."
  )

  @Argument(help: "Case files (.json) or folders of them.", completion: .file())
  var paths: [String]

  @Option(
    help: ArgumentHelp(
      "Print the page of the documentation, with this list of end-to-end cases.",
      valueName: "list",
      visibility: .hidden
    ),
    completion: .file()
  )
  var page: String?

  @OptionGroup var output: OutputOptions

  mutating func run() throws {
    var endToEnd: [EndToEndCase] = []
    var report = ConformanceReport()
    do throws(LoadError) {
      if let page { endToEnd = EndToEndCase.list(try FileSource(path: page).readAll()) }
      for path in try DocumentFiles.expand(paths) {
        guard path.hasSuffix(".json") else {
          report.skip(path)
          continue
        }
        let text = try FileSource(path: path).readAll()
        report.add(try JSONTree(parsing: text, file: path), file: path)
      }
    } catch {
      Diagnostics.say("\(error.id): \(error)")
      throw ExitCode(error.exitCode)
    }
    switch output.output {
    case _ where page != nil:
      StandardStreams.write(ConformancePage.text(report, endToEnd))
    case .json: StandardStreams.write(JSONPrinter.text(of: report.json))
    case .text: StandardStreams.write(Self.text(report))
    }
    guard report.total.failed == 0 else { throw ExitCode(1) }
  }

  private static func text(_ report: ConformanceReport) -> String {
    var text = ""
    for failure in report.failures {
      for line in [
        "FAILED \(failure.file): \(failure.check)", "  expected \(failure.expected)",
        "  actual   \(failure.actual)",
      ] {
        text += Diagnostics.safe(line) + "\n"
      }
    }
    for file in report.unknownFiles {
      text += Diagnostics.safe("SKIPPED \(file): no conformance case") + "\n"
    }
    let rows = ConformanceCategory.allCases.map { category -> [String] in
      let counts = report[category]
      let numbers = [counts.files, counts.checks, counts.passed, counts.failed, counts.skipped]
      return [category.rawValue] + numbers.map(String.init)
    }
    text += TextTable(["CATEGORY", "FILES", "CHECKS", "PASSED", "FAILED", "SKIPPED"], rows).text
    let total = report.total
    return text
      + "\(total.passed) passed, \(total.failed) failed, \(total.skipped) skipped\n"
  }
}

extension ConformanceReport {
  fileprivate var json: JSONTree {
    let counts = ConformanceCategory.allCases.map { category in
      JSONTree.Member(key: category.rawValue, value: self[category].json)
    }
    let failures = failures.map { failure -> JSONTree in
      [
        "actual": .string(failure.actual), "check": .string(failure.check),
        "expected": .string(failure.expected), "file": .string(failure.file),
      ]
    }
    return JSONTree.object([])
      .adding("apiVersion", .string(svctuiAPIVersion))
      .adding("categories", JSONTree(members: counts))
      .adding("failures", .array(failures))
      .adding("skippedFiles", .array(unknownFiles.map(JSONTree.string)))
  }
}

extension ConformanceReport.Counts {
  fileprivate var json: JSONTree {
    [
      "checks": .integer(Int64(checks)), "failed": .integer(Int64(failed)),
      "files": .integer(Int64(files)), "passed": .integer(Int64(passed)),
      "skipped": .integer(Int64(skipped)),
    ]
  }
}
