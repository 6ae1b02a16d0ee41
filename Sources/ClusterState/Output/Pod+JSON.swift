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
  fileprivate var json: JSONTree {
    var tree = JSONTree.object([])
    tree["containers"] = .array(containers.map(\.json))
    tree["hostNetwork"] = hostNetwork ? true : nil
    tree["hostname"] = hostname.textJSON
    tree["initContainers"] =
      initContainers.isEmpty ? nil : .array(initContainers.map(\.json))
    tree["nodeName"] = nodeName.textJSON
    tree["nodeSelector"] = nodeSelector.isEmpty ? nil : nodeSelector.json
    tree["subdomain"] = subdomain.textJSON
    tree["terminationGracePeriodSeconds"] = terminationGracePeriodSeconds.map(JSONTree.integer)
    return tree
  }
}

extension Container {
  fileprivate var json: JSONTree {
    var tree = JSONTree.object([])
    tree["image"] = image.textJSON
    tree["name"] = name.textJSON
    tree["ports"] = ports.isEmpty ? nil : .array(ports.map(\.json))
    tree["restartPolicy"] = restartPolicy.textJSON
    return tree
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
