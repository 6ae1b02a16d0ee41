import Testing

@testable import ClusterState

/// Rules about workloads, nodes and namespaces.
@Suite struct WorkloadRuleTests {
  private static func workload(
    _ kind: String,
    _ change: (inout JSONTree) -> Void = { _ in }
  ) -> JSONTree {
    var spec: JSONTree = [
      "selector": ["matchLabels": ["app": "web"]],
      "template": [
        "metadata": ["labels": ["app": "web"]],
        "spec": ["containers": [["name": "c", "image": "x"]]],
      ],
    ]
    change(&spec)
    return [
      "apiVersion": "apps/v1", "kind": .string(kind),
      "metadata": ["name": "web", "namespace": "shop"], "spec": spec,
    ]
  }

  private static func marks(
    _ object: JSONTree,
    _ operation: ObjectAdmission.Operation = .create
  ) -> [String] {
    ObjectAdmission.errors(in: ObjectAdmission.defaulted(object), operation)
      .map { "\($0.kind.rawValue) \($0.field)" }
  }

  @Test(arguments: ["Deployment", "ReplicaSet", "StatefulSet", "DaemonSet"])
  func `a workload selects the pods of its template`(kind: String) {
    #expect(Self.marks(Self.workload(kind)).isEmpty)
    let other = Self.workload(kind) { $0["selector"] = ["matchLabels": ["app": "db"]] }
    #expect(Self.marks(other) == ["Invalid spec.template.metadata.labels"])
    let all = Self.workload(kind) { $0["selector"] = [:] }
    #expect(Self.marks(all) == ["Invalid spec.selector"])
    let once = Self.workload(kind) { spec in
      spec.change("template") { $0.change("spec") { $0["restartPolicy"] = "OnFailure" } }
    }
    #expect(Self.marks(once) == ["NotSupported spec.template.spec.restartPolicy"])
  }

  @Test(arguments: ["Deployment", "ReplicaSet", "StatefulSet", "DaemonSet"])
  func `a selector stays as it was made`(kind: String) {
    let old = PodRuleTests.stored(Self.workload(kind))
    var new = old
    new.change("spec") { spec in
      spec["selector"] = ["matchLabels": ["app": "db"]]
      spec.change("template") { $0.change("metadata") { $0["labels"] = ["app": "db"] } }
    }
    let expected = kind == "StatefulSet" ? "Forbidden spec" : "Invalid spec.selector"
    #expect(Self.marks(new, .update(old: old)) == [expected])
  }

  @Test func `a Deployment replaces its pods by numbers that make sense`() {
    let marks = { (update: JSONTree) in
      Self.marks(Self.workload("Deployment") { $0["strategy"] = ["rollingUpdate": update] })
    }
    let unavailable = "Invalid spec.strategy.rollingUpdate.maxUnavailable"
    #expect(marks(["maxUnavailable": 0, "maxSurge": "0%"]) == [unavailable])
    #expect(marks(["maxUnavailable": "200%"]) == [unavailable])
    #expect(marks(["maxUnavailable": -1]) == [unavailable])
    #expect(marks(["maxSurge": "200%"]).isEmpty)
  }

  @Test func `a Deployment has longer to progress than pods to be ready`() {
    let object = Self.workload("Deployment") { $0["minReadySeconds"] = 600 }
    #expect(Self.marks(object) == ["Invalid spec.progressDeadlineSeconds"])
  }

  @Test func `pods of a StatefulSet find the volumes that are claimed for them`() {
    let object = Self.workload("StatefulSet") { spec in
      spec["volumeClaimTemplates"] = [
        [
          "metadata": ["name": "data"],
          "spec": [
            "accessModes": ["ReadWriteOnce"], "resources": ["requests": ["storage": "1Gi"]],
          ],
        ]
      ]
      spec.change("template") { template in
        template.change("spec") { spec in
          spec.changeEach(of: "containers") {
            $0["volumeMounts"] = [["name": "data", "mountPath": "/data"]]
          }
        }
      }
    }
    #expect(Self.marks(object).isEmpty)
  }

  @Test func `a change of a workload raises its generation`() {
    let old = PodRuleTests.stored(Self.workload("Deployment"))
    #expect(old.object("metadata").number("generation") == 1)
    var new = old
    new.change("spec") { $0["replicas"] = 3 }
    let changed = ObjectAdmission.prepared(new, .update(old: old))
    #expect(changed.object("metadata").number("generation") == 2)
    let same = ObjectAdmission.prepared(old, .update(old: old))
    #expect(same.object("metadata").number("generation") == 1)
  }

  @Test func `a node keeps its ranges and has no taint twice`() {
    let node: JSONTree = [
      "apiVersion": "v1", "kind": "Node", "metadata": ["name": "a", "resourceVersion": "1"],
      "spec": ["podCIDR": "10.244.0.0/24"],
      "status": ["capacity": ["cpu": "4000m"]],
    ]
    let stored = ObjectAdmission.defaulted(node)
    #expect(stored.object("spec").texts("podCIDRs") == ["10.244.0.0/24"])
    #expect(stored.object("status").object("allocatable") == ["cpu": "4"])
    #expect(Self.marks(node).isEmpty)
    var moved = node
    moved.change("spec") { $0["podCIDR"] = "10.244.1.0/24" }
    #expect(Self.marks(moved, .update(old: stored)) == ["Forbidden spec.podCIDRs"])
    var tainted = node
    let taint: JSONTree = ["key": "a", "effect": "NoSchedule"]
    tainted.change("spec") { $0["taints"] = [taint, taint, ["key": "b", "effect": "Never"]] }
    #expect(
      Self.marks(tainted) == [
        "Duplicate metadata.taints[1]", "NotSupported metadata.taints[2].effect",
      ]
    )
  }

  @Test func `a namespace waits for what is in it`() {
    let object: JSONTree = [
      "apiVersion": "v1", "kind": "Namespace", "metadata": ["name": "shop"],
    ]
    let stored = PodRuleTests.stored(object)
    #expect(stored.object("spec").texts("finalizers") == ["kubernetes"])
    #expect(stored.object("status").text("phase") == "Active")
    let label = stored.object("metadata").object("labels").text("kubernetes.io/metadata.name")
    #expect(label == "shop")
  }
}
