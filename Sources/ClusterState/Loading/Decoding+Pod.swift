private enum PodSpecField: String, FieldName {
  case nodeName, hostname, subdomain, hostNetwork, nodeSelector, tolerations
  case terminationGracePeriodSeconds, containers, initContainers, dnsPolicy, dnsConfig
  static let table = FieldTable<Self>()
}

private enum TolerationField: String, FieldName {
  case key, `operator`, value, effect, tolerationSeconds
  static let table = FieldTable<Self>()
}

private enum PodStatusField: String, FieldName {
  case phase, podIP, podIPs, hostIP, conditions, containerStatuses
  static let table = FieldTable<Self>()
}

private enum AddressField: String, FieldName {
  case ip
  static let table = FieldTable<Self>()
}

private enum ContainerStatusField: String, FieldName {
  case restartCount, state
  static let table = FieldTable<Self>()
}

private enum ContainerStateField: String, FieldName {
  case waiting, terminated
  static let table = FieldTable<Self>()
}

private enum ReasonField: String, FieldName {
  case reason
  static let table = FieldTable<Self>()
}

private enum TemplateField: String, FieldName {
  case metadata, spec
  static let table = FieldTable<Self>()
}

extension JSONReader {
  /// `spec` of a Pod or of a template.
  mutating func podSpec() -> PodSpec {
    var spec = PodSpec()
    guard enterObject() else { return spec }
    var scope = FieldScope<PodSpecField>()
    while let field = next(&scope) {
      switch field {
      case .nodeName: string(into: &spec.nodeName)
      case .hostname: string(into: &spec.hostname)
      case .subdomain: string(into: &spec.subdomain)
      case .hostNetwork: spec.hostNetwork = bool() ?? false
      case .dnsPolicy: spec.dnsPolicy = enumeration() ?? .clusterFirst
      case .dnsConfig: spec.dnsConfig = podDNSConfig()
      case .nodeSelector: spec.nodeSelector = labels()
      case .tolerations: spec.tolerations = tolerations()
      case .terminationGracePeriodSeconds: spec.terminationGracePeriodSeconds = int64()
      case .containers: spec.containers = containers()
      case .initContainers: spec.initContainers = containers()
      }
    }
    return spec
  }

  private mutating func tolerations() -> [Toleration] {
    sharedList(tolerationLists) { $0.toleration() }
  }

  private mutating func toleration() -> Toleration? {
    guard enterObject() else { return nil }
    var toleration = Toleration()
    var scope = FieldScope<TolerationField>()
    while let field = next(&scope) {
      switch field {
      case .key: string(into: &toleration.key)
      case .operator: string(into: &toleration.comparison)
      case .value: string(into: &toleration.value)
      case .effect: string(into: &toleration.effect)
      case .tolerationSeconds: toleration.tolerationSeconds = int64()
      }
    }
    return toleration
  }

  /// `template` of a workload.
  mutating func podTemplate() -> PodTemplate {
    var template = PodTemplate()
    guard enterObject() else { return template }
    var scope = FieldScope<TemplateField>()
    while let field = next(&scope) {
      switch field {
      case .metadata:
        let metadata = metadata()
        template.labels = metadata.labels
        template.annotations = metadata.annotations
      case .spec: template.spec = podSpec()
      }
    }
    return template
  }
}

extension JSONReader {
  /// `status` of a Pod.
  mutating func podStatus() -> PodStatus {
    var status = PodStatus()
    guard enterObject() else { return status }
    var podIP: String?
    var scope = FieldScope<PodStatusField>()
    while let field = next(&scope) {
      switch field {
      case .phase: status.phase = enumeration() ?? .pending
      case .podIP: podIP = string()
      case .podIPs: status.podIPs = list { $0.podIP() }
      case .hostIP: string(into: &status.hostIP)
      case .conditions:
        let ready = readyCondition()
        status.ready = ready.map { $0.status == "True" }
        status.readyTransition = ready?.transition
      case .containerStatuses: containerStatuses(&status)
      }
    }
    if status.podIPs.isEmpty, let podIP, !podIP.isEmpty { status.podIPs = [podIP] }
    return status
  }

  private mutating func podIP() -> String? {
    guard enterObject() else { return nil }
    var address: String?
    var scope = FieldScope<AddressField>()
    while next(&scope) != nil { address = string() }
    return address
  }

  private mutating func containerStatuses(_ status: inout PodStatus) {
    guard enterArray() else { return }
    var isFirst = true
    while nextElement(&isFirst) {
      guard enterObject() else { continue }
      var scope = FieldScope<ContainerStatusField>()
      while let field = next(&scope) {
        switch field {
        case .restartCount: status.restartCount += int32() ?? 0
        case .state:
          // The first container that does not run gives the reason.
          let reason = stateReason()
          if status.reason.isEmpty { status.reason = reason }
        }
      }
    }
  }

  private mutating func stateReason() -> String {
    var reason = ""
    guard enterObject() else { return reason }
    var scope = FieldScope<ContainerStateField>()
    while next(&scope) != nil {
      guard enterObject() else { continue }
      var details = FieldScope<ReasonField>()
      while next(&details) != nil { string(into: &reason) }
    }
    return reason
  }
}
