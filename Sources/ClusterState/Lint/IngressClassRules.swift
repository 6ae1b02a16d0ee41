/// Rules about IngressClasses.
enum IngressClassRules {
  static let all = [severalDefaults, retired]

  private static let severalDefaults = LintRule(
    "ingress-class-several-defaults",
    .warning,
    "Several default IngressClasses",
    """
    An Ingress without a class gets the default that was created last; of equally old ones the \
    first by name.
    """,
    lessons: [6],
    sources: ["test/e2e/network/ingressclass.go:123"],
    check: .ingressClass { found, facts in
      let others = facts.ingressClasses.filter { $0.isDefault && $0.key != found.key }
      guard found.isDefault, !others.isEmpty else { return [] }
      return [
        LintNote(
          "\(LintWords.list(others.map(\.metadata.name))) is marked as default too",
          fix: LintFix.removeAnnotation(
            "ingressclass.kubernetes.io/is-default-class",
            from: "ingressclass",
            found.metadata
          )
        )
      ]
    }
  )

  private static let retired = LintRule(
    "ingress-nginx-retired",
    .warning,
    "An IngressClass of ingress-nginx",
    """
    The controller ingress-nginx of the Kubernetes project was retired in March 2026 and gets no \
    more fixes. Gateway API is what came of Ingress, and other controllers serve Ingresses.
    """,
    lessons: [6],
    sources: ["kiwix/operations#735", "shopsys/helm#45"],
    check: .ingressClass { found, _ in
      guard found.controller == "k8s.io/ingress-nginx" else { return [] }
      return [
        LintNote(
          "its controller \(found.controller) is retired",
          fix: "move to Gateway API (HTTPRoute) or to another Ingress controller"
        )
      ]
    }
  )
}
