extension DumpPlan {
  private static let teams = [
    "accounts", "billing", "catalog", "delivery", "identity", "inventory", "media", "orders",
    "pricing", "reviews", "search", "support",
  ]
  private static let roles = [
    "api", "web", "gateway", "store", "cache", "events", "index", "session", "export", "admin",
  ]
  private static let workloadsInNamespace = 40

  /// Services first, for the workloads follow from them: nearly each stands before one.
  mutating func planServices(count: Int) {
    if count > 0 {
      services.append(
        Service(
          kind: .clusterIP,
          namespace: "default",
          name: "kubernetes",
          ports: [Port(name: "https", number: 443)]
        )
      )
    }
    if count > 1 { planClusterDNS() }
    let namespaces = max(4, count / Self.workloadsInNamespace)
    for index in 0..<max(0, count - 2) {
      planService(index, namespaces: namespaces)
    }
  }

  private mutating func planClusterDNS() {
    let ports = [
      Port(name: "dns", number: 53, transport: "UDP"), Port(name: "dns-tcp", number: 53),
      Port(name: "metrics", number: 9153),
    ]
    let workload = addWorkload(.deployment, "kube-system", "coredns", ports: ports)
    services.append(
      Service(
        kind: .clusterIP,
        namespace: "kube-system",
        name: "kube-dns",
        ports: ports,
        workload: workload
      )
    )
  }

  private mutating func planService(_ index: Int, namespaces: Int) {
    let place = index % namespaces
    let team = Self.teams[place % Self.teams.count]
    let turn = index / namespaces
    let namespace = place < Self.teams.count ? team : "\(team)-\(place / Self.teams.count + 1)"
    let round = turn / Self.roles.count
    let name = "\(team)-\(Self.roles[turn % Self.roles.count])" + (round > 0 ? "-\(round + 1)" : "")
    let kind = serviceKind(index)
    guard kind != .externalName else {
      services.append(Service(kind: kind, namespace: namespace, name: name, ports: []))
      return
    }
    let ports = workloadPorts(index, isHeadless: kind == .headless)
    let workload = addWorkload(
      kind == .headless ? .statefulSet : .deployment,
      namespace,
      name,
      ports: ports
    )
    services.append(
      Service(kind: kind, namespace: namespace, name: name, ports: ports, workload: workload)
    )
  }

  private func serviceKind(_ index: Int) -> ServiceKind {
    if index % 60 == 41 { return .externalName }
    if index % 25 == 13 { return .loadBalancer }
    if index % 12 == 3 { return .nodePort }
    return index % 8 == 5 ? .headless : .clusterIP
  }

  private func workloadPorts(_ index: Int, isHeadless: Bool) -> [Port] {
    guard !isHeadless else { return [Port(name: "sql", number: 5_432)] }
    let http = Port(name: "http", number: 8_080)
    return index % 3 == 0 ? [http, Port(name: "grpc", number: 9_000)] : [http]
  }

  /// Adds a workload, whose size is decided later, and answers its index.
  mutating func addWorkload(
    _ kind: WorkloadKind,
    _ namespace: String,
    _ name: String,
    ports: [Port]
  ) -> Int {
    let revision = Self.suffix(generator.next(), length: 10)
    workloads.append(
      Workload(
        kind: kind,
        namespace: namespace,
        name: name,
        ports: ports,
        replicas: 0,
        revision: revision
      )
    )
    return workloads.count - 1
  }

  /// Cluster IPs all over the Service range, as an allocator that draws at random gives them.
  mutating func planServiceAddresses() {
    let offset = UInt32(generator.next(below: UInt64(Self.serviceAddresses)))
    var nodePort = 30_000
    for index in services.indices {
      let scattered = (UInt32(index) &* 40_503 &+ offset) % Self.serviceAddresses
      switch (services[index].kind, services[index].name) {
      case (.externalName, _): break
      case (.headless, _): services[index].clusterIP = "None"
      case (_, "kubernetes"): services[index].clusterIP = "10.96.0.1"
      case (_, "kube-dns"): services[index].clusterIP = "10.96.0.10"
      default: services[index].clusterIP = Self.dotted(0x0A60_0100 + scattered)
      }
      guard [.nodePort, .loadBalancer].contains(services[index].kind) else { continue }
      guard nodePort + services[index].ports.count <= 32_768 else {
        services[index].kind = .clusterIP
        continue
      }
      services[index].nodePort = nodePort
      nodePort += services[index].ports.count
    }
  }

  /// A power of two, so that stepping by an odd number meets every address once.
  private static let serviceAddresses: UInt32 = 1 << 17
}
