import Testing

@testable import ClusterState

/// What a real control plane settled at after one action and then the next.
///
/// Random names differ, and with them which of several equal pods is meant and which survive; so
/// do the nodes that pods land on and their addresses.
@Suite struct SettledStatesTests {
  private static let series: [JSONTree] = {
    guard let text = try? Fixture.bytes("steps/series.json"),
      let file = try? JSONTree(parsing: text, file: "series.json")
    else { return [] }
    return file.elements
  }()

  @Test func `all series are there`() {
    #expect(Self.series.count == 15)
  }

  @Test(arguments: series.indices)
  func `the same actions lead to the same states`(index: Int) throws {
    let series = Self.series[index]
    var real = Self.snapshot(series["start"])
    var simulation = Simulation(opening: Self.document(series["start"], series["kubeProxy"]))
    #expect(StateSummary(simulation.cluster) == StateSummary(real))
    for (number, step) in (series["steps"]?.elements ?? []).enumerated() {
      let action = try #require(step["action"])
      try simulation.perform(action, named: real)
      // The real series waited for the node's being noticed, not for the eviction.
      let isOutage = action["verb"]?.string == "nodeNotReady"
      let end = isOutage ? simulation.now + .seconds(60) : Instant(microseconds: .max)
      while let next = simulation.nextInstant, next <= end { simulation.advance(to: next) }
      real = Self.snapshot(step["items"])
      #expect(
        StateSummary(simulation.cluster) == StateSummary(real),
        "\(series["name"]?.string ?? "") step \(number + 1)"
      )
      #expect(simulation.brokenInvariants == [])
    }
  }

  private static func document(_ items: JSONTree?, _ proxy: JSONTree? = nil) -> LoadedDocument {
    let settings: JSONTree = [
      "apiVersion": "svctui.dev/v1alpha1", "kind": "Simulation",
      "spec": ["kubeProxy": proxy ?? [:]],
    ]
    return CaseObjects((items?.elements ?? []) + [settings]).document
  }

  /// The objects as they are, with nothing completed.
  private static func snapshot(_ items: JSONTree?) -> Cluster {
    let document = document(items)
    var cluster = Cluster()
    for node in document.nodes { cluster.insert(node) }
    for deployment in document.deployments { cluster.insert(deployment) }
    for replicaSet in document.replicaSets { cluster.insert(replicaSet) }
    for service in document.services { cluster.insert(service) }
    for pod in document.pods { cluster.insert(pod) }
    for slice in document.endpointSlices { cluster.insert(slice) }
    return cluster
  }
}

/// A cluster without names, addresses and times.
private struct StateSummary: Equatable {
  var services: [String]
  var replicaSets: [String]
  var pods: [String]
  var slices: [String]
  /// Nodes that take no pods, with those they have.
  var closedNodes: [String]

  init(_ cluster: Cluster) {
    services = cluster.services.ids.compactMap { cluster.services[$0] }.map(Self.shape).sorted()
    replicaSets = cluster.replicaSets.ids.compactMap { cluster.replicaSets[$0] }.map {
      "\($0.metadata.annotations.pairs) x \($0.spec.replicas)"
    }.sorted()
    pods = cluster.pods.ids.compactMap { cluster.pods[$0] }.map(cluster.role).sorted()
    closedNodes = cluster.nodes.ids.compactMap { cluster.nodes[$0] }
      .filter { $0.spec.unschedulable || !$0.isReady }
      .map { "\($0.metadata.name) \(cluster.podCount(on: $0.metadata.name))" }
    slices = cluster.endpointSlices.ids.compactMap { cluster.endpointSlices[$0] }.map { slice in
      let conditions = slice.endpoints.map {
        "\($0.ready ?? true) \($0.serving ?? true) \($0.terminating ?? false) \($0.hasHints)"
      }
      return "\(slice.addressType) \(slice.metadata.labels) \(slice.ports) \(conditions.sorted())"
    }.sorted()
  }
}

extension StateSummary {
  /// A Service without the values that are given by chance.
  private static func shape(_ service: Service) -> String {
    var service = service
    service.metadata = ObjectMeta(name: service.metadata.name)
    func hide(_ address: String) -> String { address.isEmpty || address == "None" ? address : "*" }
    service.spec.clusterIP = hide(service.spec.clusterIP)
    service.spec.clusterIPs = service.spec.clusterIPs.map(hide)
    for index in service.spec.ports.indices where service.spec.ports[index].nodePort != 0 {
      service.spec.ports[index].nodePort = 1
    }
    if service.spec.healthCheckNodePort != 0 { service.spec.healthCheckNodePort = 1 }
    return service.json.compactText
  }
}

extension Cluster {
  /// What tells a pod from others but its name.
  fileprivate func role(of pod: Pod) -> String {
    let owner = pod.metadata.controller.flatMap { owner in
      replicaSets.ids.compactMap { replicaSets[$0] }.first { $0.metadata.uid == owner.uid }
    }
    let revision = owner?.metadata.annotations[Deployment.revisionAnnotation] ?? ""
    return "\(pod.metadata.labels["app"] ?? "") revision \(revision) \(pod.status.phase) "
      + "ready \(pod.status.ready == true) terminating \(pod.isTerminating)"
  }
}

extension Simulation {
  /// The pod that a real cluster calls so: one in the same state, of the same name if possible.
  private func pod(_ name: String?, in real: Cluster) throws -> PodID {
    let key = ObjectName(namespace: "default", name: name ?? "")
    let role = real.role(of: try #require(real.pods[key]))
    if let id = cluster.pods.id(key), cluster.pods[id].map(cluster.role) == role { return id }
    return try #require(
      cluster.pods.ids.first { cluster.pods[$0].map(cluster.role) == role }
    )
  }

  fileprivate mutating func perform(_ action: JSONTree, named real: Cluster) throws {
    let key = ObjectName(namespace: "default", name: action["name"]?.string ?? "")
    let kind = action["kind"]?.string ?? ""
    switch action["verb"]?.string {
    case "scale":
      try apply(.scale(kind: kind, key, replicas: action["replicas"]?.integer ?? 0))
    case "delete" where kind == Pod.kind:
      let id = try pod(key.name, in: real)
      try apply(.deletePod(try #require(cluster.pods[id]?.key), graceSeconds: nil))
    case "delete" where kind == Service.kind: try apply(.deleteService(key))
    case "delete": try apply(.deleteWorkload(kind: kind, key))
    case "rollout":
      let template: JSONTree = [
        "metadata": ["annotations": action["newTemplateAnnotations"] ?? [:]]
      ]
      try apply(.patch(kind: kind, key, ObjectPatch(["spec": ["template": template]])))
    case "mergePatch": try patch(kind, key, action)
    case "setLoadBalancerStatus":
      let status: JSONTree = ["loadBalancer": ["ingress": action["ingress"] ?? []]]
      try apply(.patch(kind: Service.kind, key, ObjectPatch(["status": status], isStatus: true)))
    case "finalizePod":
      let name = try #require(cluster.pods[try pod(key.name, in: real)]?.key)
      try apply(.deletePod(name, graceSeconds: 0))
    case "setPodReady":
      let name = try #require(cluster.pods[try pod(key.name, in: real)]?.key)
      try apply(.setPodReady(name, action["ready"]?.boolean ?? false))
    case "setAllPodsReady":
      for name in cluster.pods.ids.compactMap({ cluster.pods[$0]?.key }) {
        try apply(.setPodReady(name, action["ready"]?.boolean ?? false))
      }
    default: try performOnNode(action)
    }
  }

  /// A refused patch leaves everything as it was.
  private mutating func patch(_ kind: String, _ key: ObjectName, _ action: JSONTree) throws {
    let command = Command.patch(kind: kind, key, ObjectPatch(action["body"] ?? [:]))
    let refusals = action["errors"]?.elements ?? []
    guard !refusals.isEmpty else {
      try apply(command)
      return
    }
    do throws(CommandError) {
      try apply(command)
      Issue.record("\(command) is refused by a real API server")
    } catch {
      guard case .refused(_, _, let errors) = error else { throw error }
      #expect(errors.map(\.field) == refusals.compactMap { $0["field"]?.string })
    }
  }

  private mutating func performOnNode(_ action: JSONTree) throws {
    let name = action["node"]?.string ?? ""
    switch action["verb"]?.string {
    case "cordon": try apply(.cordon(name, true))
    case "uncordon": try apply(.cordon(name, false))
    case "drain": try apply(.drain(name))
    case "nodeNotReady": try apply(.setNodeReady(name, false))
    case "forceDeletePodsOf":
      for pod in cluster.pods.ids.compactMap({ cluster.pods[$0] })
      where pod.spec.nodeName == name {
        try apply(.deletePod(pod.key, graceSeconds: 0))
      }
    default: Issue.record("\(action["verb"]?.string ?? "") is no known action")
    }
  }
}
