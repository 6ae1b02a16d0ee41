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
    tree["updateStrategy"] = spec.updateStrategy.json
    tree["revisionHistoryLimit"] = Self.json(historyLimit: spec.revisionHistoryLimit)
    return json(spec: tree)
  }
}

extension DaemonSet {
  /// The object as the API server would print it, as far as the model holds it.
  package var json: JSONTree {
    var tree = Self.json(spec.minReadySeconds, spec.selector, spec.template)
    tree["updateStrategy"] = spec.updateStrategy.json
    tree["revisionHistoryLimit"] = Self.json(historyLimit: spec.revisionHistoryLimit)
    return json(spec: tree)
  }
}

extension UpdateStrategy {
  /// The fields that are set; `nil` if none is.
  fileprivate var json: JSONTree? {
    var rolling = JSONTree.object([])
    rolling["maxSurge"] = maxSurge?.json
    rolling["maxUnavailable"] = maxUnavailable?.json
    rolling["partition"] = partition == 0 ? nil : .integer(partition)
    guard !type.isEmpty || !rolling.members.isEmpty else { return nil }
    var tree: JSONTree = ["type": .string(type.isEmpty ? "RollingUpdate" : type)]
    tree["rollingUpdate"] = rolling.members.isEmpty ? nil : rolling
    return tree
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

  /// `nil` for the usual number.
  fileprivate static func json(historyLimit: Int64) -> JSONTree? {
    historyLimit == 10 ? nil : .integer(historyLimit)
  }

  fileprivate func json(spec: JSONTree) -> JSONTree {
    [
      "apiVersion": .string(Self.apiVersion), "kind": .string(Self.kind),
      "metadata": metadata.json, "spec": spec,
    ]
  }
}
