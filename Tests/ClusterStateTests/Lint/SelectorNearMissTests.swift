import ClusterState
import Testing

/// What lint proposes for a selector that matches nothing.
@Suite struct SelectorNearMissTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var testDescription: String
    /// What the pods of Deployment `web` have.
    var labels: Labels
    var selector: Labels
    var message: String
    var fix: String

    init(_ name: String, _ labels: Labels, _ selector: Labels, _ message: String, _ fix: String) {
      testDescription = name
      (self.labels, self.selector, self.message, self.fix) = (labels, selector, message, fix)
    }
  }

  private static let nothing =
    "correct spec.selector, or give the pods these labels (kubectl -n shop get pods --show-labels)"

  static let cases = [
    Case(
      "a slip in a value",
      ["app": "checkout"],
      ["app": "chekout"],
      "no pod in namespace shop has app=chekout: Deployment shop/web (3 pods) has app=checkout",
      "kubectl -n shop set selector service web app=checkout"
    ),
    Case(
      "more of a name",
      ["app": "checkout-service"],
      ["app": "checkout"],
      "no pod in namespace shop has app=checkout: Deployment shop/web (3 pods) has"
        + " app=checkout-service",
      "kubectl -n shop set selector service web app=checkout-service"
    ),
    Case(
      "another case",
      ["app": "API"],
      ["app": "api"],
      "no pod in namespace shop has app=api: Deployment shop/web (3 pods) has app=API",
      "kubectl -n shop set selector service web app=API"
    ),
    Case(
      "another key",
      ["app.kubernetes.io/name": "api"],
      ["app": "api"],
      "no pod in namespace shop has app=api: Deployment shop/web (3 pods) has"
        + " app.kubernetes.io/name=api instead of app=api",
      "kubectl -n shop set selector service web app.kubernetes.io/name=api"
    ),
    Case(
      "all but one label",
      ["app": "web", "tier": "back"],
      ["app": "web", "tier": "front", "zone": "eu"],
      "no pod in namespace shop has all of app=web,tier=front,zone=eu: Deployment shop/web"
        + " (3 pods) has tier=back and no label zone",
      "kubectl -n shop set selector service web app=web,tier=back"
    ),
    Case(
      "a label too many",
      ["app": "web"],
      ["app": "web", "tier": "front"],
      "no pod in namespace shop has all of app=web,tier=front: Deployment shop/web (3 pods) has no"
        + " label tier",
      "kubectl -n shop set selector service web app=web"
    ),
    Case(
      "a workload of the Service's name",
      ["component": "frontend"],
      ["app": "xyz"],
      "no pod in namespace shop has app=xyz: Deployment shop/web (3 pods) has no label app",
      "kubectl -n shop set selector service web component=frontend"
    ),
  ]

  @Test(arguments: cases)
  func `the nearest labels are named, and a selector that matches them`(case: Case) throws {
    let findings = LintWorld.findings { document in
      document.deployments = [LintWorld.deployment("web", labels: `case`.labels)]
      document.web { $0.spec.selector = `case`.selector }
    }
    let finding = try #require(findings.first { $0.id == "selector-matches-nothing" })
    #expect(finding.message == `case`.message)
    #expect(finding.fix == `case`.fix)
  }

  @Test func `the same labels in another namespace are pointed out`() throws {
    let findings = LintWorld.findings { document in
      document.deployments[0].metadata.namespace = "prod"
      document.web { $0.metadata.name = "api" }
    }
    let finding = try #require(findings.first { $0.id == "selector-matches-nothing" })
    #expect(
      finding.message == "no pod in namespace shop has app=web: Deployment prod/web (3 pods) has,"
        + " but a Service selects in its own namespace only"
    )
    #expect(finding.fix == "create the Service in namespace prod")
  }

  @Test func `pods that look like nothing of the kind are left out`() throws {
    let findings = LintWorld.findings { document in
      document.web {
        $0.metadata.name = "orders"
        $0.spec.selector = ["app": "orders"]
      }
    }
    let finding = try #require(findings.first { $0.id == "selector-matches-nothing" })
    #expect(finding.message == "no pod in namespace shop has app=orders")
    #expect(finding.fix == Self.nothing)
  }

  @Test func `a namespace without pods is said to be empty`() throws {
    let findings = LintWorld.findings { $0.deployments = [] }
    let finding = try #require(findings.first { $0.id == "selector-matches-nothing" })
    #expect(finding.message == "no pod in namespace shop has app=web, which has no pods")
  }

  @Test func `a single pod is named when no workload stands behind it`() throws {
    let findings = LintWorld.findings { document in
      document.pods(on: ["node-a"])
      document.web { $0.spec.selector = ["app": "webs"] }
    }
    let finding = try #require(findings.first { $0.id == "selector-matches-nothing" })
    #expect(finding.message == "no pod in namespace shop has app=webs: pod shop/web-0 has app=web")
  }

  @Test func `a document without its pods is no mistake of the selector`() {
    let findings = LintWorld.findings { document in
      document.deployments = []
      document.endpointSlices = [LintWorld.slice("web-1", of: "web", ["10.1.0.1"])]
    }
    #expect(findings.filter { $0.id == "selector-matches-nothing" } == [])
  }
}
