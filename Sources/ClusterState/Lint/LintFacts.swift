internal import HashTreeCollections

/// What the rules ask about the whole cluster, found when first asked and kept while lint runs.
///
/// A class for this memory alone: nobody sees it before or after.
final class LintFacts {
  let simulation: Simulation
  let cluster: Cluster
  /// Whether only ids and severities are wanted: messages may leave out what is dear to find.
  let isBrief: Bool

  init(_ simulation: Simulation, isBrief: Bool = false) {
    self.simulation = simulation
    cluster = simulation.cluster
    self.isBrief = isBrief
  }

  var settings: Settings { simulation.settings }

  /// All nodes, by name.
  lazy var nodes: [LintNode] = cluster.nodes.ids.compactMap { id in
    cluster.nodes[id].map { LintNode(id: id, node: $0) }
  }.sorted { $0.name < $1.name }

  /// Nodes that can be expected to take traffic.
  lazy var readyNodes: [LintNode] = nodes.filter(\.isReady)

  /// Their names, in order and to look one up.
  lazy var readyNames: (list: [String], set: Set<String>) = {
    let names = readyNodes.map(\.name)
    return (names, Set(names))
  }()

  /// How many ready nodes each zone has, by name; nodes without the label are not counted.
  lazy var zones: [(name: String, nodes: Int)] = {
    var counts: [String: Int] = [:]
    for node in readyNodes where !node.zone.isEmpty { counts[node.zone, default: 0] += 1 }
    return counts.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }()

  /// All pods by namespace, the oldest first.
  lazy var podsByNamespace = Dictionary(
    grouping: cluster.pods.ids.compactMap { cluster.pods[$0] },
    by: \.metadata.namespace
  )

  /// Whether any Service has a node port.
  lazy var hasNodePorts = cluster.services.ids.contains { id in
    cluster.services[id]?.spec.ports.contains { $0.nodePort != 0 } ?? false
  }

  /// Services whose connections should stay in a zone, by name.
  lazy var servicesPreferringZones: [ObjectName] = cluster.services.ids.compactMap { id in
    guard let service = cluster.services[id],
      service.asksForAutomaticHints || service.prefersZone
    else { return nil }
    return service.key
  }.sorted()

  /// The modes of all kube-proxies.
  lazy var modes: Set<ProxyMode> = {
    let own = nodes.map { settings.nodes[$0.name]?.proxy?.mode ?? settings.mode }
    return Set(own.isEmpty ? [settings.mode] : own)
  }()

  /// Labels of what workloads make, by namespace, in the order of ``Cluster/allWorkloads``.
  lazy var templates = Dictionary(grouping: allTemplates, by: \.key.namespace)

  /// Labels of templates and of pods that no known workload stands behind, by namespace.
  lazy var labelGroups = templates.merging(
    Dictionary(grouping: loosePods, by: \.key.namespace),
    uniquingKeysWith: +
  )

  /// The same by each label they have.
  lazy var labelGroupsByLabel: [Labels.Pair: [LabelGroup]] = {
    var found: [Labels.Pair: [LabelGroup]] = [:]
    for group in allTemplates + loosePods {
      for pair in group.labels.pairs { found[pair, default: []].append(group) }
    }
    return found
  }()

  private lazy var allTemplates: [LabelGroup] = cluster.allWorkloads.map { workload in
    LabelGroup(
      kind: workload.kind,
      key: workload.key,
      labels: workload.template.labels,
      workload: workload.id
    )
  }

  /// Unfinished pods that no known workload stands behind.
  lazy var loosePods: [LabelGroup] = {
    var found: [LabelGroup] = []
    var (owner, isKnown) = ("", false)
    for id in cluster.pods.ids {
      if let uid = cluster.pods[id]?.metadata.controller?.uid {
        if uid != owner { (owner, isKnown) = (uid, cluster.workloadByUID[uid] != nil) }
        if isKnown { continue }
      }
      guard let pod = cluster.pods[id], !pod.isFinished else { continue }
      found.append(
        LabelGroup(kind: Pod.kind, key: pod.key, labels: pod.metadata.labels)
      )
    }
    return found
  }()

  /// Slices that name no Service.
  lazy var ownerlessSlices: [EndpointSlice] = cluster.endpointSlices.ids
    .compactMap { cluster.endpointSlices[$0] }.filter { $0.serviceKey == nil }
    .sorted { $0.key < $1.key }

  /// Ingresses by the Services they lead to.
  lazy var ingressesByService: [ObjectName: [ObjectName]] = {
    var found: [ObjectName: [ObjectName]] = [:]
    for ingress in ingresses {
      for backend in ingress.backends {
        let service = ObjectName(namespace: ingress.metadata.namespace, name: backend.serviceName)
        if found[service]?.last != ingress.key { found[service, default: []].append(ingress.key) }
      }
    }
    return found
  }()

  /// All Ingresses, by name.
  lazy var ingresses: [Ingress] = cluster.ingresses.ids.compactMap { cluster.ingresses[$0] }
    .sorted { $0.key < $1.key }

  lazy var ingressClasses: [IngressClass] = cluster.ingressClasses.ids
    .compactMap { cluster.ingressClasses[$0] }.sorted { $0.key < $1.key }

  /// Which Ingresses have each host and path.
  lazy var ingressPaths: [IngressPathClaim: [ObjectName]] = {
    var claims: [IngressPathClaim: [ObjectName]] = [:]
    for ingress in ingresses {
      for claim in ingress.claims { claims[claim, default: []].append(ingress.key) }
    }
    return claims
  }()

  /// Workloads by kind, namespace and selector.
  lazy var workloadsBySelector: [WorkloadSelector: [ObjectName]] = {
    var found: [WorkloadSelector: [ObjectName]] = [:]
    for workload in cluster.allWorkloads where !workload.selector.isEmpty {
      found[WorkloadSelector(workload), default: []].append(workload.key)
    }
    return found
  }()

  func service(_ key: ObjectName) -> ServiceFacts? {
    guard let id = cluster.services.id(key), let service = cluster.services[id] else {
      return nil
    }
    return ServiceFacts(id, service, in: cluster)
  }

  /// A pod, if no known workload stands behind it.
  func loosePod(_ key: ObjectName) -> Pod? {
    guard let pod = cluster.pods[key], !pod.isFinished else { return nil }
    let isKept = pod.metadata.controller.map { cluster.workloadByUID[$0.uid] != nil } ?? false
    return isKept ? nil : pod
  }

  /// The workloads behind pods, each once, by name.
  func workloads(of pods: [Pod]) -> [Workload] {
    var seen: Set<String> = []
    var found: [Workload] = []
    for pod in pods {
      guard let owner = pod.metadata.controller, seen.insert(owner.uid).inserted,
        let workload = cluster.scalableWorkload(of: pod),
        !found.contains(where: { $0.id == workload.id })
      else { continue }
      found.append(workload)
    }
    return found.sorted { ($0.kind, $0.key) < ($1.kind, $1.key) }
  }
}

/// A node, as far as rules ask.
struct LintNode {
  let id: NodeID
  let node: Node

  var name: String { node.metadata.name }
  var zone: String { node.zone }
  /// Not known to be down.
  var isReady: Bool { node.status.ready != "False" && node.status.ready != "Unknown" }
  /// Whether load balancers are told to leave it out.
  var isExcludedFromLoadBalancers: Bool {
    node.metadata.labels["node.kubernetes.io/exclude-from-external-load-balancers"] != nil
  }
}

/// Labels that some pods have, and who they are.
struct LabelGroup {
  var kind: String
  var key: ObjectName
  var labels: Labels
  /// `nil`: a single pod.
  var workload: WorkloadID?

  /// `Deployment shop/web`, `pod shop/client`.
  var object: Sentence { workload == nil ? "pod \(key)" : "\(kind) \(key)" }
}

/// What two workloads of one kind must not share.
struct WorkloadSelector: Hashable {
  let kind: String
  let namespace: String
  let selector: LabelSelector

  init(_ workload: Workload) {
    kind = workload.kind
    namespace = workload.key.namespace
    selector = workload.selector
  }
}
