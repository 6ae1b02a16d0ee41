extension ReplicaSet {
  /// The object as the API server would print it, as far as the model holds it.
  package var json: JSONTree {
    var tree = Self.json(spec.minReadySeconds, spec.selector, spec.template)
    tree["replicas"] = .integer(spec.replicas)
    return json(spec: tree)
  }
}

extension StatefulSet {
  /// The object as the API server would print it, as far as the model holds it.
  package var json: JSONTree {
    var tree = Self.json(spec.minReadySeconds, spec.selector, spec.template)
    tree["ordinals"] = spec.firstOrdinal == 0 ? nil : ["start": .integer(spec.firstOrdinal)]
    tree["podManagementPolicy"] = spec.podManagementPolicy.textJSON
    tree["replicas"] = .integer(spec.replicas)
    tree["serviceName"] = spec.serviceName.textJSON
    return json(spec: tree)
  }
}

extension DaemonSet {
  /// The object as the API server would print it, as far as the model holds it.
  package var json: JSONTree {
    json(spec: Self.json(spec.minReadySeconds, spec.selector, spec.template))
  }
}

extension ClusterObject {
  /// What the specifications of all workloads have.
  fileprivate static func json(
    _ minReadySeconds: Int64,
    _ selector: LabelSelector,
    _ template: PodTemplate
  ) -> JSONTree {
    var tree = JSONTree.object([])
    tree["minReadySeconds"] = minReadySeconds == 0 ? nil : .integer(minReadySeconds)
    tree["selector"] = selector.json
    tree["template"] = template.json
    return tree
  }

  fileprivate func json(spec: JSONTree) -> JSONTree {
    [
      "apiVersion": .string(Self.apiVersion), "kind": .string(Self.kind),
      "metadata": metadata.json, "spec": spec,
    ]
  }
}
