extension DumpGenerator {
  func service(_ index: Int) -> JSONTree {
    let service = plan.services[index]
    let metadata = metadata(.service, index, name: service.name, namespace: service.namespace)
    return [
      "apiVersion": "v1", "kind": "Service",
      "metadata": metadata.adding("labels", serviceLabels(service)),
      "spec": serviceSpec(service),
      "status": [
        "loadBalancer": service.kind == .loadBalancer
          ? [
            "ingress": [
              ["ip": .string(DumpPlan.dotted(0xC612_0000 + UInt32(index))), "ipMode": "VIP"]
            ]
          ] : [:]
      ],
    ]
  }

  private func serviceLabels(_ service: DumpPlan.Service) -> JSONTree {
    guard let workload = service.workload else {
      return service.name == "kubernetes"
        ? ["component": "apiserver", "provider": "kubernetes"]
        : ["app.kubernetes.io/managed-by": "Helm"]
    }
    return selector(workload).adding("app.kubernetes.io/managed-by", "Helm")
  }

  private func serviceSpec(_ service: DumpPlan.Service) -> JSONTree {
    guard service.kind != .externalName else {
      return [
        "externalName": .string("\(service.name).partner.example"), "sessionAffinity": "None",
        "type": "ExternalName",
      ]
    }
    let spec: JSONTree = [
      "clusterIP": .string(service.clusterIP), "clusterIPs": [.string(service.clusterIP)],
      "internalTrafficPolicy": "Cluster", "ipFamilies": ["IPv4"],
      "ipFamilyPolicy": "SingleStack", "ports": servicePorts(service),
      "sessionAffinity": "None", "type": .string(Self.typeName(service.kind)),
    ]
    let isExternal = service.nodePort > 0
    return spec.adding("selector", service.workload.map(selector))
      .adding("externalTrafficPolicy", isExternal ? "Cluster" : nil)
      .adding("allocateLoadBalancerNodePorts", service.kind == .loadBalancer ? true : nil)
  }

  private static func typeName(_ kind: DumpPlan.ServiceKind) -> String {
    switch kind {
    case .clusterIP, .headless: "ClusterIP"
    case .nodePort: "NodePort"
    case .loadBalancer: "LoadBalancer"
    case .externalName: "ExternalName"
    }
  }

  private func servicePorts(_ service: DumpPlan.Service) -> JSONTree {
    .array(
      service.ports.enumerated().map { offset, port in
        // A web server listens where it may without privileges and is asked for at 80.
        let number = port.name == "http" ? 80 : port.number
        let target: JSONTree =
          service.name == "kubernetes" ? 6443 : .string(port.name)
        let tree: JSONTree = [
          "name": .string(port.name), "port": .integer(Int64(number)),
          "protocol": .string(port.transport), "targetPort": target,
        ]
        let nodePort = service.nodePort > 0 ? Int64(service.nodePort + offset) : nil
        return tree.adding("nodePort", nodePort.map(JSONTree.integer))
      }
    )
  }

  func ingress(_ index: Int) -> JSONTree {
    let service = plan.services[index]
    let port: JSONTree = service.ports.first.map { ["name": .string($0.name)] } ?? [:]
    let path: JSONTree = [
      "backend": ["service": ["name": .string(service.name), "port": port]],
      "path": "/", "pathType": "Prefix",
    ]
    let host = "\(service.name).\(service.namespace).shop.example"
    return [
      "apiVersion": "networking.k8s.io/v1", "kind": "Ingress",
      "metadata": metadata(.ingress, index, name: service.name, namespace: service.namespace)
        .adding("generation", 1),
      "spec": [
        "ingressClassName": "nginx",
        "rules": [["host": .string(host), "http": ["paths": [path]]]],
      ],
      "status": ["loadBalancer": ["ingress": [["ip": "198.19.0.10"]]]],
    ]
  }
}
