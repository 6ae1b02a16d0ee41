extension DumpGenerator {
  /// One EndpointSlice: a Service's endpoints from one position to another.
  struct SliceRange {
    var service: Int
    /// Of the Service's slices, which one.
    var number: Int
    /// Indexes into the plan's pods.
    var pods: ArraySlice<Int>
  }

  private static let endpointsInSlice = 100

  /// The slices of a Service: one for an empty Service too, as the controller makes it.
  func endpointSlices(of index: Int) -> [SliceRange] {
    let service = plan.services[index]
    guard let workload = service.workload else {
      return service.name == "kubernetes" ? [SliceRange(service: index, number: 0, pods: [])] : []
    }
    let pods = plan.workloads[workload].pods.filter { plan.pods[$0].state != .pending }
    let starts =
      pods.isEmpty ? [0] : Array(stride(from: 0, to: pods.count, by: Self.endpointsInSlice))
    return starts.enumerated().map { number, start in
      let end = min(pods.count, start + Self.endpointsInSlice)
      return SliceRange(service: index, number: number, pods: pods[start..<end])
    }
  }

  func endpointSlice(_ range: SliceRange) -> JSONTree {
    let service = plan.services[range.service]
    guard let workload = service.workload else { return controlPlaneSlice(range.service) }
    // Slices of one Service are numbered apart, so that each has an identity of its own.
    let index = range.service << 16 | range.number
    var generator = generator(.service, range.service)
    let ending = DumpPlan.ending(range.number, first: generator.next())
    let name = "\(service.name)-\(ending)"
    let hostnames = plan.workloads[workload].kind == .statefulSet
    return [
      "addressType": "IPv4", "apiVersion": "discovery.k8s.io/v1",
      "endpoints": range.pods.isEmpty
        ? nil : .array(range.pods.map { endpoint($0, hasHostname: hostnames) }),
      "kind": "EndpointSlice",
      "metadata": metadata(.slice, index, name: name, namespace: service.namespace)
        .adding("annotations", sliceAnnotations(range.service))
        .adding("generateName", .string(service.name + "-"))
        .adding("generation", .integer(Int64(range.pods.count + 1)))
        .adding("labels", sliceLabels(service))
        .adding(
          "ownerReferences",
          owner("v1", "Service", name: service.name, uid: uid(.service, range.service))
        ),
      "ports": range.pods.isEmpty ? nil : .array(service.ports.map(slicePort)),
    ]
  }

  private func sliceAnnotations(_ service: Int) -> JSONTree {
    let trigger = created(.service, service, later: 300)
    return ["endpoints.kubernetes.io/last-change-trigger-time": .string(trigger)]
  }

  private func sliceLabels(_ service: DumpPlan.Service) -> JSONTree {
    let labels: JSONTree = [
      "app.kubernetes.io/managed-by": "Helm",
      "endpointslice.kubernetes.io/managed-by": "endpointslice-controller.k8s.io",
      "kubernetes.io/service-name": .string(service.name),
    ]
    return labels.adding("service.kubernetes.io/headless", service.kind == .headless ? "" : nil)
  }

  private func endpoint(_ index: Int, hasHostname: Bool) -> JSONTree {
    let pod = plan.pods[index]
    let node = pod.node.map { plan.nodes[$0] }
    let endpoint: JSONTree = [
      "addresses": [.string(pod.address)],
      "conditions": [
        "ready": .boolean(pod.state == .ready),
        "serving": .boolean(pod.state != .notReady),
        "terminating": .boolean(pod.state == .terminating),
      ],
      "targetRef": [
        "kind": "Pod", "name": .string(pod.name),
        "namespace": .string(plan.workloads[pod.workload].namespace),
        "uid": .string(uid(.pod, index)),
      ],
    ]
    return endpoint.adding("nodeName", (node?.name).map(JSONTree.string))
      .adding("zone", (node?.zone).map(JSONTree.string))
      .adding("hostname", hasHostname ? .string(pod.name) : nil)
  }

  private func slicePort(_ port: DumpPlan.Port) -> JSONTree {
    [
      "name": .string(port.name), "port": .integer(Int64(port.number)),
      "protocol": .string(port.transport),
    ]
  }

  /// The slice of `default/kubernetes`, which the API server writes itself.
  private func controlPlaneSlice(_ index: Int) -> JSONTree {
    let address = ["192.0.2.10", "192.0.2.11", "192.0.2.12"]
    return [
      "addressType": "IPv4", "apiVersion": "discovery.k8s.io/v1",
      "endpoints": .array(
        address.map { ["addresses": [.string($0)], "conditions": ["ready": true]] }
      ),
      "kind": "EndpointSlice",
      "metadata": metadata(.slice, index, name: "kubernetes", namespace: "default")
        .adding("generation", 1).adding("labels", ["kubernetes.io/service-name": "kubernetes"]),
      "ports": [["name": "https", "port": 6443, "protocol": "TCP"]],
    ]
  }
}
