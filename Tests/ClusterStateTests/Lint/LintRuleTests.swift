import ClusterState
import Testing

/// Every rule finds what it is for, and nothing where nothing is wrong.
@Suite struct LintRuleTests {
  @Test func `a sound cluster has no findings`() {
    #expect(LintWorld.findings { _ in } == [])
  }

  @Test(arguments: LintCase.all)
  func `a rule finds what it is for`(case: LintCase) throws {
    let findings = LintWorld.findings(`case`.options, `case`.spoil)
    let mine = findings.filter { $0.id == `case`.id && "\($0.object)" == `case`.object }
    let finding = try #require(mine.first, "\(findings.map { "\($0.id) \($0.object)" })")
    #expect(finding.severity == LintRule.named(`case`.id)?.severity)
    for part in `case`.says {
      #expect(finding.message.contains(part) || finding.fix.contains(part), "\(finding)")
    }
    #expect(!finding.fix.isEmpty)
  }

  @Test(arguments: LintCase.all)
  func `a rule is silent where it is right`(case: LintCase) {
    let findings = LintWorld.findings(SessionOptions(), `case`.mend)
    #expect(findings.filter { $0.id == `case`.id } == [])
  }

  @Test func `every rule has a case`() {
    #expect(Set(LintCase.all.map(\.id)) == Set(LintRule.all.map(\.id)))
  }

  @Test(arguments: LintCase.all)
  func `one object alone has the findings it has among all`(case: LintCase) {
    var document = LintWorld.sound
    `case`.spoil(&document)
    let simulation = Simulation(opening: document, options: `case`.options)
    let all = simulation.lint()
    for object in Set(all.map(\.object)) {
      #expect(simulation.lint(of: object.kind, object.key) == all.filter { $0.object == object })
    }
  }

  @Test(arguments: LintCase.all)
  func `marks say what the worst finding is`(case: LintCase) {
    var document = LintWorld.sound
    `case`.spoil(&document)
    let simulation = Simulation(opening: document, options: `case`.options)
    let services = simulation.cluster.services.ids.compactMap {
      simulation.cluster.services[$0]?.key
    }
    let marks = simulation.lintSeverities(of: services)
    for service in services {
      let worst = simulation.lint(of: Service.kind, service).map(\.severity).max()
      #expect(marks[service] == (worst == .info ? nil : worst))
    }
  }

  @Test func `findings come by object and rule`() {
    let findings = LintWorld.findings { document in
      document.services.append(LintWorld.service("api"))
      document.web { $0.spec.externalIPs = ["198.51.100.1"] }
      document.pods(on: ["node-a"])
    }
    #expect(findings == findings.sorted())
    #expect(findings.count > 3)
  }

  @Test func `a namespace limits findings to its objects`() {
    var document = LintWorld.sound
    document.web { $0.spec.selector = ["app": "wep"] }
    document.services.append(LintWorld.service("other", namespace: "else"))
    document.nodes[0].metadata.labels = [:]
    let simulation = Simulation(opening: document)
    #expect(
      Set(simulation.lint(namespace: "else").map { "\($0.object)" }) == ["Service else/other"]
    )
    #expect(Set(simulation.lint().map(\.object.key.namespace)).isSuperset(of: ["else", "shop"]))
  }

  @Test func `rules have ids of short words, each once, and say where they come from`() {
    let ids = LintRule.all.map(\.id)
    #expect(Set(ids).count == ids.count)
    for rule in LintRule.all {
      #expect(rule.id.allSatisfy { $0.isLowercase || $0.isNumber || $0 == "-" }, "\(rule.id)")
      #expect(!rule.sources.isEmpty && !rule.lessons.isEmpty, "\(rule.id)")
      #expect(rule.title.english.first?.isWhitespace == false && !rule.title.hasSuffix("."))
      #expect(rule.explanation.hasSuffix("."), "\(rule.id)")
    }
  }

  @Test func `every lesson has a rule or a reason why none can see it`() {
    #expect(LintLesson.all.map(\.number) == Array(1...48))
    let seen = Set(LintRule.all.flatMap(\.lessons))
    for lesson in LintLesson.all {
      #expect(seen.contains(lesson.number) || !lesson.limits.isEmpty, "L\(lesson.number)")
    }
    #expect(seen.isSubset(of: LintLesson.all.map(\.number)))
    let codes = Set(LintRule.all.flatMap(\.popeye))
    for code in PopeyeCode.all {
      #expect(codes.contains(code.number) != !code.reason.isEmpty, "\(code.number)")
    }
    #expect(codes.isSubset(of: PopeyeCode.all.map(\.number)))
  }
}
