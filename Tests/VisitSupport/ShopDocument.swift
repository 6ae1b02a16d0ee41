package import ClusterState

/// A shop as the demos have one, built without a parser: every kind of Service, two zones.
package enum ShopDocument {
  package static let web = ObjectName(namespace: "shop", name: "web")

  package static func make() -> LoadedDocument {
    var document = LoadedDocument()
    document.files = ["shop.json"]
    document.nodes = [node("node-a", "zone-1", 1), node("node-b", "zone-1", 2)]
    document.nodes.append(node("node-c", "zone-2", 3))
    document.deployments = [
      deployment("web", replicas: 3), deployment("api", replicas: 2),
      deployment("cart", replicas: 1),
    ]
    document.statefulSets = [statefulSet("db", replicas: 2)]
    document.services = services
    var client = Pod()
    client.metadata = ObjectMeta(name: "client", namespace: "shop", labels: ["app": "client"])
    client.spec.containers = [Container()]
    document.pods = [client]
    document.ignored = [ignored("ConfigMap", "settings", line: 7), ignored("Role", "r", line: 9)]
    document.simulation = simulation
    return document
  }

  package static func deployment(_ name: String, replicas: Int64) -> Deployment {
    var deployment = Deployment()
    deployment.metadata = ObjectMeta(name: name, namespace: "shop")
    deployment.spec.replicas = replicas
    deployment.spec.selector = LabelSelector(matchLabels: ["app": name])
    deployment.spec.template = template(name)
    return deployment
  }

  /// A Service with one port 80; `web` has node port 30080, the others what their type says.
  package static func service(
    _ name: String,
    _ type: ServiceType = .clusterIP,
    address: String = "",
    adjust: (inout ServiceSpec) -> Void = { _ in }
  ) -> Service {
    var service = Service()
    service.metadata = ObjectMeta(name: name, namespace: "shop", labels: ["tier": "front"])
    service.metadata.place = SourcePlace(file: 0, line: 3, offset: 40, length: 20)
    service.spec.type = type
    service.spec.clusterIP = address
    service.spec.selector = ["app": name]
    var port = ServicePort()
    port.port = 80
    port.targetPort = .int(8_080)
    service.spec.ports = [port]
    adjust(&service.spec)
    return service
  }

  private static var services: [Service] {
    var edge = service("edge", .loadBalancer, address: "10.96.0.14") {
      $0.selector = ["app": "web"]
      $0.externalTrafficPolicy = .local
      $0.ports[0].nodePort = 30_443
    }
    var ingress = ServiceStatus.Ingress()
    ingress.ip = "198.51.100.7"
    edge.status.ingress = [ingress]
    return [
      service("web", .nodePort, address: "10.96.0.11") { $0.ports[0].nodePort = 30_080 },
      service("api", address: "10.96.0.12") { $0.internalTrafficPolicy = .local },
      service("cart", address: "10.96.0.13") { spec in
        spec.sessionAffinity = .clientIP
        spec.ports[0].name = "http"
        var metrics = ServicePort()
        metrics.name = "metrics"
        metrics.port = 9_090
        spec.ports.append(metrics)
      },
      edge,
      service("db", address: "None"),
      service("empty", address: "10.96.0.15") { $0.selector = ["app": "nobody"] },
      service("pay", .externalName) { spec in
        spec.externalName = "pay.bank.example"
        spec.selector = [:]
        spec.ports = []
      },
    ]
  }

  private static func node(_ name: String, _ zone: String, _ number: Int) -> Node {
    var node = Node()
    node.metadata = ObjectMeta(name: name, labels: ["topology.kubernetes.io/zone": zone])
    node.spec.podCIDRs = ["10.244.\(number).0/24"]
    node.status.addresses = [.init(type: "InternalIP", address: "192.168.0.\(10 + number)")]
    node.status.ready = "True"
    return node
  }

  private static func statefulSet(_ name: String, replicas: Int64) -> StatefulSet {
    var set = StatefulSet()
    set.metadata = ObjectMeta(name: name, namespace: "shop")
    set.spec.replicas = replicas
    set.spec.serviceName = name
    set.spec.selector = LabelSelector(matchLabels: ["app": name])
    set.spec.template = template(name)
    return set
  }

  private static func template(_ name: String) -> PodTemplate {
    var template = PodTemplate()
    template.labels = ["app": name]
    var container = Container()
    container.name = "server"
    var port = ContainerPort()
    port.name = "http"
    port.containerPort = 8_080
    container.ports = [port]
    template.spec.containers = [container]
    return template
  }

  private static func ignored(_ kind: String, _ name: String, line: UInt32) -> IgnoredObject {
    IgnoredObject(
      apiVersion: "v1",
      kind: kind,
      key: ObjectName(namespace: "shop", name: name),
      place: SourcePlace(file: 0, line: line, offset: 100, length: 20)
    )
  }

  private static var simulation: SimulationSettings {
    var settings = SimulationSettings()
    settings.seed = 7
    settings.title = "The shop"
    settings.tryThis = "Kill a pod of web while requests come in."
    var traffic = SimulationSettings.Traffic()
    traffic.from = "pod/shop/client"
    traffic.to = "svc/shop/web:80"
    traffic.rate = 120
    settings.traffic = [traffic]
    return settings
  }
}

extension ShopDocument {
  /// The shop with an Ingress in front: to web, and to a Service that is not there.
  package static func withIngress() -> LoadedDocument {
    var document = make()
    var ingress = Ingress()
    ingress.metadata = ObjectMeta(name: "front", namespace: "shop")
    ingress.spec.ingressClassName = "nginx"
    ingress.addresses = ["203.0.113.10"]
    var rule = IngressSpec.Rule()
    rule.host = "shop.example"
    rule.paths = [path("/", "web"), path("/old", "gone")]
    ingress.spec.rules = [rule]
    document.ingresses = [ingress]
    return document
  }

  private static func path(_ text: String, _ service: String) -> IngressSpec.Path {
    var path = IngressSpec.Path()
    path.path = text
    path.pathType = "Prefix"
    path.backend.serviceName = service
    path.backend.port = .int(80)
    return path
  }
}
