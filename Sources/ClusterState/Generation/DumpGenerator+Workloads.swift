extension DumpGenerator {
  /// Every third Deployment has been rolled out once and keeps the ReplicaSet before.
  func hasPreviousRevision(_ workload: Int) -> Bool { workload % 3 == 0 }

  func deployment(_ index: Int) -> JSONTree {
    let workload = plan.workloads[index]
    let replicas = Int64(workload.replicas)
    let revision = hasPreviousRevision(index) ? "2" : "1"
    return [
      "apiVersion": "apps/v1", "kind": "Deployment",
      "metadata": workloadMetadata(index).adding(
        "annotations",
        ["deployment.kubernetes.io/revision": .string(revision)]
      ),
      "spec": [
        "progressDeadlineSeconds": 600, "replicas": .integer(replicas),
        "revisionHistoryLimit": 10, "selector": ["matchLabels": selector(index)],
        "strategy": [
          "rollingUpdate": ["maxSurge": "25%", "maxUnavailable": "25%"], "type": "RollingUpdate",
        ],
        "template": template(index, labels: selector(index)),
      ],
      "status": deploymentStatus(index, workload),
    ]
  }

  private func deploymentStatus(_ index: Int, _ workload: DumpPlan.Workload) -> JSONTree {
    let since = created(.workload, index, later: 45)
    let replicaSet = "\(workload.name)-\(workload.revision)"
    let rows = [
      ("Available", "MinimumReplicasAvailable", "Deployment has minimum availability."),
      (
        "Progressing", "NewReplicaSetAvailable",
        "ReplicaSet \"\(replicaSet)\" has successfully progressed."
      ),
    ]
    let conditions = rows.map { type, reason, message -> JSONTree in
      [
        "lastTransitionTime": .string(since), "lastUpdateTime": .string(since),
        "message": .string(message), "reason": .string(reason), "status": "True",
        "type": .string(type),
      ]
    }
    return counts(index).adding("conditions", .array(conditions))
      .adding("updatedReplicas", .integer(Int64(workload.replicas)))
  }

  /// The ReplicaSet of a Deployment; `age` 1 is the one before the present one, without pods.
  func replicaSet(_ index: Int, age: Int) -> JSONTree {
    let workload = plan.workloads[index]
    let replicas = age == 0 ? Int64(workload.replicas) : 0
    let revision = age == 0 ? workload.revision : String(workload.revision.reversed())
    let labels = selector(index).adding("pod-template-hash", .string(revision))
    let identity = age == 0 ? Identity.replicaSet : .previousReplicaSet
    let number = hasPreviousRevision(index) && age == 0 ? "2" : "1"
    let name = "\(workload.name)-\(revision)"
    return [
      "apiVersion": "apps/v1", "kind": "ReplicaSet",
      "metadata": metadata(identity, index, name: name, namespace: workload.namespace)
        .adding("annotations", replicaSetAnnotations(workload.replicas, revision: number))
        .adding("generation", 1).adding("labels", labels)
        .adding(
          "ownerReferences",
          owner("apps/v1", "Deployment", name: workload.name, uid: uid(.workload, index))
        ),
      "spec": [
        "replicas": .integer(replicas), "selector": ["matchLabels": labels],
        "template": template(index, labels: labels),
      ],
      "status": age == 0
        ? counts(index).adding("fullyLabeledReplicas", .integer(replicas))
        : ["observedGeneration": 1, "replicas": 0],
    ]
  }

  private func replicaSetAnnotations(_ replicas: Int, revision: String) -> JSONTree {
    [
      "deployment.kubernetes.io/desired-replicas": .string(String(replicas)),
      "deployment.kubernetes.io/max-replicas": .string(String(replicas + (replicas + 3) / 4)),
      "deployment.kubernetes.io/revision": .string(revision),
    ]
  }

  func statefulSet(_ index: Int) -> JSONTree {
    let workload = plan.workloads[index]
    let revision = JSONTree.string("\(workload.name)-\(workload.revision)")
    let replicas = JSONTree.integer(Int64(workload.replicas))
    return [
      "apiVersion": "apps/v1", "kind": "StatefulSet", "metadata": workloadMetadata(index),
      "spec": [
        "persistentVolumeClaimRetentionPolicy": ["whenDeleted": "Retain", "whenScaled": "Retain"],
        "podManagementPolicy": "OrderedReady", "replicas": replicas, "revisionHistoryLimit": 10,
        "selector": ["matchLabels": selector(index)], "serviceName": .string(workload.name),
        "template": template(index, labels: selector(index)),
        "updateStrategy": ["rollingUpdate": ["partition": 0], "type": "RollingUpdate"],
      ],
      "status": counts(index).adding("collisionCount", 0).adding("currentReplicas", replicas)
        .adding("currentRevision", revision).adding("updateRevision", revision)
        .adding("updatedReplicas", replicas),
    ]
  }

  func daemonSet(_ index: Int) -> JSONTree {
    let count = JSONTree.integer(Int64(plan.workloads[index].replicas))
    return [
      "apiVersion": "apps/v1", "kind": "DaemonSet",
      "metadata": workloadMetadata(index).adding(
        "annotations",
        ["deprecated.daemonset.template.generation": "1"]
      ),
      "spec": [
        "revisionHistoryLimit": 10, "selector": ["matchLabels": selector(index)],
        "template": template(index, labels: selector(index)),
        "updateStrategy": [
          "rollingUpdate": ["maxSurge": 0, "maxUnavailable": 1], "type": "RollingUpdate",
        ],
      ],
      "status": [
        "currentNumberScheduled": count, "desiredNumberScheduled": count,
        "numberAvailable": count, "numberMisscheduled": 0, "numberReady": count,
        "observedGeneration": 1, "updatedNumberScheduled": count,
      ],
    ]
  }

  private func workloadMetadata(_ index: Int) -> JSONTree {
    let workload = plan.workloads[index]
    return metadata(.workload, index, name: workload.name, namespace: workload.namespace)
      .adding("generation", 1).adding("labels", selector(index))
  }

  /// The numbers that every workload's status reports.
  private func counts(_ index: Int) -> JSONTree {
    let pods = plan.workloads[index].pods
    let ready = JSONTree.integer(Int64(pods.count { plan.pods[$0].state == .ready }))
    return [
      "availableReplicas": ready, "observedGeneration": 1, "readyReplicas": ready,
      "replicas": .integer(Int64(plan.workloads[index].replicas)),
    ]
  }
}
