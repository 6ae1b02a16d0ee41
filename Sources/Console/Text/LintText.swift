package import ClusterState

/// Findings as lines to read.
package enum LintText {
  /// Findings by object in their order, with a last line of counts.
  package static func lines(_ findings: [Finding]) -> [Sentence] {
    var lines: [Sentence] = []
    var object: Finding.Object?
    for finding in findings {
      if finding.object != object {
        lines.append(Sentence(verbatim: finding.object))
        object = finding.object
      }
      lines.append("  \(mark(finding.severity)) \(finding.id): \(finding.message)")
      lines.append("    fix: \(finding.fix)")
    }
    return lines + [counts(findings)]
  }

  /// `1 error, 2 warnings, 0 infos`.
  package static func counts(_ findings: [Finding]) -> Sentence {
    Finding.Severity.allCases.reversed().map { severity in
      let count = findings.count { $0.severity == severity }
      return switch severity {
      case .error: Quantities.counted(count, "error")
      case .warning: Quantities.counted(count, "warning")
      case .info: Quantities.counted(count, "info")
      }
    }.joined()
  }

  /// What stands before a finding, in words for those who see no colours.
  static func mark(_ severity: Finding.Severity) -> Sentence {
    switch severity {
    case .error: "error  "
    case .warning: "warning"
    case .info: "info   "
    }
  }

  /// The colour of a severity.
  static func role(_ severity: Finding.Severity) -> Role {
    switch severity {
    case .error: .bad
    case .warning: .warning
    case .info: .dim
    }
  }

  /// Findings on a screen: the worst first, then by object.
  static func screen(_ findings: [Finding]) -> [TextLine] {
    guard !findings.isEmpty else { return [TextLine("Nothing here confuses people.")] }
    let heading = [TextLine(counts(findings), Style(.title, .bold))]
    return heading
      + worstFirst(findings).flatMap { finding in
        [.empty] + lines(finding, Sentence(verbatim: "\(finding.object): \(finding.id)"))
      }
  }

  /// Findings at the end of a description of their object; nothing where there are none.
  static func section(_ findings: [Finding]) -> [TextLine] {
    guard !findings.isEmpty else { return [] }
    let heading = [TextLine.empty, TextLine("Findings:", Style(.heading, .bold))]
    return heading + worstFirst(findings).flatMap { lines($0, Sentence(verbatim: $0.id)) }
  }

  private static func lines(_ finding: Finding, _ headline: Sentence) -> [TextLine] {
    [
      TextLine(
        "\(mark(finding.severity)) \(headline)",
        Style(role(finding.severity), .bold),
        wraps: true
      ),
      TextLine(finding.message, indent: 4, wraps: true),
      TextLine("fix: \(finding.fix)", Style(.dim), indent: 4, wraps: true),
    ]
  }

  private static func worstFirst(_ findings: [Finding]) -> [Finding] {
    Finding.Severity.allCases.reversed().flatMap { severity in
      findings.filter { $0.severity == severity }
    }
  }

  /// What lint says of the object of an explanation, for the lines under its verdict: what explains
  /// a failure comes first.
  static func reasons(_ findings: [Finding], _ reason: Reason?) -> [TextLine] {
    let explaining = findings.filter { explains($0, reason) }
    let others = worstFirst(findings).filter {
      $0.severity >= .warning && !explains($0, reason)
    }
    return explaining.map { finding in
      line("because: \(finding.message) \u{2014} fix: \(finding.fix)", .bad)
    }
      + others.map { finding in
        line("note: \(finding.message) \u{2014} fix: \(finding.fix)", .warning)
      }
  }

  private static func line(_ text: Sentence, _ role: Role) -> TextLine {
    TextLine(text, Style(role), indent: 2, wraps: true)
  }

  /// Whether a finding is the cause of a failure (`nil`: there is none).
  private static func explains(_ finding: Finding, _ reason: Reason?) -> Bool {
    switch reason {
    case nil: false
    case .noLocalEndpoints: finding.id.hasSuffix("local-nodes-without-endpoints")
    default: LintRule.named(finding.id)?.explainsFailure == true
    }
  }
}
