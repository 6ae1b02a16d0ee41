internal import HashTreeCollections

extension Simulation {
  /// All that confuses people in this cluster, by object and rule.
  ///
  /// With a namespace: of its objects only, without nodes and other cluster-wide things.
  package func lint(namespace: String? = nil) -> [Finding] {
    let facts = LintFacts(self)
    var found: [Finding] = []
    func check(_ subject: LintSubject) {
      for rule in LintRule.all { found += rule.findings(about: subject, facts) }
    }
    func isWanted(_ key: ObjectName) -> Bool { namespace == nil || key.namespace == namespace }
    func checkAll<Object>(_ table: ObjectTable<Object>, _ make: (Object) -> LintSubject) {
      for id in table.ids {
        if let object = table[id], isWanted(object.key) { check(make(object)) }
      }
    }
    for id in cluster.services.ids {
      guard let service = cluster.services[id], isWanted(service.key) else { continue }
      check(.service(ServiceFacts(id, service, in: cluster)))
    }
    checkAll(cluster.endpointSlices, LintSubject.slice)
    checkAll(cluster.endpoints, LintSubject.endpoints)
    checkAll(cluster.ingresses, LintSubject.ingress)
    checkAll(cluster.httpRoutes, LintSubject.route)
    checkAll(cluster.gateways, LintSubject.gateway)
    checkAll(cluster.podDisruptionBudgets, LintSubject.budget)
    for pod in facts.loosePods.compactMap({ cluster.pods[$0.key] }) where isWanted(pod.key) {
      check(.pod(pod))
    }
    for workload in cluster.allWorkloads where isWanted(workload.key) {
      check(.workload(workload))
    }
    if namespace == nil {
      checkAll(cluster.ingressClasses, LintSubject.ingressClass)
      for node in facts.nodes { check(.node(node)) }
      check(.proxy)
    }
    return found.sorted()
  }

  /// What confuses people about one object; nothing if it does not exist.
  package func lint(of kind: String, _ key: ObjectName) -> [Finding] {
    let facts = LintFacts(self)
    guard let subject = LintSubject(kind, key, facts) else { return [] }
    return LintRule.all.flatMap { $0.findings(about: subject, facts) }.sorted()
  }

  /// How bad the worst error or warning about each of these Services is; absent where there is
  /// none.
  ///
  /// For marks beside names: cheaper than the findings themselves.
  package func lintSeverities(of services: [ObjectName]) -> [ObjectName: Finding.Severity] {
    let facts = LintFacts(self, isBrief: true)
    let rules = LintRule.all.filter { $0.severity >= .warning }
    var worst: [ObjectName: Finding.Severity] = [:]
    for key in services {
      guard let service = facts.service(key) else { continue }
      let subject = LintSubject.service(service)
      worst[key] = rules.filter { !$0.findings(about: subject, facts).isEmpty }
        .map(\.severity).max()
    }
    return worst
  }
}
