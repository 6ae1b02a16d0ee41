import ClusterState

extension LintCase {
  /// Selectors and the pods behind them.
  static let pods = [
    LintCase(
      "selector-matches-nothing",
      says: [
        "no pod in namespace shop has app=wep", "Deployment shop/web (3 pods) has app=web",
        "set selector service web app=web",
      ],
      { $0.web { $0.spec.selector = ["app": "wep"] } }
    ),
    LintCase(
      "scaled-to-zero",
      says: ["Deployment shop/web makes pods with app=web", "wants 0 replicas", "--replicas=2"],
      { $0.deployments[0].spec.replicas = 0 }
    ),
    LintCase(
      "selector-matches-several-workloads",
      says: ["app=web matches pods of Deployment canary and Deployment web"],
      {
        let labels: Labels = ["app": "web", "track": "canary"]
        $0.deployments.append(LintWorld.deployment("canary", labels: labels))
      },
      but: { $0.deployments.append(LintWorld.deployment("canary")) }
    ),
    LintCase(
      "selector-includes-template-hash",
      says: ["pod-template-hash=5d4", "\"pod-template-hash\":null"],
      { $0.web { $0.spec.selector["pod-template-hash"] = "5d4" } }
    ),
    LintCase(
      "no-ready-endpoints",
      says: ["none of the 2 selected pods is ready: 2 not ready (CrashLoopBackOff)", "web-0"],
      {
        $0.pods(on: ["node-a", "node-b"]) {
          ($0.status.ready, $0.status.reason) = (false, "CrashLoopBackOff")
        }
      },
      but: {
        $0.pods(on: ["node-a", "node-b"])
        $0.pods[0].status.ready = false
      }
    ),
    LintCase(
      "only-terminating-endpoints",
      says: ["shop/web-0 still serves"],
      {
        $0.pods(on: ["node-a"]) {
          $0.metadata.deletionTimestamp = Timestamp("2026-01-01T00:10:00Z".utf8)
        }
      },
      but: {
        $0.pods(on: ["node-a", "node-b"])
        $0.pods[0].metadata.deletionTimestamp = Timestamp("2026-01-01T00:10:00Z".utf8)
      }
    ),
    LintCase(
      "single-endpoint",
      says: ["all connections go to one pod", "kubectl -n shop scale deployment web --replicas=2"],
      { $0.deployments[0].spec.replicas = 1 }
    ),
    LintCase(
      "no-readiness-probe",
      says: ["no container of Deployment web"],
      { $0.deployments[0].spec.template.spec.containers[0].readinessProbe = nil }
    ),
    LintCase(
      "dual-stack-family-without-endpoints",
      says: ["no ready endpoint has an IPv6 address", "connections to fd00:10:96::5 are rejected"],
      { $0.web(makeDualStack) },
      but: {
        $0.web(makeDualStack)
        $0.pods(on: ["node-a", "node-b"]) { pod in
          pod.status.podIPs.append("fd00::\(pod.metadata.name.last ?? "0")")
        }
      }
    ),
  ]

  private static func makeDualStack(_ service: inout Service) {
    service.spec.ipFamilies = [.v4, .v6]
    service.spec.clusterIP = "10.96.0.5"
    service.spec.clusterIPs = ["10.96.0.5", "fd00:10:96::5"]
  }

  /// Ports of Services against ports of pods.
  static let ports = [
    LintCase(
      "target-port-name-missing",
      says: ["port http wants the container port www/TCP", "they declare http"],
      { $0.web { $0.spec.ports[0].targetPort = .string("www") } },
      but: { $0.web { $0.spec.ports[0].targetPort = .string("http") } }
    ),
    LintCase(
      "target-port-name-missing-on-some",
      says: ["3 of 6 pods declare no container port http/TCP", "Deployment canary"],
      { $0.addCanary(LintWorld.port("", 8_080)) },
      but: { $0.addCanary(LintWorld.port("http", 8_080)) }
    ),
    LintCase(
      "target-port-name-differs",
      says: ["http is 8080 or 9090"],
      { $0.addCanary(LintWorld.port("http", 9_090)) },
      but: { $0.addCanary(LintWorld.port("http", 8_080)) }
    ),
    LintCase(
      "target-port-not-declared",
      says: ["leads to 80/TCP", "they declare 8080/TCP"],
      { $0.web { $0.spec.ports[0].targetPort = nil } },
      but: {
        $0.web { $0.spec.ports[0].targetPort = nil }
        $0.deployments[0].spec.template.spec.containers[0].ports = []
      }
    ),
    LintCase(
      "headless-port-differs",
      says: ["connect to web:80 reach port 80", "serve on 8080"],
      { $0.web { $0.spec.clusterIP = "None" } },
      but: {
        $0.web { ($0.spec.clusterIP, $0.spec.ports[0].port) = ("None", 8_080) }
      }
    ),
    LintCase(
      "unnamed-port-without-srv",
      says: ["port 80 has no name"],
      { $0.web { ($0.spec.clusterIP, $0.spec.ports[0].name) = ("None", "") } },
      but: { $0.web { $0.spec.ports[0].name = "" } }
    ),
    LintCase(
      "long-lived-connections",
      says: ["grpc", "one of the 3 pods"],
      { $0.web { $0.spec.ports[0].name = "grpc" } },
      but: { $0.web { ($0.spec.ports[0].name, $0.spec.clusterIP) = ("grpc", "None") } }
    ),
  ]

  /// Fields and labels that change what kind of Service it is.
  static let kinds = [
    LintCase(
      "publish-not-ready",
      says: ["1 of 2 are not ready now"],
      {
        $0.web { $0.spec.publishNotReadyAddresses = true }
        $0.pods(on: ["node-a", "node-b"])
        $0.pods[1].status.ready = false
      },
      but: {
        $0.web { ($0.spec.publishNotReadyAddresses, $0.spec.clusterIP) = (true, "None") }
      }
    ),
    LintCase(
      "tolerate-unready-annotation",
      says: ["has no effect", "publishNotReadyAddresses"],
      { $0.web { $0.metadata.annotations[tolerance] = "true" } },
      but: { $0.web { $0.metadata.annotations[tolerance] = "false" } }
    ),
    LintCase(
      "service-proxy-name",
      says: ["service.kubernetes.io/service-proxy-name=other", "service-proxy-name-"],
      { $0.web { $0.metadata.labels["service.kubernetes.io/service-proxy-name"] = "other" } }
    ),
    LintCase(
      "headless-label",
      says: ["nobody answers"],
      { $0.web { $0.metadata.labels["service.kubernetes.io/headless"] = "" } },
      but: {
        $0.web {
          $0.metadata.labels["service.kubernetes.io/headless"] = ""
          $0.spec.clusterIP = "None"
        }
      }
    ),
    LintCase(
      "headless-ignores-fields",
      says: ["sessionAffinity ClientIP and trafficDistribution PreferSameZone have no effect"],
      {
        $0.web {
          $0.spec.clusterIP = "None"
          $0.spec.sessionAffinity = .clientIP
          $0.spec.trafficDistribution = "PreferSameZone"
        }
      },
      but: { $0.web { $0.spec.clusterIP = "None" } }
    ),
    LintCase(
      "external-name-on-other-type",
      says: ["externalName db.example has no effect on type ClusterIP"],
      { $0.web { $0.spec.externalName = "db.example" } }
    ),
  ]

  private static let tolerance = "service.alpha.kubernetes.io/tolerate-unready-endpoints"

  /// Aliases.
  static let aliases = [
    LintCase(
      "external-name-is-ip",
      says: ["externalName 192.0.2.7 is an address"],
      { $0.alias("192.0.2.7") },
      but: { $0.alias("db.example") }
    ),
    LintCase(
      "external-name-unqualified",
      says: ["api.shop is looked up as it stands", "api.shop.svc.cluster.local"],
      {
        $0.alias("api.shop")
        $0.services.append(LintWorld.service("api"))
      },
      but: { $0.alias("api.shop") }
    ),
    LintCase(
      "external-name-target-missing",
      says: ["Service shop/api, which does not exist"],
      { $0.alias("api.shop.svc.cluster.local") },
      but: {
        $0.alias("api.shop.svc.cluster.local")
        $0.services.append(LintWorld.service("api"))
      }
    ),
    LintCase(
      "external-name-loop",
      says: ["shop/web -> shop/api -> shop/web"],
      {
        $0.alias("api.shop.svc.cluster.local")
        var back = $0.services[0]
        back.metadata.name = "api"
        back.spec.externalName = "web.shop.svc.cluster.local."
        $0.services.append(back)
      },
      but: { $0.alias("db.example") }
    ),
    LintCase(
      "external-name-is-alias",
      says: ["db.example (outside the cluster)", "HTTP Host"],
      { $0.alias("db.example") }
    ),
    LintCase(
      "external-name-ignores-fields",
      says: ["targetPort and selector have no effect"],
      {
        $0.alias("db.example")
        $0.web {
          $0.spec.ports = [LintWorld.servicePort("http", 80)]
          $0.spec.selector = ["app": "web"]
        }
      },
      but: { $0.alias("db.example") }
    ),
  ]
}

extension LoadedDocument {
  /// A second Deployment behind `web` with another container port, and a target port by name.
  fileprivate mutating func addCanary(_ port: ContainerPort) {
    services[0].spec.ports[0].targetPort = .string("http")
    var canary = LintWorld.deployment("canary", labels: ["app": "web", "track": "canary"])
    canary.spec.template.spec.containers[0].ports = [port]
    deployments.append(canary)
  }
}
