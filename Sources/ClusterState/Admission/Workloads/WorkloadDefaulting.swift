/// Defaults of `apps/v1` (pkg/apis/apps/v1/defaults.go).
enum WorkloadDefaulting {
  static func deployment(_ object: inout JSONTree) {
    object.change("spec") { spec in
      spec.setDefault("replicas", 1)
      spec.change("strategy") { strategy in
        strategy.setDefault("type", "RollingUpdate", where: "")
        guard strategy["type"] == "RollingUpdate" else { return }
        strategy.change("rollingUpdate") { update in
          update.setDefault("maxUnavailable", "25%")
          update.setDefault("maxSurge", "25%")
        }
      }
      spec.setDefault("revisionHistoryLimit", 10)
      spec.setDefault("progressDeadlineSeconds", 600)
      spec.change("template", PodDefaulting.podSpec)
    }
  }

  static func replicaSet(_ object: inout JSONTree) {
    object.change("spec") { spec in
      spec.setDefault("replicas", 1)
      spec.change("template", PodDefaulting.podSpec)
    }
  }

  static func statefulSet(_ object: inout JSONTree) {
    object.change("spec") { spec in
      spec.setDefault("podManagementPolicy", "OrderedReady", where: "")
      spec.change("updateStrategy") { strategy in
        if strategy.text("type").isEmpty {
          strategy["type"] = "RollingUpdate"
          strategy.setDefault("rollingUpdate", [:])
        }
        guard strategy["type"] == "RollingUpdate", strategy["rollingUpdate"] != nil else { return }
        strategy.change("rollingUpdate") { $0.setDefault("partition", 0) }
      }
      spec.change("persistentVolumeClaimRetentionPolicy") { policy in
        policy.setDefault("whenDeleted", "Retain", where: "")
        policy.setDefault("whenScaled", "Retain", where: "")
      }
      spec.setDefault("replicas", 1)
      spec.setDefault("revisionHistoryLimit", 10)
      spec.change("template", PodDefaulting.podSpec)
      spec.changeEach(of: "volumeClaimTemplates") { claim in
        VolumeDefaulting.claim(&claim)
        claim.change("status") { $0.setDefault("phase", "Pending", where: "") }
      }
    }
  }

  static func daemonSet(_ object: inout JSONTree) {
    object.change("spec") { spec in
      spec.change("updateStrategy") { strategy in
        strategy.setDefault("type", "RollingUpdate", where: "")
        guard strategy["type"] == "RollingUpdate" else { return }
        strategy.change("rollingUpdate") { update in
          update.setDefault("maxUnavailable", 1)
          update.setDefault("maxSurge", 0)
        }
      }
      spec.setDefault("revisionHistoryLimit", 10)
      spec.change("template", PodDefaulting.podSpec)
    }
  }
}
