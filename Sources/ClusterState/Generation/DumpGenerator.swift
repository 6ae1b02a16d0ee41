/// Writes what kubectl would print for a cluster of a given size.
///
/// As for `kubectl get nodes,pods,svc,endpointslices,deploy,rs,sts,ds,ing -A -o json`.
/// Equal arguments give equal bytes. The objects are complete and agree with each other: owners,
/// selectors, addresses and slices belong together, some pods are not ready or terminating, and
/// Services range from none to thousands of endpoints. Text is handed on as it is made, so that
/// gigabytes need no memory.
package struct DumpGenerator {
  package static let nodesMax = 20_000
  package static let podsMax = 2_000_000
  package static let servicesMax = 100_000

  let plan: DumpPlan
  let isCompact: Bool

  /// Plans a cluster; the counts must be within their limits.
  ///
  /// ``isPossible(nodes:pods:services:)`` tells beforehand whether they are.
  package init(nodes: Int, pods: Int, services: Int, seed: UInt64, isCompact: Bool = false) {
    precondition(Self.isPossible(nodes: nodes, pods: pods, services: services))
    plan = DumpPlan(nodes: nodes, pods: pods, services: services, seed: seed)
    self.isCompact = isCompact
  }

  /// Whether a dump can be this large: addresses for every node, pod and Service are found.
  package static func isPossible(nodes: Int, pods: Int, services: Int) -> Bool {
    (0...nodesMax).contains(nodes) && (0...podsMax).contains(pods)
      && (0...servicesMax).contains(services)
  }

  /// Writes the whole dump in pieces of about a quarter of a megabyte.
  ///
  /// `progress` is told before each piece how many of all objects are done. An error of `sink`,
  /// such as a closed pipe, ends the writing and is passed on.
  package func write<Failure: Error>(
    progress: (_ done: Int, _ all: Int) -> Void = { _, _ in },
    to sink: (UnsafeRawBufferPointer) throws(Failure) -> Void
  ) throws(Failure) {
    var printer = JSONPrinter(isCompact: isCompact)
    begin(&printer)
    var isFirst = true
    var done = 0
    let groups = groups
    let all = groups.reduce(0) { $0 + $1.count }
    for group in groups {
      for index in 0..<group.count {
        if !isFirst { printer.text(",") }
        isFirst = false
        printer.newLine(depth: 2)
        printer.write(group.object(index), depth: 2)
        done += 1
        guard printer.bytes.count >= Self.pieceLength else { continue }
        progress(done, all)
        try Self.flush(&printer, to: sink)
      }
    }
    end(&printer, isEmpty: isFirst)
    try Self.flush(&printer, to: sink)
  }

  private static let pieceLength = 256 * 1_024

  private static func flush<Failure: Error>(
    _ printer: inout JSONPrinter,
    to sink: (UnsafeRawBufferPointer) throws(Failure) -> Void
  ) throws(Failure) {
    let result = printer.bytes.withUnsafeBytes { piece in
      Result { () throws(Failure) in try sink(piece) }
    }
    printer.removeAll()
    try result.get()
  }
}

extension DumpGenerator {
  /// Objects of one kind, made one by one as they are printed.
  private struct Group {
    var count: Int
    var object: (Int) -> JSONTree
  }

  /// In the order in which kubectl was asked for them; within a kind by namespace and name.
  private var groups: [Group] {
    let services = plan.services.indices.sorted { serviceName($0) < serviceName($1) }
    let slices = services.flatMap(endpointSlices)
    let deployments = indexes(of: .deployment)
    let replicaSets = deployments.flatMap { index in
      (0...(hasPreviousRevision(index) ? 1 : 0)).map { (index, $0) }
    }
    let (statefulSets, daemonSets) = (indexes(of: .statefulSet), indexes(of: .daemonSet))
    let ingresses = services.filter { $0 % 25 == 7 && plan.services[$0].workload != nil }
    return [
      Group(count: plan.nodes.count, object: node),
      Group(count: plan.pods.count, object: podMaker()),
      Group(count: services.count) { service(services[$0]) },
      Group(count: slices.count) { endpointSlice(slices[$0]) },
      Group(count: deployments.count) { deployment(deployments[$0]) },
      Group(count: replicaSets.count) { replicaSet(replicaSets[$0].0, age: replicaSets[$0].1) },
      Group(count: statefulSets.count) { statefulSet(statefulSets[$0]) },
      Group(count: daemonSets.count) { daemonSet(daemonSets[$0]) },
      Group(count: ingresses.count) { ingress(ingresses[$0]) },
    ]
  }

  private func indexes(of kind: DumpPlan.WorkloadKind) -> [Int] {
    plan.workloads.indices.filter { plan.workloads[$0].kind == kind }
      .sorted { workloadName($0) < workloadName($1) }
  }

  private func serviceName(_ index: Int) -> ObjectName {
    ObjectName(namespace: plan.services[index].namespace, name: plan.services[index].name)
  }

  private func workloadName(_ index: Int) -> ObjectName {
    ObjectName(namespace: plan.workloads[index].namespace, name: plan.workloads[index].name)
  }

  private func begin(_ printer: inout JSONPrinter) {
    printer.text("{")
    printer.newLine(depth: 1)
    printer.text(isCompact ? "\"apiVersion\":\"v1\"," : "\"apiVersion\": \"v1\",")
    printer.newLine(depth: 1)
    printer.text(isCompact ? "\"items\":[" : "\"items\": [")
  }

  private func end(_ printer: inout JSONPrinter, isEmpty: Bool) {
    if !isEmpty { printer.newLine(depth: 1) }
    printer.text("],")
    printer.newLine(depth: 1)
    printer.text(isCompact ? "\"kind\":\"List\"," : "\"kind\": \"List\",")
    printer.newLine(depth: 1)
    printer.text(isCompact ? "\"metadata\":" : "\"metadata\": ")
    printer.write(["resourceVersion": ""], depth: 1)
    printer.newLine(depth: 0)
    printer.text("}\n")
  }
}
