extension DumpGenerator {
  /// Makes pods one after the other and keeps what pods of one workload share.
  func podMaker() -> (Int) -> JSONTree {
    var shared: [Int: SharedParts] = [:]
    return { index in
      let workload = plan.pods[index].workload
      let parts = shared[workload] ?? sharedParts(workload)
      shared[workload] = parts
      return pod(index, parts)
    }
  }

  private struct SharedParts {
    var spec: JSONTree
    var labels: JSONTree
    var owner: JSONTree
    var annotations: JSONTree
    var generateName: String
    var containers: [(name: String, image: String, digest: String)]
  }

  private func sharedParts(_ index: Int) -> SharedParts {
    let workload = plan.workloads[index]
    let revision = "\(workload.name)-\(workload.revision)"
    let isDeployment = workload.kind == .deployment
    let labels =
      isDeployment
      ? selector(index).adding("pod-template-hash", .string(workload.revision))
      : selector(index).adding("controller-revision-hash", .string(revision))
    return SharedParts(
      spec: templateSpec(index, isPod: true)
        .adding("enableServiceLinks", true).adding("preemptionPolicy", "PreemptLowerPriority")
        .adding("priority", 0).adding("tolerations", Self.tolerations(workload.kind)),
      labels: labels,
      owner: isDeployment
        ? owner("apps/v1", "ReplicaSet", name: revision, uid: uid(.replicaSet, index))
        : owner(
          "apps/v1",
          workload.kind.rawValue,
          name: workload.name,
          uid: uid(.workload, index)
        ),
      annotations: templateAnnotations(index),
      generateName: isDeployment ? "\(revision)-" : "\(workload.name)-",
      containers: [(workload.name, image(index), digest(.workload, index))]
        + (hasSidecar(index) ? [("metrics-proxy", Self.proxyImage, digest(.container, -1))] : [])
    )
  }

  private static func tolerations(_ kind: DumpPlan.WorkloadKind) -> JSONTree {
    .array(
      ["not-ready", "unreachable"].map { condition in
        let toleration: JSONTree = [
          "effect": "NoExecute", "key": .string("node.kubernetes.io/\(condition)"),
          "operator": "Exists",
        ]
        return toleration.adding("tolerationSeconds", kind == .daemonSet ? nil : 300)
      }
    )
  }

  private func pod(_ index: Int, _ shared: SharedParts) -> JSONTree {
    let pod = plan.pods[index]
    let workload = plan.workloads[pod.workload]
    let node = pod.node.map { plan.nodes[$0] }
    var labels = shared.labels.adding(
      "topology.kubernetes.io/zone",
      (node?.zone).map(JSONTree.string)
    )
    var spec = shared.spec.adding("nodeName", (node?.name).map(JSONTree.string))
    if workload.kind == .statefulSet {
      labels = labels.adding("apps.kubernetes.io/pod-index", .string(String(pod.ordinal)))
        .adding("statefulset.kubernetes.io/pod-name", .string(pod.name))
      spec = spec.adding("hostname", .string(pod.name))
        .adding("subdomain", .string(workload.name))
    }
    let isLeaving = pod.state == .terminating
    let deadline = Timestamp(
      microseconds: Self.printedAt.microseconds + Int64(index % 30 + 1) * 1_000_000
    )
    return [
      "apiVersion": "v1", "kind": "Pod",
      "metadata": metadata(.pod, index, name: pod.name, namespace: workload.namespace)
        .adding("annotations", shared.annotations)
        .adding("generateName", .string(shared.generateName))
        .adding("generation", isLeaving ? 2 : 1).adding("labels", labels)
        .adding("ownerReferences", shared.owner)
        .adding("deletionGracePeriodSeconds", isLeaving ? 30 : nil)
        .adding("deletionTimestamp", isLeaving ? .string(deadline.description) : nil),
      "spec": spec,
      "status": node.map { status(index, $0, shared) } ?? pendingStatus(index),
    ]
  }

  private func pendingStatus(_ index: Int) -> JSONTree {
    [
      "conditions": [
        [
          "lastProbeTime": nil, "lastTransitionTime": .string(created(.pod, index)),
          "message": "0/\(plan.nodes.count) nodes are available: Insufficient cpu.",
          "reason": "Unschedulable", "status": "False", "type": "PodScheduled",
        ]
      ],
      "phase": "Pending", "qosClass": "Burstable",
    ]
  }

  private func status(
    _ index: Int,
    _ node: DumpPlan.Node,
    _ shared: SharedParts
  ) -> JSONTree {
    let pod = plan.pods[index]
    let started = JSONTree.string(created(.pod, index, later: 2))
    let isReady = pod.state != .notReady
    let containers = shared.containers.enumerated().map { offset, container -> JSONTree in
      [
        "containerID": .string("containerd://\(digest(.container, index * 2 + offset))"),
        "image": .string(container.image),
        "imageID": .string("\(container.name)@sha256:\(container.digest)"), "lastState": [:],
        "name": .string(container.name), "ready": .boolean(isReady || offset > 0),
        "restartCount": .integer(Int64(index % 11 == 0 ? index % 4 : 0)), "started": true,
        "state": ["running": ["startedAt": started]],
      ]
    }
    return [
      "conditions": conditions(index, isReady: isReady),
      "containerStatuses": .array(containers),
      "hostIP": .string(node.address), "hostIPs": [["ip": .string(node.address)]],
      "phase": "Running", "podIP": .string(pod.address), "podIPs": [["ip": .string(pod.address)]],
      "qosClass": "Burstable", "startTime": .string(created(.pod, index)),
    ]
  }

  private func conditions(_ index: Int, isReady: Bool) -> JSONTree {
    let created = JSONTree.string(created(.pod, index))
    let ready = JSONTree.string(self.created(.pod, index, later: 12))
    let rows: [(String, JSONTree, Bool)] = [
      ("PodReadyToStartContainers", created, true), ("Initialized", created, true),
      ("Ready", ready, isReady), ("ContainersReady", ready, isReady),
      ("PodScheduled", created, true),
    ]
    return .array(
      rows.map { type, moment, isTrue in
        let condition: JSONTree = [
          "lastProbeTime": nil, "lastTransitionTime": moment, "observedGeneration": 1,
          "status": .string(isTrue ? "True" : "False"), "type": .string(type),
        ]
        guard !isTrue else { return condition }
        return condition.adding("reason", "ContainersNotReady").adding(
          "message",
          "containers with unready status: [\(shortName(index))]"
        )
      }
    )
  }

  private func shortName(_ pod: Int) -> String {
    plan.workloads[plan.pods[pod].workload].name
  }
}
