extension DumpPlan {
  /// What runs without a Service: a few workers, and what every node runs.
  mutating func planWorkloadsWithoutService(nodes: Int, pods: Int) {
    for number in 1...max(1, services.count / 10) {
      _ = addWorkload(.deployment, "batch", "worker-\(number)", ports: [])
    }
    let metrics = [Port(name: "metrics", number: 9_100)]
    for (count, namespace, name) in [(1, "kube-system", "kube-proxy"), (2, "monitoring", "agent")]
    where nodes > 0 && count * nodes <= pods / 4 {
      let workload = addWorkload(.daemonSet, namespace, name, ports: metrics)
      workloads[workload].usesHostNetwork = namespace == "kube-system"
      workloads[workload].replicas = nodes
    }
  }

  /// Shares out the pods: few large workloads and many small ones, as in real clusters.
  mutating func planReplicas(nodes: Int, pods: Int) {
    var left = pods - workloads.reduce(0) { $0 + $1.replicas }
    let sized = workloads.indices.filter { workloads[$0].kind != .daemonSet }
    if let dns = sized.first(where: { workloads[$0].name == "coredns" }) {
      workloads[dns].replicas = min(2, left)
      left -= workloads[dns].replicas
    }
    let shared = sized.filter { workloads[$0].name != "coredns" }
    let weights = shared.indices.map { 1_000_000 / ($0 + 4) }
    let total = weights.reduce(0, +)
    let available = left
    for (workload, weight) in zip(shared, weights) {
      let replicas = min(left, max(1, available * weight / total))
      workloads[workload].replicas = replicas
      left -= replicas
    }
    for turn in 0..<left {
      workloads[shared[turn % shared.count]].replicas += 1
    }
  }

  /// Names and nodes; afterwards ``pods`` is in the order in which kubectl prints them.
  mutating func planPods(nodes: Int) {
    for index in workloads.indices {
      let first = generator.next()
      let start = nodes > 0 ? Int(generator.next(below: UInt64(nodes))) : 0
      for ordinal in 0..<workloads[index].replicas {
        let state = workloads[index].kind == .daemonSet ? .ready : podState()
        let node = (start + ordinal) % max(1, nodes)
        pods.append(
          Pod(
            workload: index,
            ordinal: ordinal,
            name: podName(index, ordinal, first: first),
            node: nodes == 0 || state == .pending ? nil : node,
            state: nodes == 0 ? .pending : state
          )
        )
      }
    }
    let namespaces = workloads.map(\.namespace)
    pods.sort {
      let (left, right) = (namespaces[$0.workload], namespaces[$1.workload])
      return left == right ? $0.name < $1.name : left < right
    }
    for (index, pod) in pods.enumerated() { workloads[pod.workload].pods.append(index) }
  }

  private mutating func podState() -> PodState {
    switch generator.next(below: 1_000) {
    case ..<15: .notReady
    case ..<25: .terminating
    case ..<28: .pending
    default: .ready
    }
  }

  private func podName(_ workload: Int, _ ordinal: Int, first: UInt64) -> String {
    let (kind, name) = (workloads[workload].kind, workloads[workload].name)
    let ending = Self.ending(ordinal, first: first)
    return switch kind {
    case .deployment: "\(name)-\(workloads[workload].revision)-\(ending)"
    case .statefulSet: "\(name)-\(ordinal)"
    case .daemonSet: "\(name)-\(ending)"
    }
  }

  /// Addresses of nodes and pods; each node's pod range is as large as the fullest node needs.
  mutating func planAddresses(nodes count: Int) {
    var used = [UInt32](repeating: 1, count: count)
    for pod in pods {
      if let node = pod.node { used[node] += 1 }
    }
    var bits: UInt32 = 8
    while (1 << bits) < (used.max() ?? 0) + 2 { bits += 1 }
    // The usual pod range where it suffices, a larger one for clusters of many nodes.
    let base: UInt32 = UInt32(count) << bits <= 1 << 16 ? 0x0AF4_0000 : 0x0A80_0000
    let width = String(max(1, count)).count
    nodes = (0..<count).map { index in
      let number = String(index + 1)
      let padding = String(repeating: "0", count: width - number.count)
      return Node(
        name: "node-\(padding)\(number)",
        address: Self.dotted(0xAC10_000A + UInt32(index)),
        zone: "region-1\(["a", "b", "c"][index % 3])",
        podRange: "\(Self.dotted(base + UInt32(index) << bits))/\(32 - bits)"
      )
    }
    var next = [UInt32](repeating: 2, count: count)
    for index in pods.indices {
      guard let node = pods[index].node else { continue }
      if workloads[pods[index].workload].usesHostNetwork {
        pods[index].address = nodes[node].address
      } else {
        pods[index].address = Self.dotted(base + UInt32(node) << bits + next[node])
        next[node] += 1
      }
    }
  }
}
