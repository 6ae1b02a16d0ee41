/// Singular, plural and short names of kinds, as kubectl knows them.
package enum ResourceNames {
  /// Kind and its names, the singular first.
  package static let all: [(kind: String, names: [String])] = [
    (Pod.kind, ["pod", "pods", "po"]),
    (Service.kind, ["service", "services", "svc"]),
    (Deployment.kind, ["deployment", "deployments", "deploy", "dp"]),
    (ReplicaSet.kind, ["replicaset", "replicasets", "rs"]),
    (StatefulSet.kind, ["statefulset", "statefulsets", "sts"]),
    (DaemonSet.kind, ["daemonset", "daemonsets", "ds"]),
    (Node.kind, ["node", "nodes", "no"]),
    (PodDisruptionBudget.kind, ["poddisruptionbudget", "poddisruptionbudgets", "pdb"]),
    (EndpointSlice.kind, ["endpointslice", "endpointslices", "eps"]),
  ]

  /// The kind that a name means, in any case.
  package static func kind(_ name: String) -> String? {
    let lowercased = name.lowercased()
    return all.first { $0.names.contains(lowercased) }?.kind
  }

  /// The singular name of a kind.
  package static func singular(_ kind: String) -> String {
    all.first { $0.kind == kind }?.names.first ?? kind.lowercased()
  }
}
