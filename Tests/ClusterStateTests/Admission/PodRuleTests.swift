import Testing

@testable import ClusterState

/// Rules about pods, each with an object that breaks it.
@Suite struct PodRuleTests {
  /// A change of a good pod's `spec`, and what is wrong then.
  struct Example: Sendable, CustomTestStringConvertible {
    let title: String
    let errors: [String]
    let change: @Sendable (inout JSONTree) -> Void

    init(
      _ title: String,
      _ errors: [String],
      _ change: @escaping @Sendable (inout JSONTree) -> Void
    ) {
      self.title = title
      self.errors = errors
      self.change = change
    }

    var testDescription: String { title }
  }

  static func pod(_ change: (inout JSONTree) -> Void = { _ in }) -> JSONTree {
    var spec: JSONTree = ["containers": [["name": "c", "image": "x"]]]
    change(&spec)
    return [
      "apiVersion": "v1", "kind": "Pod", "metadata": ["name": "p", "namespace": "shop"],
      "spec": spec,
    ]
  }

  static func container(_ change: @escaping @Sendable (inout JSONTree) -> Void)
    -> @Sendable (inout JSONTree) -> Void
  {
    { $0.changeEach(of: "containers", change) }
  }

  static func messages(_ object: JSONTree) -> [String] {
    ObjectAdmission.errors(in: ObjectAdmission.defaulted(object), .create)
      .map { "\($0.field): \($0.message)" }
  }

  static let examples = [
    Example("no containers", ["spec.containers: Required value"]) { $0["containers"] = [] },
    Example(
      "two containers of one name",
      ["spec.containers[1].name: Duplicate value: \"c\""]
    ) { $0["containers"] = .array($0.list("containers") + $0.list("containers")) },
    Example(
      "an init container named as another",
      ["spec.initContainers[0].name: Duplicate value: \"c\""]
    ) { $0["initContainers"] = $0["containers"] },
    Example(
      "a node port that two containers use",
      ["spec.containers[0].ports[1].hostPort: Duplicate value: \"TCP//80\""],
      container {
        $0["ports"] = [
          ["containerPort": 80, "hostPort": 80], ["containerPort": 81, "hostPort": 80],
        ]
      }
    ),
    Example(
      "a DNS policy that does not exist",
      [
        "spec.dnsPolicy: Unsupported value: \"clusterFirst\": supported values:"
          + " \"ClusterFirstWithHostNet\", \"ClusterFirst\", \"Default\", \"None\""
      ]
    ) { $0["dnsPolicy"] = "clusterFirst" },
    Example(
      "no name servers where the cluster's are not wanted",
      ["spec.dnsConfig: Required value: must provide `dnsConfig` when `dnsPolicy` is None"]
    ) { $0["dnsPolicy"] = "None" },
    Example(
      "a restart policy in lower case",
      [
        "spec.restartPolicy: Unsupported value: \"always\": supported values: \"Always\","
          + " \"OnFailure\", \"Never\""
      ]
    ) { $0["restartPolicy"] = "always" },
    Example(
      "two handlers in a probe",
      [
        "spec.containers[0].livenessProbe.tcpSocket: Forbidden: may not specify more than 1"
          + " handler type"
      ],
      container { $0["livenessProbe"] = ["httpGet": ["port": 80], "tcpSocket": ["port": 80]] }
    ),
    Example(
      "liveness after several successes",
      ["spec.containers[0].livenessProbe.successThreshold: Invalid value: 2: must be 1"],
      container { $0["livenessProbe"] = ["httpGet": ["port": 80], "successThreshold": 2] }
    ),
    Example(
      "a mount without its volume",
      ["spec.containers[0].volumeMounts[0].name: Not found: \"data\""],
      container { $0["volumeMounts"] = [["name": "data", "mountPath": "/data"]] }
    ),
    Example(
      "a toleration for everything that names no taint",
      [
        "spec.tolerations[0].operator: Invalid value: \"Equal\": operator must be Exists when"
          + " `key` is empty, which means \"match all values and all keys\""
      ]
    ) { $0["tolerations"] = [["operator": "Equal"]] },
    Example(
      "more requested than there may be",
      [
        "spec.containers[0].resources.requests: Invalid value: \"2\": must be less than or equal to"
          + " cpu limit of 1500m"
      ],
      container { $0["resources"] = ["limits": ["cpu": "1.5"], "requests": ["cpu": 2]] }
    ),
    Example(
      "a resource that containers cannot have",
      [
        "spec.containers[0].resources.requests[gpu]: Invalid value: \"gpu\": must be a standard"
          + " resource type or fully qualified",
        "spec.containers[0].resources.requests[gpu]: Invalid value: \"gpu\": must be a standard"
          + " resource for containers",
      ],
      container { $0["resources"] = ["requests": ["gpu": 1]] }
    ),
    Example(
      "a name for a host that joins two labels",
      ["spec.hostname: Invalid value: \"a.b\": must not contain dots"]
    ) { $0["hostname"] = "a.b" },
    Example(
      "a preference that weighs nothing",
      [
        "spec.affinity.podAffinity.preferredDuringSchedulingIgnoredDuringExecution[0].weight:"
          + " Invalid value: 0: must be in the range 1-100"
      ]
    ) {
      $0["affinity"] = [
        "podAffinity": [
          "preferredDuringSchedulingIgnoredDuringExecution": [
            ["podAffinityTerm": ["topologyKey": "zone"]]
          ]
        ]
      ]
    },
  ]

  @Test(arguments: examples)
  func `a pod that breaks a rule is refused in the API server's words`(example: Example) {
    #expect(Self.messages(Self.pod(example.change)) == example.errors)
  }

  @Test func `a pod that keeps to the rules is taken`() {
    let pod = Self.pod { spec in
      spec["volumes"] = [["name": "data"], ["name": "settings", "configMap": ["name": "s"]]]
      spec["tolerations"] = [["operator": "Exists"]]
      spec["dnsConfig"] = ["searches": ["_tcp.example.org.", "."], "nameservers": ["10.0.0.1"]]
      spec.changeEach(of: "containers") { container in
        container["volumeMounts"] = [["name": "data", "mountPath": "/data"]]
        container["env"] = [
          ["name": "ADDRESS", "valueFrom": ["fieldRef": ["fieldPath": "status.podIP"]]]
        ]
        container["resources"] = ["limits": ["cpu": "500m", "memory": "1Gi"]]
        container["lifecycle"] = ["preStop": ["sleep": ["seconds": 5]]]
      }
    }
    #expect(Self.messages(pod).isEmpty)
  }

  @Test func `images may change, containers may not come and go`() {
    let stored = Self.stored(Self.pod())
    var image = stored
    image.change("spec") { $0.changeEach(of: "containers") { $0["image"] = "x:2" } }
    #expect(ObjectAdmission.errors(in: image, .update(old: stored)).isEmpty)
    var more = stored
    more.change("spec") { $0["containers"] = .array($0.list("containers") + [["name": "d"]]) }
    let fields = ObjectAdmission.errors(in: ObjectAdmission.defaulted(more), .update(old: stored))
      .map { "\($0.kind.rawValue) \($0.field)" }
    #expect(fields.contains("Forbidden spec.containers"))
    var other = stored
    other.change("spec") { $0["hostname"] = "other" }
    let errors = ObjectAdmission.errors(in: other, .update(old: stored))
    #expect(errors.map(\.field) == ["spec"])
    #expect(errors.allSatisfy { $0.message.hasPrefix("Forbidden: pod updates may not change") })
  }

  static func stored(_ object: JSONTree) -> JSONTree {
    var object = ObjectAdmission.prepared(ObjectAdmission.defaulted(object), .create)
    object.change("metadata") { $0["resourceVersion"] = "1" }
    return object
  }

  @Test func `what is requested and limited decides the class of a pod`() {
    let quality = { (resources: JSONTree) in
      let pod = Self.stored(Self.pod(Self.container { $0["resources"] = resources }))
      return pod.object("status").text("qosClass")
    }
    #expect(quality([:]) == "BestEffort")
    #expect(quality(["requests": ["cpu": "1"]]) == "Burstable")
    #expect(quality(["limits": ["cpu": "1"]]) == "Burstable")
    #expect(quality(["limits": ["cpu": "1", "memory": "1Gi"]]) == "Guaranteed")
  }

  @Test func `ports that are declared twice are worth a warning`() {
    let pod = Self.pod(
      Self.container { $0["ports"] = [["containerPort": 80], ["containerPort": 80]] }
    )
    let warnings = ObjectAdmission.warnings(about: ObjectAdmission.defaulted(pod), .create)
    #expect(
      warnings.map(\.message) == [
        "spec.containers[0].ports[1]: duplicate port definition with spec.containers[0].ports[0]"
      ]
    )
  }
}
