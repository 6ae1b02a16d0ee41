extension Deployment {
  /// The object as the API server would print it, as far as the model holds it.
  package var json: JSONTree {
    JSONTree.object([])
      .adding("apiVersion", .string(Self.apiVersion))
      .adding("kind", .string(Self.kind))
      .adding("metadata", metadata.json)
      .adding("spec", spec.json)
  }
}

extension DeploymentSpec {
  fileprivate var json: JSONTree {
    var tree = JSONTree.object([])
    tree["minReadySeconds"] = minReadySeconds == 0 ? nil : .integer(minReadySeconds)
    tree["paused"] = paused ? true : nil
    tree["replicas"] = .integer(replicas)
    tree["selector"] = selector.json
    tree["strategy"] = strategy
    tree["template"] = template.json
    return tree
  }

  private var strategy: JSONTree? {
    guard !strategyType.isEmpty else { return nil }
    var rolling = JSONTree.object([])
    rolling["maxSurge"] = maxSurge.map(\.json)
    rolling["maxUnavailable"] = maxUnavailable.map(\.json)
    var tree: JSONTree = ["type": .string(strategyType)]
    tree["rollingUpdate"] = rolling.members.isEmpty ? nil : rolling
    return tree
  }
}

extension LabelSelector {
  /// The fields that are set.
  var json: JSONTree {
    var tree = JSONTree.object([])
    tree["matchLabels"] = matchLabels.isEmpty ? nil : matchLabels.json
    let expressions = matchExpressions.map { requirement -> JSONTree in
      var tree: JSONTree = [
        "key": .string(requirement.key), "operator": .string(requirement.comparison),
      ]
      tree["values"] = requirement.values.listJSON
      return tree
    }
    tree["matchExpressions"] = expressions.isEmpty ? nil : .array(expressions)
    return tree
  }
}

extension PodTemplate {
  /// The fields that are set.
  var json: JSONTree {
    var metadata = JSONTree.object([])
    metadata["annotations"] = annotations.isEmpty ? nil : annotations.json
    metadata["labels"] = labels.isEmpty ? nil : labels.json
    return ["metadata": metadata, "spec": spec.json]
  }
}

extension IntOrString {
  /// A number or a string.
  var json: JSONTree {
    switch self {
    case .int(let number): .integer(number)
    case .string(let text): .string(text)
    }
  }
}
