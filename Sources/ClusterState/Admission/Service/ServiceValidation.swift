// The rules about Services (pkg/apis/core/validation/validation.go).

extension FieldErrors {
  /// Checks a Service that is to be created (`ValidateServiceCreate`).
  mutating func checkServiceCreate(_ tree: JSONTree) {
    // Names may begin with a digit since RelaxedServiceNameValidation is on (KEP-5311).
    checkMetadata(of: tree, name: .label)
    checkService(ServiceFields(tree), old: nil)
  }

  /// Checks a Service that is to replace another (`ValidateServiceUpdate`).
  mutating func checkServiceUpdate(_ tree: JSONTree, old oldTree: JSONTree) {
    let service = ServiceFields(tree)
    let old = ServiceFields(oldTree)
    checkMetadataUpdate(of: tree, old: oldTree)
    checkClusterIPChange(service, old: old)
    checkFamilyChange(service, old: old)
    if service.isLoadBalancer, old.isLoadBalancer,
      service.spec["loadBalancerClass"] != old.spec["loadBalancerClass"]
    {
      let value = service.spec["loadBalancerClass"] ?? .null
      addInvalid("spec.loadBalancerClass", value, "may not change once set")
    }
    checkLoadBalancerClass(service)
    if service.needsHealthCheck, old.needsHealthCheck,
      service.healthCheckNodePort != old.healthCheckNodePort
    {
      addForbidden("spec.healthCheckNodePort", "field is immutable")
    }
    checkService(service, old: old)
  }

  private mutating func checkService(_ service: ServiceFields, old: ServiceFields?) {
    checkTopologyAnnotations(service)
    if service.ports.isEmpty, !service.isHeadless, !service.isExternalName {
      addRequired("spec.ports")
    }
    checkByType(service)
    checkPorts(service)
    checkLabels("spec.selector", service.spec["selector"])
    checkSessionAffinity(service.spec)
    checkClusterIPs(service, old: old)
    checkExternalIPs(service.spec, old: old?.spec)
    let types = ["ClusterIP", "ExternalName", "LoadBalancer", "NodePort"]
    checkEnumeration("spec.type", service.type, allowed: types)
    checkNodePorts(service)
    checkSourceRanges(service, old: old)
    checkNodePortAllocation(service)
    checkLoadBalancerClass(service)
    checkTrafficPolicies(service)
  }

  /// Checks a text that must be given and be one of a few.
  private mutating func checkEnumeration(
    _ field: FieldPath,
    _ value: String,
    allowed: [String]
  ) {
    if value.isEmpty {
      addRequired(field)
    } else if !allowed.contains(value) {
      addNotSupported(field, value, allowed: allowed)
    }
  }

  private mutating func checkTopologyAnnotations(_ service: ServiceFields) {
    let annotations = service.tree.object("metadata").object("annotations")
    guard let mode = annotations[ServiceAnnotation.topologyMode]?.string,
      let former = annotations[ServiceAnnotation.topologyAwareHints]?.string, mode != former
    else { return }
    addInvalid(
      FieldPath("metadata.annotations")[key: ServiceAnnotation.topologyMode],
      .string(mode),
      "must match annotations[\(ServiceAnnotation.topologyAwareHints)] when both are specified"
    )
  }

  private mutating func checkByType(_ service: ServiceFields) {
    if service.needsNodePort, service.isHeadless {
      addInvalid(
        "spec.clusterIPs[0]",
        "None",
        ["may not be set to 'None' for \(service.type) services"]
      )
    }
    guard service.isExternalName else { return }
    let reason = "may not be set for ExternalName services"
    if !service.clusterIPs.isEmpty { addForbidden("spec.clusterIPs", reason) }
    if !service.families.isEmpty { addForbidden("spec.ipFamilies", reason) }
    if service.familyPolicy != nil { addForbidden("spec.ipFamilyPolicy", reason) }
    // A name may end with a dot, which says that it is whole.
    let text = service.spec.text("externalName")
    let name = text.hasSuffix(".") ? String(text.dropLast()) : text
    if name.isEmpty {
      addRequired("spec.externalName")
    } else {
      addInvalid("spec.externalName", name, NameValidation.subdomain(name))
    }
  }

  private mutating func checkPorts(_ service: ServiceFields) {
    var names: Set<String> = []
    for (index, port) in service.ports.enumerated() {
      let path = FieldPath("spec.ports")[index]
      let name = port.text("name")
      if !name.isEmpty {
        addInvalid(path["name"], name, NameValidation.label(name))
        if !names.insert(name).inserted { addDuplicate(path["name"], .string(name)) }
      } else if service.ports.count > 1 {
        addRequired(path["name"])
      }
      checkPortNumber(path["port"], port.number("port") ?? 0)
      checkEnumeration(
        path["protocol"],
        port.text("protocol"),
        allowed: ["SCTP", "TCP", "UDP"]
      )
      checkPortNumberOrName(path["targetPort"], port["targetPort"])
      if let text = port["appProtocol"]?.string {
        addInvalid(path["appProtocol"], text, NameValidation.qualifiedName(text))
      }
    }
  }

  /// Checks a number from 1 to 65535.
  package mutating func checkPortNumber(_ field: FieldPath, _ number: Int64) {
    for message in NameValidation.portNumber(number) {
      addInvalid(field, .integer(number), message)
    }
  }

  /// Checks a port given by number or name; an absent one is the number 0
  /// (`ValidatePortNumOrName`).
  package mutating func checkPortNumberOrName(_ field: FieldPath, _ port: JSONTree?) {
    if let name = port?.string {
      addInvalid(field, name, NameValidation.portName(name))
    } else {
      checkPortNumber(field, port?.integer ?? 0)
    }
  }

  private mutating func checkSessionAffinity(_ spec: JSONTree) {
    let affinity = spec.text("sessionAffinity")
    checkEnumeration("spec.sessionAffinity", affinity, allowed: ["ClientIP", "None"])
    let path: FieldPath = "spec.sessionAffinityConfig"
    let config = spec["sessionAffinityConfig"]
    if affinity == "None", config != nil {
      addForbidden(path, "must not be set when session affinity is None")
    }
    guard affinity == "ClientIP" else { return }
    let reason = "when session affinity type is ClientIP"
    guard let config else { return addRequired(path, reason) }
    guard let clientIP = config["clientIP"] else { return addRequired(path["clientIP"], reason) }
    let timeoutPath = path["clientIP"]["timeoutSeconds"]
    guard let timeout = clientIP.number("timeoutSeconds") else {
      return addRequired(timeoutPath, reason)
    }
    if !(1...86_400).contains(timeout) {
      addInvalid(timeoutPath, .integer(timeout), "must be greater than 0 and less than 86400")
    }
  }
}
