import ClusterState
import PseudoTerminal

/// Writing the rules of one node of a large cluster, and those of one Service that changed.
enum RulesBenchmark {
  private static let endpointsEach = 10

  static func run(_ plan: Plan, _ report: inout Report) throws {
    let services = plan.isQuick ? 100 : 10_000
    let size = "\(services) Services"
    for mode in [ProxyMode.iptables, .nftables, .ipvs] {
      var options = SessionOptions()
      options.proxy.mode = mode
      let simulation = Simulation(opening: document(services), options: options)
      guard let node = simulation.cluster.nodes.ids.first else { return }
      var bytes = 0
      let all = Median.microseconds(runs: plan.runs(5)) { _ in
        bytes +=
          mode == .ipvs
          ? simulation.ipvsState(of: node).savedText().count
          : simulation.rules(of: node).text().count
      }
      precondition(bytes > 0)
      report.rows.append(
        Row("rules, \(mode.rawValue)", size, all / 1_000_000, "s", .atMost(1))
      )
      measureWalks(simulation, node, size, plan, &report)
      guard mode != .ipvs else { continue }
      var book = simulation.ruleBook(of: node)
      let table = simulation.serviceTable(of: node)
      let one = Median.microseconds(runs: plan.runs(200)) { run in
        let name = name(run % services)
        book.update(name, run % 2 == 0 ? nil : table[name])
        bytes += book.lines(of: name).count
      }
      report.rows.append(
        Row("rules of one Service, \(mode.rawValue)", size, one, "us", .atMost(5_000))
      )
    }
  }

  /// One packet through all rules, and what is made once before.
  private static func measureWalks(
    _ simulation: Simulation,
    _ node: NodeID,
    _ size: String,
    _ plan: Plan,
    _ report: inout Report
  ) {
    let mode = simulation.proxyNode(node).options.mode.rawValue
    let kernel = simulation.kernelRules(of: node)
    let once = Median.microseconds(runs: plan.runs(5)) { _ in
      precondition(simulation.kernelRules(of: node).rules == kernel.rules)
    }
    report.rows.append(
      Row("rules ready to be walked, \(mode)", size, once / 1_000_000, "s", .atMost(2))
    )
    guard let client = IPAddress("10.128.0.1"), let address = IPAddress("10.96.0.1") else { return }
    let packet = Packet(from: client, to: address, 80, comesFromOwnPod: true)
    var chance = RuleChance.drawn(SeededGenerator(seed: 1))
    var memory = RuleMemory()
    let walk = Median.microseconds(runs: plan.runs(1_000)) { _ in
      precondition(kernel.walk(packet, at: .zero, &chance, &memory).isTranslated)
    }
    report.rows.append(Row("walk of a packet, \(mode)", size, walk, "us", .atMost(1_000)))
  }

  private static func name(_ index: Int) -> ObjectName {
    ObjectName(namespace: "team-\(index % 50)", name: "service-\(index)")
  }

  /// Services without selectors, whose slices are given.
  static func document(_ services: Int) -> LoadedDocument {
    var document = LoadedDocument()
    var node = Node()
    node.metadata = ObjectMeta(name: "node-0")
    node.spec.podCIDRs = ["10.128.0.0/16"]
    node.status.addresses = [.init(type: "InternalIP", address: "192.168.50.10")]
    document.nodes = [node]
    for index in 0..<services {
      let name = name(index)
      var service = Service()
      service.metadata = ObjectMeta(name: name.name, namespace: name.namespace)
      service.spec.clusterIP = "10.96.\(index / 250).\(index % 250 + 1)"
      service.spec.clusterIPs = [service.spec.clusterIP]
      service.spec.ipFamilies = [.v4]
      var port = ServicePort()
      port.name = "http"
      port.port = 80
      service.spec.ports = [port]
      document.services.append(service)
      document.endpointSlices.append(slice(of: name, index))
    }
    return document
  }

  private static func slice(of service: ObjectName, _ index: Int) -> EndpointSlice {
    var slice = EndpointSlice()
    slice.metadata = ObjectMeta(
      name: "\(service.name)-1",
      namespace: service.namespace,
      labels: [EndpointSlice.serviceNameLabel: service.name]
    )
    var port = EndpointPort()
    port.name = "http"
    port.port = 8_080
    slice.ports = [port]
    slice.endpoints = (0..<endpointsEach).map { number in
      var endpoint = Endpoint()
      let address = index * endpointsEach + number
      endpoint.addresses = [
        "10.\(128 + address / 62_500).\(address / 250 % 250).\(address % 250 + 1)"
      ]
      endpoint.nodeName = "node-\(number % 100)"
      return endpoint
    }
    return slice
  }
}
