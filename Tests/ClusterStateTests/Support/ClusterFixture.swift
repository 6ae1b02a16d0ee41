import ClusterState

/// Small documents for tests, built without a parser.
enum ClusterFixture {
  /// A Deployment `web` of `replicas` pods behind Service `web` (80 -> 8080, node port 30080), and
  /// a client pod, on three nodes in two zones.
  static func shop(
    replicas: Int64 = 3,
    adjust: (inout Service) -> Void = { _ in }
  ) -> LoadedDocument {
    var document = LoadedDocument()
    document.deployments = [deployment("web", replicas: replicas)]
    var service = service("web")
    adjust(&service)
    document.services = [service]
    var client = Pod()
    client.metadata = ObjectMeta(name: "client", namespace: "shop", labels: ["app": "client"])
    client.spec.containers = [Container()]
    document.pods = [client]
    return document
  }

  static func deployment(_ name: String, replicas: Int64) -> Deployment {
    var deployment = Deployment()
    deployment.metadata = ObjectMeta(name: name, namespace: "shop")
    deployment.spec.replicas = replicas
    deployment.spec.selector = LabelSelector(matchLabels: ["app": name])
    deployment.spec.template.labels = ["app": name]
    var container = Container()
    container.name = "server"
    var port = ContainerPort()
    port.name = "http"
    port.containerPort = 8_080
    container.ports = [port]
    deployment.spec.template.spec.containers = [container]
    return deployment
  }

  static func service(_ name: String, type: ServiceType = .nodePort) -> Service {
    var service = Service()
    service.metadata = ObjectMeta(name: name, namespace: "shop")
    service.spec.type = type
    service.spec.selector = ["app": name]
    var port = ServicePort()
    port.port = 80
    port.targetPort = .int(8_080)
    port.nodePort = type == .nodePort ? 30_080 : 0
    service.spec.ports = [port]
    return service
  }

  static let web = ObjectName(namespace: "shop", name: "web")
  static let client = Source.pod(ObjectName(namespace: "shop", name: "client"))
  static let toWeb = Traffic(from: client, to: .service(web, port: nil))
}

extension Simulation {
  /// Opened with a control plane that takes no time.
  static func perfect(opening document: LoadedDocument) -> Self {
    var options = SessionOptions()
    options.isPerfect = true
    return Self(opening: document, options: options)
  }

  mutating func advance(by delay: Delay) { advance(to: now + delay) }

  /// Existing pods of app `web`, by name.
  var webPods: [Pod] {
    cluster.pods.ids.compactMap { cluster.pods[$0] }
      .filter { $0.metadata.labels["app"] == "web" }
      .sorted { $0.metadata.name < $1.metadata.name }
  }

  /// Sends and returns what became of it.
  mutating func report(_ traffic: Traffic, count: Int) throws -> SendReport {
    for event in try apply(.send(traffic, count: count)) {
      if case .requestsSent(let report) = event.kind { return report }
    }
    preconditionFailure("sending reports")
  }
}
