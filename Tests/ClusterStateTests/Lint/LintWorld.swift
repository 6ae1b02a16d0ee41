import ClusterState

/// Small clusters for the rules: one in which nothing is wrong, and ways to spoil it.
enum LintWorld {
  /// Deployment `web` with a pod on each of three nodes in two zones, behind the Service `web`.
  static var sound: LoadedDocument {
    var document = LoadedDocument()
    document.nodes = [
      node("node-a", "zone-1", 1), node("node-b", "zone-1", 2), node("node-c", "zone-2", 3),
    ]
    document.deployments = [deployment("web")]
    document.services = [service("web")]
    return document
  }

  static func findings(
    _ options: SessionOptions = SessionOptions(),
    _ spoil: (inout LoadedDocument) -> Void
  ) -> [Finding] {
    var document = sound
    spoil(&document)
    return Simulation(opening: document, options: options).lint()
  }

  static func node(_ name: String, _ zone: String, _ number: Int) -> Node {
    var node = Node()
    node.metadata = ObjectMeta(name: name)
    if !zone.isEmpty { node.metadata.labels["topology.kubernetes.io/zone"] = zone }
    node.spec.podCIDRs = ["10.244.\(number).0/24"]
    node.status.addresses = [.init(type: "InternalIP", address: "192.168.0.\(10 + number)")]
    node.status.ready = "True"
    return node
  }

  static func deployment(_ name: String, labels: Labels? = nil) -> Deployment {
    var deployment = Deployment()
    deployment.metadata = ObjectMeta(name: name, namespace: "shop")
    deployment.spec.replicas = 3
    deployment.spec.selector = LabelSelector(matchLabels: labels ?? ["app": name])
    deployment.spec.template.labels = labels ?? ["app": name]
    deployment.spec.template.spec.containers = [container]
    return deployment
  }

  static var container: Container {
    var container = Container()
    container.name = "server"
    container.readinessProbe = Probe()
    container.ports = [port("http", 8_080)]
    return container
  }

  static func port(_ name: String, _ number: Int64) -> ContainerPort {
    var port = ContainerPort()
    port.name = name
    port.containerPort = number
    return port
  }

  static func service(_ name: String, namespace: String = "shop") -> Service {
    var service = Service()
    service.metadata = ObjectMeta(name: name, namespace: namespace)
    service.spec.selector = ["app": name]
    service.spec.ports = [servicePort("http", 80)]
    return service
  }

  static func servicePort(_ name: String, _ number: Int64, target: Int64 = 8_080) -> ServicePort {
    var port = ServicePort()
    port.name = name
    port.port = number
    port.targetPort = .int(target)
    return port
  }

  /// A running pod of `web` that no controller keeps.
  static func pod(_ name: String, on node: String, _ address: String) -> Pod {
    var pod = Pod()
    pod.metadata = ObjectMeta(name: name, namespace: "shop", labels: ["app": "web"])
    pod.spec.containers = [container]
    pod.spec.nodeName = node
    pod.status.phase = .running
    pod.status.podIPs = [address]
    pod.status.ready = true
    return pod
  }

  /// A slice with a port and ready endpoints; without a Service it names none.
  static func slice(
    _ name: String,
    of service: String?,
    _ addresses: [String],
    port: String? = "http"
  ) -> EndpointSlice {
    var slice = EndpointSlice()
    slice.metadata = ObjectMeta(name: name, namespace: "shop")
    if let service { slice.metadata.labels[EndpointSlice.serviceNameLabel] = service }
    var endpointPort = EndpointPort()
    endpointPort.name = port
    endpointPort.port = 8_080
    slice.ports = [endpointPort]
    slice.endpoints = addresses.map { address in
      var endpoint = Endpoint()
      endpoint.addresses = [address]
      endpoint.ready = true
      return endpoint
    }
    return slice
  }

  static func endpoints(_ name: String, addresses: Int) -> Endpoints {
    var endpoints = Endpoints()
    endpoints.metadata = ObjectMeta(name: name, namespace: "shop")
    var subset = Endpoints.Subset()
    subset.addresses = (0..<addresses).map { number in
      var address = Endpoints.Address()
      address.ip = "10.1.\(number / 250).\(number % 250 + 1)"
      return address
    }
    endpoints.subsets = [subset]
    return endpoints
  }

  static func ingress(
    _ name: String,
    className: String = "",
    to service: String = "web",
    port: IntOrString? = .int(80)
  ) -> Ingress {
    var ingress = Ingress()
    ingress.metadata = ObjectMeta(name: name, namespace: "shop")
    ingress.spec.ingressClassName = className
    var path = IngressSpec.Path()
    path.path = "/"
    path.pathType = "Prefix"
    path.backend.serviceName = service
    path.backend.port = port
    var rule = IngressSpec.Rule()
    rule.host = "shop.example"
    rule.paths = [path]
    ingress.spec.rules = [rule]
    return ingress
  }

  static func ingressClass(_ name: String, isDefault: Bool = false) -> IngressClass {
    var found = IngressClass()
    found.metadata = ObjectMeta(name: name)
    found.controller = "example.com/controller"
    if isDefault {
      found.metadata.annotations["ingressclass.kubernetes.io/is-default-class"] = "true"
    }
    return found
  }

  static func statefulSet(_ name: String, service: String) -> StatefulSet {
    var set = StatefulSet()
    set.metadata = ObjectMeta(name: name, namespace: "shop")
    set.spec.replicas = 3
    set.spec.serviceName = service
    set.spec.selector = LabelSelector(matchLabels: ["app": name])
    set.spec.template.labels = ["app": name]
    set.spec.template.spec.containers = [container]
    return set
  }
}

extension LoadedDocument {
  /// Changes the Service `web`.
  mutating func web(_ change: (inout Service) -> Void) { change(&services[0]) }

  /// Puts single pods in the place of the Deployment, one on each of the nodes named.
  mutating func pods(on nodes: [String], adjust: (inout Pod) -> Void = { _ in }) {
    deployments = []
    pods = nodes.enumerated().map { number, node in
      let range = ["node-a": 1, "node-b": 2, "node-c": 3][node] ?? 9
      var pod = LintWorld.pod("web-\(number)", on: node, "10.244.\(range).\(number + 10)")
      adjust(&pod)
      return pod
    }
  }

  /// Makes `web` a Service without a selector, with slices written by hand.
  mutating func withoutSelector(_ slices: EndpointSlice...) {
    deployments = []
    services[0].spec.selector = [:]
    endpointSlices = slices
  }

  /// Makes `web` a load balancer with these addresses.
  mutating func loadBalancer(_ addresses: String..., adjust: (inout ServiceSpec) -> Void = { _ in })
  {
    services[0].spec.type = .loadBalancer
    services[0].status.ingress = addresses.map { address in
      var ingress = ServiceStatus.Ingress()
      ingress.ip = address
      return ingress
    }
    adjust(&services[0].spec)
  }

  /// Makes `web` an alias.
  mutating func alias(_ name: String) {
    deployments = []
    services[0].spec.type = .externalName
    services[0].spec.externalName = name
    services[0].spec.selector = [:]
    services[0].spec.ports = []
  }
}
