extension DumpGenerator {
  /// The image without its tag.
  func imageName(_ workload: Int) -> String {
    let workload = plan.workloads[workload]
    return "images.shop.example/\(workload.namespace)/\(workload.name)"
  }

  func image(_ workload: Int) -> String {
    "\(imageName(workload)):\(1 + workload % 4).\(workload % 17).\(workload % 5)"
  }

  /// Whether a second container stands beside the workload's own.
  func hasSidecar(_ workload: Int) -> Bool { workload % 8 == 2 }

  /// `spec.template` of a workload.
  func template(_ workload: Int, labels: JSONTree) -> JSONTree {
    [
      "metadata": ["annotations": templateAnnotations(workload), "labels": labels],
      "spec": templateSpec(workload, isPod: false),
    ]
  }

  func templateAnnotations(_ workload: Int) -> JSONTree {
    [
      "checksum/config": .string(digest(.workload, workload)),
      "prometheus.io/path": "/metrics", "prometheus.io/port": "9090",
      "prometheus.io/scrape": "true",
    ]
  }

  /// The part of a pod's spec that its workload decides; pods have more, which is put in later.
  func templateSpec(_ index: Int, isPod: Bool) -> JSONTree {
    let workload = plan.workloads[index]
    let spec: JSONTree = [
      "containers": .array(
        [applicationContainer(index, isPod: isPod)]
          + (hasSidecar(index) ? [proxyContainer(isPod: isPod)] : [])
      ),
      "dnsPolicy": workload.usesHostNetwork ? "ClusterFirstWithHostNet" : "ClusterFirst",
      "restartPolicy": "Always", "schedulerName": "default-scheduler",
      "securityContext": ["fsGroup": 2_000, "runAsNonRoot": true, "runAsUser": 10_001],
      "serviceAccount": .string(workload.name), "serviceAccountName": .string(workload.name),
      "terminationGracePeriodSeconds": 30,
      "volumes": .array(volumes(workload) + (isPod ? [Self.tokenVolume] : [])),
    ]
    return spec.adding("hostNetwork", workload.usesHostNetwork ? true : nil)
  }

  private func volumes(_ workload: DumpPlan.Workload) -> [JSONTree] {
    [
      [
        "configMap": ["defaultMode": 420, "name": .string("\(workload.name)-config")],
        "name": "config",
      ],
      ["emptyDir": ["sizeLimit": "256Mi"], "name": "scratch"],
    ]
  }

  /// What admission adds to every pod, for its service account.
  private static let tokenVolume: JSONTree = [
    "name": "kube-api-access",
    "projected": [
      "defaultMode": 420,
      "sources": [
        ["serviceAccountToken": ["expirationSeconds": 3_607, "path": "token"]],
        [
          "configMap": [
            "items": [["key": "ca.crt", "path": "ca.crt"]], "name": "kube-root-ca.crt",
          ]
        ],
        [
          "downwardAPI": [
            "items": [
              [
                "fieldRef": ["apiVersion": "v1", "fieldPath": "metadata.namespace"],
                "path": "namespace",
              ]
            ]
          ]
        ],
      ],
    ],
  ]

  private func applicationContainer(_ index: Int, isPod: Bool) -> JSONTree {
    let workload = plan.workloads[index]
    let port = workload.ports.first.map { JSONTree.string($0.name) } ?? 9_090
    let container: JSONTree = [
      "args": ["--config=/etc/service/config.yaml", "--listen=0.0.0.0", "--log-format=json"],
      "env": .array(environment(workload)),
      "envFrom": [["configMapRef": ["name": .string("\(workload.name)-environment")]]],
      "image": .string(image(index)), "imagePullPolicy": "IfNotPresent",
      "lifecycle": ["preStop": ["exec": ["command": ["/bin/sh", "-c", "sleep 5"]]]],
      "livenessProbe": Self.probe(path: "/livez", port: port, failures: 6),
      "name": .string(workload.name),
      "readinessProbe": Self.probe(path: "/readyz", port: port, failures: 3),
      "resources": Self.resources(processor: "500m", memory: "512Mi"),
      "securityContext": Self.securityContext,
      "terminationMessagePath": "/dev/termination-log", "terminationMessagePolicy": "File",
      "volumeMounts": Self.mounts(["config", "scratch"], isPod: isPod),
    ]
    let ports = workload.ports.map { port -> JSONTree in
      [
        "containerPort": .integer(Int64(port.number)), "name": .string(port.name),
        "protocol": .string(port.transport),
      ]
    }
    return container.adding("ports", ports.isEmpty ? nil : .array(ports))
  }

  private func environment(_ workload: DumpPlan.Workload) -> [JSONTree] {
    let fields = [
      ("POD_NAME", "metadata.name"), ("POD_NAMESPACE", "metadata.namespace"),
      ("NODE_NAME", "spec.nodeName"),
    ].map { name, path -> JSONTree in
      let source: JSONTree = ["apiVersion": "v1", "fieldPath": .string(path)]
      return ["name": .string(name), "valueFrom": ["fieldRef": source]]
    }
    let values = [
      ("LOG_LEVEL", "info"), ("OTEL_SERVICE_NAME", workload.name),
      ("OTEL_EXPORTER_OTLP_ENDPOINT", "http://agent.monitoring.svc.cluster.local:4317"),
      ("DATABASE_HOST", "\(workload.namespace)-store.\(workload.namespace).svc.cluster.local"),
      ("REQUEST_TIMEOUT", "2500ms"), ("FEATURE_FLAGS", "fast-path,<beta>&stable"),
    ].map { name, value -> JSONTree in ["name": .string(name), "value": .string(value)] }
    let secret: JSONTree = [
      "name": "DATABASE_PASSWORD",
      "valueFrom": [
        "secretKeyRef": ["key": "password", "name": .string("\(workload.name)-database")]
      ],
    ]
    return fields + values + [secret]
  }

  static let proxyImage = "images.shop.example/platform/metrics-proxy:3.2.0"

  private func proxyContainer(isPod: Bool) -> JSONTree {
    [
      "env": [
        ["name": "UPSTREAM", "value": "127.0.0.1"], ["name": "ADMIN_PORT", "value": "9090"],
      ],
      "image": .string(Self.proxyImage),
      "imagePullPolicy": "IfNotPresent", "name": "metrics-proxy",
      "ports": [["containerPort": 9090, "name": "proxy-metrics", "protocol": "TCP"]],
      "readinessProbe": Self.probe(path: "/ready", port: "proxy-metrics", failures: 3),
      "resources": Self.resources(processor: "50m", memory: "64Mi"),
      "securityContext": Self.securityContext,
      "terminationMessagePath": "/dev/termination-log", "terminationMessagePolicy": "File",
      "volumeMounts": Self.mounts(["config"], isPod: isPod),
    ]
  }

  private static let securityContext: JSONTree = [
    "allowPrivilegeEscalation": false, "capabilities": ["drop": ["ALL"]],
    "readOnlyRootFilesystem": true, "seccompProfile": ["type": "RuntimeDefault"],
  ]

  private static func probe(path: String, port: JSONTree, failures: Int64) -> JSONTree {
    [
      "failureThreshold": .integer(failures),
      "httpGet": ["path": .string(path), "port": port, "scheme": "HTTP"],
      "initialDelaySeconds": 5, "periodSeconds": 10, "successThreshold": 1, "timeoutSeconds": 1,
    ]
  }

  private static func resources(processor: String, memory: String) -> JSONTree {
    [
      "limits": ["memory": .string(memory)],
      "requests": ["cpu": .string(processor), "memory": .string(memory)],
    ]
  }

  private static func mounts(_ names: [String], isPod: Bool) -> JSONTree {
    let token: JSONTree = [
      "mountPath": "/var/run/secrets/kubernetes.io/serviceaccount", "name": "kube-api-access",
      "readOnly": true,
    ]
    let mounts = names.map { name -> JSONTree in
      ["mountPath": .string("/etc/service/\(name)"), "name": .string(name), "readOnly": true]
    }
    return .array(mounts + (isPod ? [token] : []))
  }
}
