private enum ServiceSpecField: String, FieldName {
  case type, clusterIP, clusterIPs, ipFamilies, ipFamilyPolicy, ports, selector, externalIPs
  case externalName, externalTrafficPolicy, internalTrafficPolicy, sessionAffinity
  case sessionAffinityConfig, publishNotReadyAddresses, healthCheckNodePort, loadBalancerIP
  case loadBalancerClass, loadBalancerSourceRanges, allocateLoadBalancerNodePorts
  case trafficDistribution
  static let table = FieldTable<Self>()
}

private enum ServicePortField: String, FieldName {
  case name, `protocol`, appProtocol, port, targetPort, nodePort
  static let table = FieldTable<Self>()
}

private enum AffinityConfigField: String, FieldName {
  case clientIP
  static let table = FieldTable<Self>()
}

private enum ClientIPField: String, FieldName {
  case timeoutSeconds
  static let table = FieldTable<Self>()
}

private enum ServiceStatusField: String, FieldName {
  case loadBalancer
  static let table = FieldTable<Self>()
}

private enum LoadBalancerField: String, FieldName {
  case ingress
  static let table = FieldTable<Self>()
}

private enum LoadBalancerIngressField: String, FieldName {
  case ip, hostname, ipMode
  static let table = FieldTable<Self>()
}

extension JSONReader {
  /// `spec` of a Service.
  mutating func serviceSpec() -> ServiceSpec {
    var spec = ServiceSpec()
    guard enterObject() else { return spec }
    var scope = FieldScope<ServiceSpecField>()
    while let field = next(&scope) {
      switch field {
      case .type: spec.type = enumeration() ?? .clusterIP
      case .clusterIP: string(into: &spec.clusterIP)
      case .clusterIPs: spec.clusterIPs = stringList()
      case .ipFamilies: spec.ipFamilies = list { $0.enumeration() }
      case .ipFamilyPolicy: string(into: &spec.ipFamilyPolicy)
      case .ports: spec.ports = list { $0.servicePort() }
      case .selector: spec.selector = labels()
      case .externalIPs: spec.externalIPs = stringList()
      case .externalName: string(into: &spec.externalName)
      case .externalTrafficPolicy: spec.externalTrafficPolicy = enumeration()
      case .internalTrafficPolicy: spec.internalTrafficPolicy = enumeration()
      case .sessionAffinity: spec.sessionAffinity = enumeration()
      case .sessionAffinityConfig: spec.affinityTimeoutSeconds = affinityTimeout()
      case .publishNotReadyAddresses: spec.publishNotReadyAddresses = bool() ?? false
      case .healthCheckNodePort: spec.healthCheckNodePort = int32() ?? 0
      case .loadBalancerIP: string(into: &spec.loadBalancerIP)
      case .loadBalancerClass: string(into: &spec.loadBalancerClass)
      case .loadBalancerSourceRanges: spec.loadBalancerSourceRanges = stringList()
      case .allocateLoadBalancerNodePorts: spec.allocateLoadBalancerNodePorts = bool()
      case .trafficDistribution: string(into: &spec.trafficDistribution)
      }
    }
    return spec
  }

  private mutating func servicePort() -> ServicePort? {
    guard enterObject() else { return nil }
    var port = ServicePort()
    var scope = FieldScope<ServicePortField>()
    while let field = next(&scope) {
      switch field {
      case .name: string(into: &port.name)
      case .protocol: port.protocol = enumeration() ?? .tcp
      case .appProtocol: string(into: &port.appProtocol)
      case .port: port.port = int32() ?? 0
      case .targetPort: port.targetPort = intOrString()
      case .nodePort: port.nodePort = int32() ?? 0
      }
    }
    return port
  }

  private mutating func affinityTimeout() -> Int64? {
    var timeout: Int64?
    guard enterObject() else { return nil }
    var configuration = FieldScope<AffinityConfigField>()
    while next(&configuration) != nil {
      guard enterObject() else { continue }
      var clientIP = FieldScope<ClientIPField>()
      while next(&clientIP) != nil { timeout = int32() }
    }
    return timeout
  }

  /// `status` of a Service.
  mutating func serviceStatus() -> ServiceStatus {
    ServiceStatus(ingress: loadBalancerIngress())
  }

  private mutating func loadBalancerIngress() -> [ServiceStatus.Ingress] {
    var ingress: [ServiceStatus.Ingress] = []
    guard enterObject() else { return ingress }
    var status = FieldScope<ServiceStatusField>()
    while next(&status) != nil {
      guard enterObject() else { continue }
      var loadBalancer = FieldScope<LoadBalancerField>()
      while next(&loadBalancer) != nil { ingress = list { $0.ingressAddress() } }
    }
    return ingress
  }

  private mutating func ingressAddress() -> ServiceStatus.Ingress? {
    guard enterObject() else { return nil }
    var ingress = ServiceStatus.Ingress()
    var scope = FieldScope<LoadBalancerIngressField>()
    while let field = next(&scope) {
      switch field {
      case .ip: string(into: &ingress.ip)
      case .hostname: string(into: &ingress.hostname)
      case .ipMode: string(into: &ingress.ipMode)
      }
    }
    return ingress
  }
}

extension ServiceStatus {
  fileprivate init(ingress: [Ingress]) {
    self.init()
    self.ingress = ingress
  }
}
