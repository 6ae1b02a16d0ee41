/// What was decoded from one stretch of a document.
struct DecodedBatch {
  /// Typed objects; `files` and `problems` stay empty.
  var objects = LoadedDocument()
  var simulations: [SimulationSettings] = []
  /// The first ``LoadLimit/problemsMax`` problems.
  var problems: [Problem] = []
  /// How many there were altogether.
  var problemCount = 0
  /// The first ``LoadLimit/problemsMax`` things that do not keep anything from being loaded.
  var warnings: [Problem] = []
  /// How many there were altogether.
  var warningCount = 0
  /// Services that have not been given addresses anywhere yet.
  var newServices: [RawObject] = []

  mutating func add(_ problem: Problem) {
    if problem.severity == .warning {
      warningCount += 1
      if warnings.count < LoadLimit.problemsMax { warnings.append(problem) }
      return
    }
    problemCount += 1
    if problems.count < LoadLimit.problemsMax { problems.append(problem) }
  }

  /// Appends what follows this batch in the document.
  mutating func append(_ next: consuming DecodedBatch) {
    simulations += next.simulations
    problemCount += next.problemCount
    warningCount += next.warningCount
    problems += next.problems.prefix(LoadLimit.problemsMax - problems.count)
    warnings += next.warnings.prefix(LoadLimit.problemsMax - warnings.count)
    newServices += next.newServices
    move(&next.objects.nodes, to: &objects.nodes)
    move(&next.objects.namespaces, to: &objects.namespaces)
    move(&next.objects.pods, to: &objects.pods)
    move(&next.objects.services, to: &objects.services)
    move(&next.objects.endpointSlices, to: &objects.endpointSlices)
    move(&next.objects.endpoints, to: &objects.endpoints)
    move(&next.objects.deployments, to: &objects.deployments)
    move(&next.objects.replicaSets, to: &objects.replicaSets)
    move(&next.objects.statefulSets, to: &objects.statefulSets)
    move(&next.objects.daemonSets, to: &objects.daemonSets)
    move(&next.objects.ingresses, to: &objects.ingresses)
    move(&next.objects.ingressClasses, to: &objects.ingressClasses)
    move(&next.objects.httpRoutes, to: &objects.httpRoutes)
    move(&next.objects.gateways, to: &objects.gateways)
    move(&next.objects.gatewayClasses, to: &objects.gatewayClasses)
    move(&next.objects.serviceCIDRs, to: &objects.serviceCIDRs)
    move(&next.objects.referenceGrants, to: &objects.referenceGrants)
    move(&next.objects.podDisruptionBudgets, to: &objects.podDisruptionBudgets)
    objects.ignored += next.objects.ignored
    objects.trees += next.objects.trees
  }

  // Objects are swapped out rather than copied: a Pod holds some thirty counted references.
  private func move<Object: DecodableObject>(
    _ source: inout [Object],
    to target: inout [Object]
  ) {
    if target.isEmpty, target.capacity < source.count { return swap(&source, &target) }
    for index in source.indices {
      target.append(Object())
      swap(&target[target.count - 1], &source[index])
    }
  }

  /// Makes room for the most numerous objects of all batches.
  mutating func reserve(_ batches: [DecodedBatch?]) {
    func total(_ count: (LoadedDocument) -> Int) -> Int {
      batches.reduce(0) { $0 + ($1.map { count($0.objects) } ?? 0) }
    }
    objects.pods.reserveCapacity(objects.pods.count + total(\.pods.count))
    objects.endpointSlices.reserveCapacity(
      objects.endpointSlices.count + total(\.endpointSlices.count)
    )
    objects.services.reserveCapacity(objects.services.count + total(\.services.count))
    objects.nodes.reserveCapacity(objects.nodes.count + total(\.nodes.count))
  }

  /// Puts the objects of file number `file` into the order in which they stand there.
  mutating func sortByPlace() {
    sort(&objects.nodes)
    sort(&objects.namespaces)
    sort(&objects.pods)
    sort(&objects.services)
    sort(&objects.endpointSlices)
    sort(&objects.endpoints)
    sort(&objects.deployments)
    sort(&objects.replicaSets)
    sort(&objects.statefulSets)
    sort(&objects.daemonSets)
    sort(&objects.ingresses)
    sort(&objects.ingressClasses)
    sort(&objects.httpRoutes)
    sort(&objects.gateways)
    sort(&objects.gatewayClasses)
    sort(&objects.serviceCIDRs)
    sort(&objects.referenceGrants)
    sort(&objects.podDisruptionBudgets)
    objects.ignored.sort { $0.place.offset < $1.place.offset }
    objects.trees.sort { $0.place.offset < $1.place.offset }
    newServices.sort { $0.place.offset < $1.place.offset }
  }

  private func sort(_ objects: inout [some ClusterObject]) {
    objects.sort { ($0.metadata.place?.offset ?? 0) < ($1.metadata.place?.offset ?? 0) }
  }
}

/// An element of a typed list whose kind is not known before the list has ended.
struct DeferredElement {
  var bytes: [UInt8]
  var origin: PieceOrigin
  /// Number of the list in its file.
  var list: Int
}
