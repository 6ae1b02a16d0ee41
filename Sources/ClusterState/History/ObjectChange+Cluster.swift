extension ObjectChange {
  /// What differs between the objects of two clusters.
  ///
  /// Objects that are equal are only compared, never printed: of a large cluster most are.
  static func between(_ first: Cluster, _ second: Cluster) -> [ObjectChange] {
    between(first.daemonSets, second.daemonSets, \.json)
      + between(first.deployments, second.deployments, \.json)
      + between(first.endpointSlices, second.endpointSlices, \.json)
      + between(first.nodes, second.nodes, \.json)
      + between(first.podDisruptionBudgets, second.podDisruptionBudgets, \.json)
      + between(first.pods, second.pods, \.json)
      + between(first.replicaSets, second.replicaSets, \.json)
      + between(first.services, second.services, \.json)
      + between(first.statefulSets, second.statefulSets, \.json)
  }

  private static func between<Object: ClusterObject>(
    _ first: ObjectTable<Object>,
    _ second: ObjectTable<Object>,
    _ tree: (Object) -> JSONTree
  ) -> [ObjectChange] {
    let mine = first.ids.compactMap { first[$0]?.key }
    let added = second.ids.compactMap { second[$0]?.key }.filter { first.id($0) == nil }
    let differing = (mine + added).filter { first[$0] != second[$0] }
    return differing.sorted().flatMap { key in
      between(first[key].map(tree), second[key].map(tree), kind: Object.kind, key)
    }
  }
}
