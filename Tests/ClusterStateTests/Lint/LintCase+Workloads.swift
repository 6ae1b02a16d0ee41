import ClusterState

extension LintCase {
  /// Ingresses and their classes.
  static let ingresses = [
    LintCase(
      "ingress-backend-missing",
      "Ingress shop/front",
      says: ["shop.example/ leads to Service api, which is not in namespace shop"],
      { $0.ingresses = [LintWorld.ingress("front", to: "api")] },
      but: { $0.ingresses = [LintWorld.ingress("front")] }
    ),
    LintCase(
      "ingress-port-missing",
      "Ingress shop/front",
      says: ["has no port 8080 (that is a targetPort); it has 80 (http)"],
      { $0.ingresses = [LintWorld.ingress("front", port: .int(8_080))] },
      but: { $0.ingresses = [LintWorld.ingress("front", port: .string("http"))] }
    ),
    LintCase(
      "ingress-backend-without-endpoints",
      "Ingress shop/front",
      says: ["Service web, which has no ready endpoint"],
      {
        $0.ingresses = [LintWorld.ingress("front")]
        $0.deployments = []
      },
      but: { $0.ingresses = [LintWorld.ingress("front")] }
    ),
    LintCase(
      "ingress-class-unknown",
      "Ingress shop/front",
      says: ["there is no IngressClass nginx; there is edge"],
      {
        $0.ingresses = [LintWorld.ingress("front", className: "nginx")]
        $0.ingressClasses = [LintWorld.ingressClass("edge")]
      },
      but: { $0.ingresses = [LintWorld.ingress("front", className: "nginx")] }
    ),
    LintCase(
      "ingress-class-missing",
      "Ingress shop/front",
      says: ["it names no class, and none of edge is the default"],
      {
        $0.ingresses = [LintWorld.ingress("front")]
        $0.ingressClasses = [LintWorld.ingressClass("edge")]
      },
      but: {
        $0.ingresses = [LintWorld.ingress("front")]
        $0.ingressClasses = [LintWorld.ingressClass("edge", isDefault: true)]
      }
    ),
    LintCase(
      "ingress-class-annotation-deprecated",
      "Ingress shop/front",
      says: ["kubernetes.io/ingress.class: edge is deprecated", "ingressClassName: edge"],
      {
        $0.ingresses = [LintWorld.ingress("front")]
        $0.ingresses[0].metadata.annotations["kubernetes.io/ingress.class"] = "edge"
      },
      but: { $0.ingresses = [LintWorld.ingress("front", className: "edge")] }
    ),
    LintCase(
      "ingress-duplicate-path",
      "Ingress shop/front",
      says: ["shop.example/ (Prefix) is shop/back's too"],
      { $0.ingresses = [LintWorld.ingress("front"), LintWorld.ingress("back")] },
      but: {
        $0.ingresses = [
          LintWorld.ingress("front"), LintWorld.ingress("back", className: "other"),
        ]
      }
    ),
    LintCase(
      "ingress-bypasses-service",
      "Ingress shop/front",
      says: ["sessionAffinity of Service web may not apply"],
      {
        $0.ingresses = [LintWorld.ingress("front")]
        $0.web { $0.spec.sessionAffinity = .clientIP }
      },
      but: { $0.ingresses = [LintWorld.ingress("front")] }
    ),
    LintCase(
      "ingress-class-several-defaults",
      "IngressClass edge",
      says: ["inner is marked as default too"],
      {
        $0.ingressClasses = ["edge", "inner"].map { LintWorld.ingressClass($0, isDefault: true) }
      },
      but: {
        $0.ingressClasses = ["edge", "inner"].map {
          LintWorld.ingressClass($0, isDefault: $0 == "edge")
        }
      }
    ),
    LintCase(
      "ingress-nginx-retired",
      "IngressClass nginx",
      says: ["k8s.io/ingress-nginx is retired"],
      {
        $0.ingressClasses = [LintWorld.ingressClass("nginx")]
        $0.ingressClasses[0].controller = "k8s.io/ingress-nginx"
      },
      but: { $0.ingressClasses = [LintWorld.ingressClass("nginx")] }
    ),
  ]

  /// Workloads.
  static let workloads = [
    LintCase(
      "workload-selector-mismatch",
      "Deployment shop/web",
      says: ["spec.selector (app=web) does not match the template's labels (app=wep)"],
      { $0.deployments[0].spec.template.labels = ["app": "wep"] }
    ),
    LintCase(
      "workloads-share-selector",
      "Deployment shop/web",
      says: ["Deployment copy has the same selector (app=web)"],
      { $0.deployments.append(LintWorld.deployment("copy", labels: ["app": "web"])) },
      but: { $0.deployments.append(LintWorld.deployment("copy")) }
    ),
    LintCase(
      "stateful-set-service-missing",
      "StatefulSet shop/db",
      says: ["Service shop/db does not exist", "db-0.db"],
      { $0.statefulSets = [LintWorld.statefulSet("db", service: "db")] },
      but: {
        $0.statefulSets = [LintWorld.statefulSet("db", service: "db")]
        $0.services.append(LintWorld.service("db"))
      }
    ),
    LintCase(
      "stateful-set-service-not-headless",
      "StatefulSet shop/db",
      says: ["Service shop/db has a cluster IP: db-0.db does not resolve"],
      {
        $0.statefulSets = [LintWorld.statefulSet("db", service: "db")]
        $0.services.append(LintWorld.service("db"))
      },
      but: {
        $0.statefulSets = [LintWorld.statefulSet("db", service: "db")]
        var service = LintWorld.service("db")
        service.spec.clusterIP = "None"
        $0.services.append(service)
      }
    ),
    LintCase(
      "host-network-without-cluster-dns",
      "Deployment shop/web",
      says: ["spec.template.spec.dnsPolicy: ClusterFirstWithHostNet"],
      { $0.deployments[0].spec.template.spec.hostNetwork = true },
      but: {
        $0.deployments[0].spec.template.spec.hostNetwork = true
        $0.deployments[0].spec.template.spec.dnsPolicy = .clusterFirstWithHostNet
      }
    ),
    LintCase(
      "host-network-without-cluster-dns",
      "Pod shop/web-0",
      says: ["spec.dnsPolicy: ClusterFirstWithHostNet"],
      { $0.pods(on: ["node-a"]) { $0.spec.hostNetwork = true } },
      but: { $0.pods(on: ["node-a"]) }
    ),
  ]
}
