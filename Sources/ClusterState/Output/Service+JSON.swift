extension Service {
  /// The object as the API server would print it, as far as the model holds it.
  package var json: JSONTree {
    JSONTree.object([])
      .adding("apiVersion", .string(Self.apiVersion))
      .adding("kind", .string(Self.kind))
      .adding("metadata", metadata.json)
      .adding("spec", spec.json)
      .adding("status", ["loadBalancer": loadBalancer])
  }

  private var loadBalancer: JSONTree {
    guard !status.ingress.isEmpty else { return [:] }
    return ["ingress": .array(status.ingress.map(\.json))]
  }
}

extension ServiceSpec {
  fileprivate var json: JSONTree {
    var tree = JSONTree.object([])
    tree["allocateLoadBalancerNodePorts"] = allocateLoadBalancerNodePorts.map(JSONTree.boolean)
    tree["clusterIP"] = clusterIP.textJSON
    tree["clusterIPs"] = clusterIPs.listJSON
    tree["externalIPs"] = externalIPs.listJSON
    tree["externalName"] = externalName.textJSON
    tree["externalTrafficPolicy"] = externalTrafficPolicy.map { .string($0.rawValue) }
    tree["healthCheckNodePort"] = healthCheckNodePort == 0 ? nil : .integer(healthCheckNodePort)
    tree["internalTrafficPolicy"] = internalTrafficPolicy.map { .string($0.rawValue) }
    tree["ipFamilies"] = ipFamilies.map(\.rawValue).listJSON
    tree["ipFamilyPolicy"] = ipFamilyPolicy.textJSON
    tree["loadBalancerClass"] = loadBalancerClass.textJSON
    tree["loadBalancerIP"] = loadBalancerIP.textJSON
    tree["loadBalancerSourceRanges"] = loadBalancerSourceRanges.listJSON
    tree["ports"] = ports.isEmpty ? nil : .array(ports.map(\.json))
    tree["publishNotReadyAddresses"] = publishNotReadyAddresses ? true : nil
    tree["selector"] = selector.isEmpty ? nil : selector.json
    tree["sessionAffinity"] = sessionAffinity.map { .string($0.rawValue) }
    tree["sessionAffinityConfig"] = affinityTimeoutSeconds.map {
      ["clientIP": ["timeoutSeconds": .integer($0)]]
    }
    tree["trafficDistribution"] = trafficDistribution.textJSON
    tree["type"] = .string(type.rawValue)
    return tree
  }
}

extension ServicePort {
  fileprivate var json: JSONTree {
    var tree = JSONTree.object([])
    tree["appProtocol"] = appProtocol.textJSON
    tree["name"] = name.textJSON
    tree["nodePort"] = nodePort == 0 ? nil : .integer(nodePort)
    tree["port"] = .integer(port)
    tree["protocol"] = .string(self.protocol.rawValue)
    tree["targetPort"] = targetPort?.json
    return tree
  }
}

extension ServiceStatus.Ingress {
  fileprivate var json: JSONTree {
    var tree = JSONTree.object([])
    tree["hostname"] = hostname.textJSON
    tree["ip"] = ip.textJSON
    tree["ipMode"] = ipMode.textJSON
    return tree
  }
}

extension [String] {
  /// `nil` for an empty list: an absent value is an absent key.
  var listJSON: JSONTree? { isEmpty ? nil : .array(map(JSONTree.string)) }
}
