extension PodDisruptionBudget {
  /// The object as the API server would print it, as far as the model holds it.
  package var json: JSONTree {
    var tree = JSONTree.object([])
    tree["maxUnavailable"] = spec.maxUnavailable?.json
    tree["minAvailable"] = spec.minAvailable?.json
    tree["selector"] = spec.selector?.json
    tree["unhealthyPodEvictionPolicy"] = spec.unhealthyPodEvictionPolicy.textJSON
    return [
      "apiVersion": .string(Self.apiVersion), "kind": .string(Self.kind),
      "metadata": metadata.json, "spec": tree,
    ]
  }
}
