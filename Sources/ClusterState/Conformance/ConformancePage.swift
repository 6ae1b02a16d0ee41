/// A case of Kubernetes's end-to-end tests of networking, and whether its subject is simulated.
package struct EndToEndCase: Equatable, Sendable {
  package var area: String
  /// File below `test/e2e/network` and the line of the case.
  package var place: String
  /// Whether a cluster must pass it to be called Kubernetes.
  package var isConformance: Bool
  package var name: String
  package var isSimulated: Bool
  /// By what, or why not.
  package var why: String

  /// Reads a list with tabs between area, file, line, `C` or nothing, name, `yes` or `no`, why;
  /// lines that begin with `#` are comments.
  package static func list(_ text: [UInt8]) -> [EndToEndCase] {
    String(decoding: text, as: UTF8.self).split(separator: "\n").compactMap { line in
      let parts = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      guard parts.count == 7, !line.hasPrefix("#") else { return nil }
      return EndToEndCase(
        area: parts[0],
        place: "\(parts[1]):\(parts[2])",
        isConformance: parts[3] == "C",
        name: parts[4],
        isSimulated: parts[5] == "yes",
        why: parts[6]
      )
    }
  }
}

/// The page of the documentation that says what was held against what, in Markdown.
package enum ConformancePage {
  /// Lines between which the table of the read-me stands.
  package static let tableMarks = ("<!-- conformance -->", "<!-- /conformance -->")

  /// The whole page.
  package static func text(_ report: ConformanceReport, _ cases: [EndToEndCase]) -> String {
    let simulated = cases.count(where: \.isSimulated)
    return """
      # Conformance

      What the simulator was held against. `scripts/conformance-page` writes this page; a test fails
      where it is out of date.

      ## Recorded cases

      Expectations come from running Kubernetes 1.36's own code. `svctui conformance PATH...` runs
      files of this form, these and any others.

      \(tableMarks.0)
      \(table(report))
      \(tableMarks.1)

      ## The end-to-end tests of Kubernetes

      The cases of `test/e2e/network` in Kubernetes 1.36, and whether their subject is simulated:
      \(simulated) of \(cases.count) are. Cases marked C are those every cluster must pass.

      \(areas(cases))
      """ + "\n"
  }

  private static func table(_ report: ConformanceReport) -> String {
    var lines = [
      "| category | checks | passed | failed | skipped |", "|---|---:|---:|---:|---:|",
    ]
    for category in ConformanceCategory.allCases {
      lines.append(row(category.rawValue, report[category]))
    }
    lines.append(row("**all**", report.total))
    return lines.joined(separator: "\n")
  }

  private static func row(_ name: String, _ counts: ConformanceReport.Counts) -> String {
    "| \(name) | \(counts.checks) | \(counts.passed) | \(counts.failed) | \(counts.skipped) |"
  }

  private static func areas(_ cases: [EndToEndCase]) -> String {
    var areas: [String] = []
    for item in cases where !areas.contains(item.area) { areas.append(item.area) }
    return areas.map { area in
      let rows = cases.filter { $0.area == area }.map { item in
        "| \(escaped(item.name))\(item.isConformance ? " (C)" : "") | `\(item.place)` "
          + "| \(item.isSimulated ? "yes" : "no") | \(escaped(item.why)) |"
      }
      return
        ([
          "### \(area)", "", "| case | where | simulated | by what, or why not |",
          "|---|---|---|---|",
        ]
        + rows).joined(separator: "\n")
    }.joined(separator: "\n\n")
  }

  /// Text that a table cell shows as it is.
  private static func escaped(_ text: String) -> String {
    String(text.flatMap { "|[]*_<>".contains($0) ? ["\\", $0] : [$0] })
  }
}
