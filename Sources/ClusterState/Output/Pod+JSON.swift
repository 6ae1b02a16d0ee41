extension Pod {
  /// The object as the API server would print it, as far as the model holds it.
  package var json: JSONTree {
    JSONTree.object([])
      .adding("apiVersion", .string(Self.apiVersion))
      .adding("kind", .string(Self.kind))
      .adding("metadata", metadata.json)
      .adding("spec", spec.json)
      .adding("status", status.json)
  }
}

extension PodSpec {
  /// The fields that are set.
  var json: JSONTree {
    var tree = JSONTree.object([])
    tree["containers"] = .array(containers.map(\.json))
    tree["dnsConfig"] = dnsConfig?.json
    tree["dnsPolicy"] = .string(dnsPolicy.rawValue)
    tree["hostNetwork"] = hostNetwork ? true : nil
    tree["hostname"] = hostname.textJSON
    tree["initContainers"] =
      initContainers.isEmpty ? nil : .array(initContainers.map(\.json))
    tree["nodeName"] = nodeName.textJSON
    tree["nodeSelector"] = nodeSelector.isEmpty ? nil : nodeSelector.json
    tree["subdomain"] = subdomain.textJSON
    tree["terminationGracePeriodSeconds"] = terminationGracePeriodSeconds.map(JSONTree.integer)
    tree["tolerations"] = tolerations.isEmpty ? nil : .array(tolerations.map(\.json))
    return tree
  }
}

extension PodDNSConfig {
  fileprivate var json: JSONTree {
    var tree = JSONTree.object([])
    tree["nameservers"] = nameservers.listJSON
    tree["options"] = ndots.map { [["name": "ndots", "value": .string($0)]] }
    tree["searches"] = searches.listJSON
    return tree
  }
}

extension Toleration {
  fileprivate var json: JSONTree {
    var tree = JSONTree.object([])
    tree["effect"] = effect.textJSON
    tree["key"] = key.textJSON
    tree["operator"] = comparison.textJSON
    tree["tolerationSeconds"] = tolerationSeconds.map(JSONTree.integer)
    tree["value"] = value.textJSON
    return tree
  }
}

extension Container {
  fileprivate var json: JSONTree {
    var tree = JSONTree.object([])
    tree["image"] = image.textJSON
    tree["name"] = name.textJSON
    tree["ports"] = ports.isEmpty ? nil : .array(ports.map(\.json))
    tree["lifecycle"] = preStop.map { ["preStop": $0.json] }
    tree["readinessProbe"] = readinessProbe?.json
    tree["restartPolicy"] = restartPolicy.textJSON
    return tree
  }
}

extension PreStopHook {
  /// What a request asks for is not held, so that one stands for any.
  fileprivate var json: JSONTree {
    switch self {
    case .sleep(let seconds): ["sleep": ["seconds": .integer(seconds)]]
    case .exec(let words): ["exec": ["command": words.listJSON ?? .array([])]]
    case .request: ["httpGet": ["port": 80]]
    }
  }
}

extension Probe {
  /// When it is asked; how is not held, so that it stands for any handler.
  fileprivate var json: JSONTree {
    [
      "failureThreshold": .integer(failureThreshold),
      "initialDelaySeconds": .integer(initialDelaySeconds),
      "periodSeconds": .integer(periodSeconds), "successThreshold": .integer(successThreshold),
      "tcpSocket": ["port": 80], "timeoutSeconds": .integer(timeoutSeconds),
    ]
  }
}

extension ContainerPort {
  fileprivate var json: JSONTree {
    var tree = JSONTree.object([])
    tree["containerPort"] = .integer(containerPort)
    tree["hostPort"] = hostPort.map(JSONTree.integer)
    tree["name"] = name.textJSON
    tree["protocol"] = .string(self.protocol.rawValue)
    return tree
  }
}

extension PodStatus {
  fileprivate var json: JSONTree {
    var tree = JSONTree.object([])
    tree["conditions"] = ready.map {
      [["status": .string($0 ? "True" : "False"), "type": "Ready"]]
    }
    tree["hostIP"] = hostIP.textJSON
    tree["phase"] = phase.rawValue.textJSON
    tree["podIP"] = podIPs.first.map(JSONTree.string)
    tree["podIPs"] = podIPs.isEmpty ? nil : .array(podIPs.map { ["ip": .string($0)] })
    return tree
  }
}
