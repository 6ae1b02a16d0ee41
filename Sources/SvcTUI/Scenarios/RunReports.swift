import ClusterState
import Console

/// Runs as other programs read them.
enum RunReports {
  /// JUnit's XML, a test suite a scenario and a test case an expectation.
  static func junit(_ runs: [ScenarioRun]) -> String {
    let failures = runs.reduce(0) { $0 + $1.failureCount }
    let errors = runs.count { $0.failure != nil }
    var text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
    let tests = runs.reduce(0) { $0 + $1.testCount }
    text += "<testsuites name=\"svctui\" tests=\"\(tests)\" failures=\"\(failures)\""
    text += " errors=\"\(errors)\">\n"
    for run in runs { text += suite(run) }
    return text + "</testsuites>\n"
  }

  private static func suite(_ run: ScenarioRun) -> String {
    let name = escaped(run.scenario.name)
    var text = "  <testsuite name=\"\(name)\" tests=\"\(run.testCount)\""
    text += " failures=\"\(run.failureCount)\" errors=\"\(run.failure == nil ? 0 : 1)\">\n"
    for check in run.checks {
      text += opening("line \(check.line): \(check.expected)", name, check.line)
      guard !check.passed else {
        text += "/>\n"
        continue
      }
      let message = escaped("expected \(check.expected), but it was \(check.actual.english)")
      text += ">\n      <failure message=\"\(message)\" type=\"expectation\">"
      text += "\(name):\(check.line): \(message)</failure>\n    </testcase>\n"
    }
    if let failure = run.failure {
      let (line, message) = (failure.line.number, escaped(ErrorText.text(failure.error).english))
      text += opening("line \(line): \(failure.line.text)", name, line)
      text += ">\n      <error message=\"\(message)\" type=\"refused\">"
      text += "\(name):\(line): \(message)</error>\n    </testcase>\n"
    }
    return text + "  </testsuite>\n"
  }

  private static func opening(_ title: String, _ suite: String, _ line: Int) -> String {
    "    <testcase name=\"\(escaped(title))\" classname=\"\(suite)\" file=\"\(suite)\""
      + " line=\"\(line)\""
  }

  /// Text between quotes or tags; what XML 1.0 has no place for is shown as U+FFFD.
  static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "'": result += "&apos;"
      case "\t", "\n", "\r": result += "&#\(scalar.value);"
      case _ where scalar.value < 32 || scalar.value == 0xfffe || scalar.value == 0xffff:
        result += "\u{fffd}"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// The checks of all runs as CSV (RFC 4180).
  static func csv(_ runs: [ScenarioRun]) -> String {
    var rows = [["scenario", "seed", "line", "passed", "expected", "actual"]]
    for run in runs {
      rows += run.checks.map { check in
        [
          run.scenario.name, "\(run.final.settings.seed)", "\(check.line)", "\(check.passed)",
          check.expected, check.actual.english,
        ]
      }
      if let failure = run.failure {
        rows.append([
          run.scenario.name, "\(run.final.settings.seed)", "\(failure.line.number)", "false",
          failure.line.text, ErrorText.text(failure.error).english,
        ])
      }
    }
    return rows.map { row in row.map(quoted).joined(separator: ",") + "\r\n" }.joined()
  }

  private static func quoted(_ field: String) -> String {
    guard field.contains(where: { ",\"\r\n".contains($0) || $0 == "\r\n" }) else { return field }
    let doubled = field.split(separator: "\"", omittingEmptySubsequences: false)
      .joined(separator: "\"\"")
    return "\"\(doubled)\""
  }
}

extension ScenarioRun {
  fileprivate var failureCount: Int { checks.count { !$0.passed } }
  fileprivate var testCount: Int { checks.count + (failure == nil ? 0 : 1) }
}
