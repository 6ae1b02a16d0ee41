internal import ClusterState

/// An object described as `kubectl describe` does, with what was defaulted and allocated marked.
enum DescriptionText {
  static func lines(
    _ kind: String,
    _ key: ObjectName,
    _ object: StoredObject,
    _ simulation: Simulation
  ) -> [TextLine] {
    let cluster = simulation.cluster
    var page = DescriptionPage(object)
    page.add("Name", key.name)
    if !key.namespace.isEmpty { page.add("Namespace", key.namespace) }
    page.addMap("Labels", ["metadata", "labels"])
    page.addMap("Annotations", ["metadata", "annotations"])
    switch kind {
    case Service.kind:
      if let service = cluster.services[key] { describe(service, simulation, &page) }
    case Pod.kind:
      if let pod = cluster.pods[key] { describe(pod, simulation, &page) }
    case Node.kind:
      if let node = cluster.nodes[key] { describe(node, simulation, &page) }
    case EndpointSlice.kind:
      if let slice = cluster.endpointSlices[key] { describe(slice, simulation, &page) }
    case Ingress.kind, HTTPRoute.kind, Gateway.kind:
      if let facts = RouteFacts(kind, key, cluster) { describe(facts, simulation, &page) }
    default:
      if let workload = cluster.workload(kind: kind, key) {
        describe(workload, simulation, &page)
      }
    }
    return page.lines
  }

  private static func describe(
    _ service: Service,
    _ simulation: Simulation,
    _ page: inout DescriptionPage
  ) {
    page.addMap("Selector", ["spec", "selector"])
    page.add("Type", at: ["spec", "type"])
    page.add("IP Family Policy", at: ["spec", "ipFamilyPolicy"])
    page.add("IP Families", at: ["spec", "ipFamilies"])
    page.add("IP", at: ["spec", "clusterIP"])
    page.add("IPs", at: ["spec", "clusterIPs"])
    page.add("External IPs", at: ["spec", "externalIPs"])
    page.add("External Name", at: ["spec", "externalName"])
    page.add("LoadBalancer Ingress", at: ["status", "loadBalancer", "ingress"])
    for (index, port) in service.spec.ports.enumerated() {
      let path: [TreeStep] = [.member("spec"), .member("ports"), .element(index)]
      page.add(
        "Port",
        "\(port.name.isEmpty ? "<unset>" : port.name)  \(port.port)/\(port.protocol)"
      )
      page.add("TargetPort", at: path + [.member("targetPort")])
      page.add("NodePort", at: path + [.member("nodePort")])
      let endpoints = simulation.servingEndpoints(of: service.key)
        .filter { $0.port == index && $0.endpoint.isReady }.map(\.endpoint.text)
      page.add("Endpoints", endpoints.isEmpty ? "<none>" : endpoints.joined(separator: ","))
    }
    page.add("Session Affinity", at: ["spec", "sessionAffinity"])
    page.add(
      "Timeout Seconds",
      at: ["spec", "sessionAffinityConfig", "clientIP", "timeoutSeconds"]
    )
    page.add("External Traffic Policy", at: ["spec", "externalTrafficPolicy"])
    page.add("Internal Traffic Policy", at: ["spec", "internalTrafficPolicy"])
    page.add("Traffic Distribution", at: ["spec", "trafficDistribution"])
    page.add("HealthCheck NodePort", at: ["spec", "healthCheckNodePort"])
    page.add("LoadBalancer Source Ranges", at: ["spec", "loadBalancerSourceRanges"])
    page.add("Publish Not Ready Addresses", at: ["spec", "publishNotReadyAddresses"])
    let slices = simulation.cluster.slices(of: service.key)
      .compactMap { simulation.cluster.endpointSlices[$0] }
    for slice in slices.sorted(by: { $0.key < $1.key }) {
      let ready = slice.endpoints.count { $0.ready ?? true }
      page.say(
        "EndpointSlice",
        "\(slice.metadata.name)  \(slice.addressType)  \(ready) of \(slice.endpoints.count) ready"
      )
    }
  }

  private static func describe(
    _ pod: Pod,
    _ simulation: Simulation,
    _ page: inout DescriptionPage
  ) {
    page.add("Node", at: ["spec", "nodeName"])
    page.add("Status", pod.statusText)
    page.add("Ready", pod.status.ready == true ? "True" : "False")
    page.add("IP", pod.status.podIPs.isEmpty ? "<none>" : pod.status.podIPs.joined(separator: ","))
    if let owner = pod.metadata.controller {
      page.add("Controlled By", "\(owner.kind)/\(owner.name)")
    }
    for container in pod.spec.containers {
      let ports = container.ports.map { port in
        "\(port.name.isEmpty ? "" : "\(port.name) ")\(port.containerPort)/\(port.protocol)"
      }
      page.add("Container", "\(container.name)  \(container.image)")
      page.add("Ports", ports.isEmpty ? "<none>" : ports.joined(separator: ", "))
    }
    page.add("Termination Grace Period", at: ["spec", "terminationGracePeriodSeconds"])
    page.add("DNS Policy", at: ["spec", "dnsPolicy"])
    let services = simulation.cluster.services(selecting: pod)
      .compactMap { simulation.cluster.services[$0]?.key }.sorted()
    page.add("Services", services.isEmpty ? "<none>" : services.map(\.name).joined(separator: ", "))
  }

  private static func describe(
    _ node: Node,
    _ simulation: Simulation,
    _ page: inout DescriptionPage
  ) {
    page.add("Zone", node.zone.isEmpty ? "<none>" : node.zone)
    page.add("Ready", node.status.ready.isEmpty ? "Unknown" : node.status.ready)
    for address in node.status.addresses { page.add(address.type, address.address) }
    page.add("PodCIDRs", at: ["spec", "podCIDRs"])
    page.add("Unschedulable", node.spec.unschedulable ? "true" : "false")
    let taints = node.spec.taints.map { "\($0.key)=\($0.value):\($0.effect)" }
    page.add("Taints", taints.isEmpty ? "<none>" : taints.joined(separator: ", "))
    page.add("kube-proxy", simulation.settings.mode.rawValue)
  }

  private static func describe(
    _ workload: Workload,
    _ simulation: Simulation,
    _ page: inout DescriptionPage
  ) {
    let counts = simulation.cluster.podCounts(of: workload)
    page.add("Replicas", at: ["spec", "replicas"])
    page.say("Pods", "\(counts.ready) of \(counts.total) ready")
    page.addMap("Selector", ["spec", "selector", "matchLabels"])
    page.add("Strategy", at: ["spec", "strategy", "type"])
  }
}

/// Labels and values one below the other.
struct DescriptionPage {
  private let object: StoredObject
  private var rows: [(label: String, value: Sentence, style: Style)] = []

  init(_ object: StoredObject) { self.object = object }

  var lines: [TextLine] {
    let width = rows.map { TextWidth.cells(of: $0.label) }.max() ?? 0
    return rows.map { row in
      let label = row.label.isEmpty ? "" : row.label + ":"
      return TextLine("\(TextWidth.fit(label, width + 3))\(row.value)", row.style)
    }
  }

  mutating func add(_ label: String, _ value: String) { say(label, Sentence(verbatim: value)) }

  /// Words of the program, where others are kubectl's or the object's.
  mutating func say(_ label: String, _ value: Sentence) {
    rows.append((label, value, Style(.text)))
  }

  /// The value at a path with its origin; nothing where there is none.
  mutating func add(_ label: String, at names: [String]) {
    add(label, at: names.map(TreeStep.member))
  }

  mutating func add(_ label: String, at path: [TreeStep]) {
    guard let value = object.tree.value(at: path) else { return }
    let origin =
      value.elements.isEmpty ? object.origin(of: path) : object.origin(of: path + [.element(0)])
    guard let (style, note) = YAMLText.mark(origin) else { return add(label, Self.text(value)) }
    rows.append((label, "\(Self.text(value))   (\(note))", style))
  }

  mutating func addMap(_ label: String, _ names: [String]) {
    let pairs = object.tree.value(at: names.map(TreeStep.member))?.members ?? []
    guard !pairs.isEmpty else { return add(label, "<none>") }
    for (index, pair) in pairs.enumerated() {
      add(index == 0 ? label : "", "\(pair.key)=\(Self.text(pair.value))")
    }
  }

  private static func text(_ value: JSONTree) -> String {
    switch value {
    case .string(let text): text
    case .array(let elements): elements.map(text).joined(separator: ",")
    case .object(let members): members.map { text($0.value) }.joined(separator: " ")
    default: value.compactText
    }
  }
}
