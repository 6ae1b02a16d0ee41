/// The documentation of all rules, as `svctui lint --rules` prints it and docs/lint.md keeps it.
///
/// In English, whatever the language of the interface is.
package enum LintPage {
  package static let markdown: String = {
    var text = """
      # What lint finds

      `svctui lint` looks for what confuses people, as far as objects and settings tell it; made by
      `svctui lint --rules > docs/lint.md`, and a test compares. An **error** means that requests
      fail now, a **warning** that some fail or go astray or will after the next change, an **info**
      is worth knowing. Ids are stable: none changes its meaning or is used again.

      ## Rules

      | id | severity | looks at | finds | lessons |
      |---|---|---|---|---|

      """
    for rule in LintRule.all {
      let lessons = rule.lessons.map { "L\($0)" }.joined(separator: " ")
      text +=
        "| [`\(rule.id)`](#\(rule.id)) | \(rule.severity.rawValue) | \(rule.check.kind)"
        + " | \(rule.title.english) | \(lessons) |\n"
    }
    for rule in LintRule.all {
      text += "\n### \(rule.id)\n\n\(rule.title.english). \(rule.explanation.english)\n\n"
      text += "Sources: \(rule.sources.map(source).joined(separator: ", "))\n"
    }
    return text + lessons + popeye
  }()

  private static var lessons: String {
    let rows = LintLesson.all.map { lesson in
      let rules = LintRule.all.filter { $0.lessons.contains(lesson.number) }
      let cells = [rules.map { "`\($0.id)`" }.joined(separator: " "), lesson.limits.english]
      return "| L\(lesson.number) | \(lesson.title.english)"
        + " | \(cells.filter { !$0.isEmpty }.joined(separator: "; ")) |\n"
    }
    return """

      ## Lessons

      What people ask and trip over, and the rules that see it, or why none can.

      | lesson | | rules |
      |---|---|---|

      """ + rows.joined()
  }

  private static var popeye: String {
    let rows = PopeyeCode.all.map { code in
      let rules = LintRule.all.filter { $0.popeye.contains(code.number) }
      let cell =
        rules.isEmpty
        ? "none: \(code.reason.english)" : rules.map { "`\($0.id)`" }.joined(separator: " ")
      return "| \(code.number) | \(code.title.english) | \(cell) |\n"
    }
    return """

      ## popeye

      Codes of [popeye](https://github.com/derailed/popeye) for Services and Ingresses.

      | code | | rules |
      |---|---|---|

      """ + rows.joined()
  }

  /// Threads as links; the rest as it stands.
  private static func source(_ text: String) -> String {
    let parts = text.split(separator: "#")
    let isThread =
      parts.count == 2 && parts[1].allSatisfy(\.isNumber)
      && parts[0].split(separator: "/").count == 2 && !parts[0].contains(" ")
    if isThread { return "[\(text)](https://github.com/\(parts[0])/issues/\(parts[1]))" }
    return text.hasPrefix("https://") ? "<\(text)>" : text
  }
}

extension LintRule.Check {
  /// What a rule looks at, in a word.
  fileprivate var kind: String {
    switch self {
    case .service: Service.kind
    case .slice: EndpointSlice.kind
    case .endpoints: Endpoints.kind
    case .ingress: Ingress.kind
    case .ingressClass: IngressClass.kind
    case .route: HTTPRoute.kind
    case .gateway: Gateway.kind
    case .workload: "workloads"
    case .podSpec: "pods"
    case .budget: PodDisruptionBudget.kind
    case .node: Node.kind
    case .proxy: LintSubject.proxyKind
    }
  }
}
