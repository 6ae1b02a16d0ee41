@testable import ClusterState

/// The shop with a Service of every kind, two families, several workloads and awkward pods.
enum CrowdedFixture {
  static func make() -> LoadedDocument {
    var document = ClusterFixture.shop()
    document.nodes = (1...3).map { number in
      var node = Node()
      let name = ["node-a", "node-b", "node-c"][number - 1]
      let zone = number < 3 ? "zone-1" : "zone-2"
      node.metadata = ObjectMeta(name: name, labels: ["topology.kubernetes.io/zone": zone])
      node.spec.podCIDRs = ["10.244.\(number).0/26", "fd00:244:0:\(number)::/64"]
      node.status.addresses = [
        .init(type: "InternalIP", address: "192.168.0.\(number)"),
        .init(type: "InternalIP", address: "fd00:192::\(number)"),
      ]
      node.status.ready = "True"
      return node
    }
    document.deployments.append(ClusterFixture.deployment("api", replicas: 4))
    document.deployments[1].spec.template.spec.containers[0].preStopSleepSeconds = 2
    var probe = Probe()
    probe.initialDelaySeconds = 3
    document.deployments[1].spec.template.spec.containers[0].readinessProbe = probe
    var set = StatefulSet()
    set.metadata = ObjectMeta(name: "db", namespace: "shop")
    set.spec.replicas = 2
    set.spec.serviceName = "db"
    set.spec.template.labels = ["app": "db"]
    set.spec.template.spec.containers = [Container()]
    document.statefulSets = [set]
    var agent = DaemonSet()
    agent.metadata = ObjectMeta(name: "agent", namespace: "shop")
    agent.spec.template.labels = ["app": "agent"]
    agent.spec.template.spec.hostNetwork = true
    agent.spec.template.spec.containers = [Container()]
    document.daemonSets = [agent]
    document.services += services
    return document
  }

  private static var services: [Service] {
    var api = ClusterFixture.service("api", type: .clusterIP)
    api.spec.internalTrafficPolicy = .local
    api.spec.ports[0].targetPort = .string("http")
    var both = ClusterFixture.service("both", type: .clusterIP)
    both.spec.selector = ["app": "web"]
    both.spec.ipFamilies = [.v4, .v6]
    both.spec.clusterIP = "10.96.3.3"
    both.spec.clusterIPs = ["10.96.3.3", "fd00:10:96::3"]
    both.spec.ipFamilyPolicy = "PreferDualStack"
    both.spec.sessionAffinity = .clientIP
    both.spec.trafficDistribution = "PreferSameZone"
    var headless = ClusterFixture.service("db", type: .clusterIP)
    headless.spec.clusterIP = "None"
    headless.spec.publishNotReadyAddresses = true
    var edge = ClusterFixture.service("edge", type: .loadBalancer)
    edge.spec.selector = ["app": "api"]
    edge.spec.externalTrafficPolicy = .local
    var address = ServiceStatus.Ingress()
    address.ip = "198.51.100.7"
    edge.status.ingress = [address]
    var alias = ClusterFixture.service("alias", type: .externalName)
    alias.spec.externalName = "web.shop.svc.cluster.local"
    let agent = ClusterFixture.service("agent", type: .clusterIP)
    let empty = ClusterFixture.service("empty", type: .clusterIP)
    return [api, both, headless, edge, alias, agent, empty]
  }
}

extension Simulation {
  /// The same with defects in what is derived from the objects.
  func breakingIndexes() -> Simulation {
    var broken = self
    let empty = Cluster()
    broken.cluster.podByAddress = empty.podByAddress
    broken.cluster.podsByOwner = empty.podsByOwner
    broken.cluster.podsByNode = empty.podsByNode
    broken.cluster.podsByService[0] = []
    broken.serviceTable = ServiceTable()
    broken.traffic.streams += traffic.streams
    return broken
  }
}
