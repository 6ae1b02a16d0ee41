extension DumpGenerator {
  func node(_ index: Int) -> JSONTree {
    let node = plan.nodes[index]
    return [
      "apiVersion": "v1", "kind": "Node",
      "metadata": metadata(.node, index, name: node.name)
        .adding("annotations", nodeAnnotations).adding("labels", nodeLabels(node)),
      "spec": [
        "podCIDR": .string(node.podRange), "podCIDRs": [.string(node.podRange)],
        "providerID": .string("metal://region-1/\(node.name)"),
      ],
      "status": nodeStatus(node, index),
    ]
  }

  private var nodeAnnotations: JSONTree {
    [
      "node.alpha.kubernetes.io/ttl": "0",
      "volumes.kubernetes.io/controller-managed-attach-detach": "true",
    ]
  }

  private func nodeLabels(_ node: DumpPlan.Node) -> JSONTree {
    [
      "beta.kubernetes.io/arch": "amd64", "beta.kubernetes.io/os": "linux",
      "kubernetes.io/arch": "amd64", "kubernetes.io/hostname": .string(node.name),
      "kubernetes.io/os": "linux", "node.kubernetes.io/instance-type": "general-16",
      "topology.kubernetes.io/region": "region-1",
      "topology.kubernetes.io/zone": .string(node.zone),
    ]
  }

  private func nodeStatus(_ node: DumpPlan.Node, _ index: Int) -> JSONTree {
    let resources: JSONTree = [
      "cpu": "16", "ephemeral-storage": "203056560Ki", "hugepages-1Gi": "0",
      "hugepages-2Mi": "0", "memory": "65843072Ki", "pods": "250",
    ]
    return [
      "addresses": [
        ["address": .string(node.address), "type": "InternalIP"],
        ["address": .string(node.name), "type": "Hostname"],
      ],
      "allocatable": resources, "capacity": resources,
      "conditions": nodeConditions(index),
      "daemonEndpoints": ["kubeletEndpoint": ["Port": 10250]],
      "images": nodeImages,
      "nodeInfo": [
        "architecture": "amd64", "bootID": .string(uid(.node, -1 - index)),
        "containerRuntimeVersion": "containerd://2.1.4", "kernelVersion": "6.12.30",
        "kubeProxyVersion": "", "kubeletVersion": "v1.36.0",
        "machineID": .string(String(digest(.node, index).prefix(32))),
        "operatingSystem": "linux", "osImage": "Debian GNU/Linux 12 (bookworm)",
        "systemUUID": .string(uid(.node, index)),
      ],
    ]
  }

  private func nodeConditions(_ index: Int) -> JSONTree {
    let since = created(.node, index, later: 40)
    let rows = [
      ("MemoryPressure", "False", "KubeletHasSufficientMemory", "sufficient memory available"),
      ("DiskPressure", "False", "KubeletHasNoDiskPressure", "no disk pressure"),
      ("PIDPressure", "False", "KubeletHasSufficientPID", "sufficient PID available"),
      ("Ready", "True", "KubeletReady", "kubelet is posting ready status"),
    ]
    return .array(
      rows.map { type, status, reason, message in
        [
          "lastHeartbeatTime": .string(Self.printedAt.description),
          "lastTransitionTime": .string(since),
          "message": .string(type == "Ready" ? message : "kubelet has \(message)"),
          "reason": .string(reason), "status": .string(status), "type": .string(type),
        ]
      }
    )
  }

  private var nodeImages: JSONTree {
    .array(
      plan.workloads.prefix(24).indices.map { index in
        [
          "names": [
            .string("\(imageName(index))@sha256:\(digest(.workload, index))"),
            .string(image(index)),
          ],
          "sizeBytes": .integer(Int64(20_000_000 + index * 1_234_567)),
        ]
      }
    )
  }
}
