/// What was decoded from one stretch of a document.
struct DecodedBatch {
  /// Typed objects; `files` and `problems` stay empty.
  var objects = LoadedDocument()
  var simulations: [SimulationSettings] = []
  /// The first ``LoadLimit/problemsMax`` problems.
  var problems: [Problem] = []
  /// How many there were altogether.
  var problemCount = 0

  mutating func add(_ problem: Problem) {
    problemCount += 1
    if problems.count < LoadLimit.problemsMax { problems.append(problem) }
  }

  /// Appends what follows this batch in the document.
  mutating func append(_ next: DecodedBatch) {
    simulations += next.simulations
    problemCount += next.problemCount
    problems += next.problems.prefix(LoadLimit.problemsMax - problems.count)
    objects.nodes += next.objects.nodes
    objects.namespaces += next.objects.namespaces
    objects.pods += next.objects.pods
    objects.services += next.objects.services
    objects.endpointSlices += next.objects.endpointSlices
    objects.endpoints += next.objects.endpoints
    objects.deployments += next.objects.deployments
    objects.replicaSets += next.objects.replicaSets
    objects.statefulSets += next.objects.statefulSets
    objects.daemonSets += next.objects.daemonSets
    objects.ingresses += next.objects.ingresses
    objects.ingressClasses += next.objects.ingressClasses
    objects.ignored += next.objects.ignored
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
    objects.ignored.sort { $0.place.offset < $1.place.offset }
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
