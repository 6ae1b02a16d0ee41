extension FieldErrors {
  mutating func checkNodePorts(_ service: ServiceFields) {
    struct Key: Hashable {
      var `protocol`: String
      var number: Int64
    }
    var nodePorts: Set<Key> = []
    var ports: Set<Key> = []
    if service.type == "ClusterIP" {
      for (index, port) in service.ports.enumerated() where !port.isZero("nodePort") {
        let path = FieldPath("spec.ports")[index]["nodePort"]
        addForbidden(path, "may not be used when `type` is 'ClusterIP'")
      }
    }
    for (index, port) in service.ports.enumerated() {
      let number = port.number("nodePort") ?? 0
      let key = Key(protocol: port.text("protocol"), number: number)
      if number != 0, !nodePorts.insert(key).inserted {
        addDuplicate(FieldPath("spec.ports")[index]["nodePort"], .integer(number))
      }
    }
    for (index, port) in service.ports.enumerated() {
      let key = Key(protocol: port.text("protocol"), number: port.number("port") ?? 0)
      guard !ports.insert(key).inserted else { continue }
      addDuplicate(
        FieldPath("spec.ports")[index],
        [
          "Name": "", "Protocol": .string(key.protocol), "AppProtocol": nil,
          "Port": .integer(key.number), "TargetPort": 0, "NodePort": 0,
        ]
      )
    }
  }

  mutating func checkNodePortAllocation(_ service: ServiceFields) {
    switch (service.isLoadBalancer, service.spec["allocateLoadBalancerNodePorts"]) {
    case (false, .some):
      addForbidden(
        "spec.allocateLoadBalancerNodePorts",
        "may only be used when `type` is 'LoadBalancer'"
      )
    // The API server, too, leaves `spec` out of this path.
    case (true, nil): addRequired("allocateLoadBalancerNodePorts")
    default: break
    }
  }

  mutating func checkLoadBalancerClass(_ service: ServiceFields) {
    guard let name = service.spec["loadBalancerClass"]?.string else { return }
    let path: FieldPath = "spec.loadBalancerClass"
    if service.isLoadBalancer {
      addInvalid(path, name, NameValidation.qualifiedName(name))
    } else {
      addForbidden(path, "may only be used when `type` is 'LoadBalancer'")
    }
  }

  mutating func checkTrafficPolicies(_ service: ServiceFields) {
    checkExternalTrafficPolicy(service)
    checkHealthCheckNodePort(service)
    let policies = ["Cluster", "Local"]
    if let policy = service.spec["internalTrafficPolicy"]?.string {
      if !policies.contains(policy) {
        addNotSupported("spec.internalTrafficPolicy", policy, allowed: policies)
      }
    } else if service.type == "ClusterIP" || service.needsNodePort {
      addRequired("spec.internalTrafficPolicy")
    }
    let distributions = ["PreferClose", "PreferSameNode", "PreferSameZone"]
    if let value = service.spec["trafficDistribution"]?.string, !distributions.contains(value) {
      addNotSupported("spec.trafficDistribution", value, allowed: distributions)
    }
  }

  private mutating func checkExternalTrafficPolicy(_ service: ServiceFields) {
    let path: FieldPath = "spec.externalTrafficPolicy"
    let policy = service.spec.text("externalTrafficPolicy")
    let policies = ["Cluster", "Local"]
    if !service.isExternallyAccessible {
      if !policy.isEmpty {
        addInvalid(path, policy, ["may only be set for externally-accessible services"])
      }
    } else if policy.isEmpty {
      addRequired(path)
    } else if !policies.contains(policy) {
      addNotSupported(path, policy, allowed: policies)
    }
  }

  private mutating func checkHealthCheckNodePort(_ service: ServiceFields) {
    let path: FieldPath = "spec.healthCheckNodePort"
    let port = service.healthCheckNodePort
    if service.needsHealthCheck {
      if port == 0 { addRequired(path) } else { checkPortNumber(path, port) }
    } else if port != 0 {
      addInvalid(
        path,
        .integer(port),
        "may only be set when `type` is 'LoadBalancer' and `externalTrafficPolicy` is 'Local'"
      )
    }
  }
}
