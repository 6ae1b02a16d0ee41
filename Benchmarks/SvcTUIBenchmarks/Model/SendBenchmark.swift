import ClusterState
import PseudoTerminal

/// A burst at a plain ClusterIP Service: every request is decided and counted.
enum SendBenchmark {
  private static let endpointCounts: [Int64] = [3, 10, 100, 1_000]

  static func run(_ plan: Plan, _ report: inout Report) throws {
    let requests = plan.isQuick ? 10_000_000 : 100_000_000
    let python = try pythonRate(plan)
    for count in endpointCounts {
      let simulation = Simulation(opening: document(endpoints: count))
      let command = Command.send(
        Traffic(from: .pod(client), to: .service(web, port: nil)),
        count: requests
      )
      let figures = try (0..<plan.runs(5)).map { _ in
        var simulation = simulation
        let watch = Stopwatch()
        try simulation.apply(command)
        return Double(requests) / Double(watch.nanoseconds) * 1_000
      }
      let (name, size) = ("send", "\(count) endpoints")
      let figure = Median.of(figures)
      report.rows.append(Row(name, size, figure, "M/s", .atLeast(100)))
      guard count == 10, let python else { continue }
      report.rows.append(
        Row(name, size, figure, "M/s", against: "python3 loop", python, .rate(100))
      )
    }
    report.rows.append(try smallSend(plan))
  }

  /// One request: what finding the way costs.
  private static func smallSend(_ plan: Plan) throws -> Row {
    var simulation = Simulation(opening: document(endpoints: 10))
    let traffic = Traffic(from: .pod(client), to: .service(web, port: nil))
    let figure = try Median.microseconds(runs: plan.runs(1_000)) { _ in
      try simulation.apply(.send(traffic, count: 1))
    }
    return Row("send one request", "10 endpoints", figure, "us", .atMost(50))
  }

  /// The same, simply: a loop that picks one of ten and counts it.
  private static func pythonRate(_ plan: Plan) throws -> Double? {
    guard let python = Programs.find("python3") else { return nil }
    let script = """
      import random, time
      counts = [0] * 10
      start = time.perf_counter()
      for _ in range(1000000): counts[random.randrange(10)] += 1
      print(1 / (time.perf_counter() - start))
      """
    let rates = try (0..<plan.runs(3)).compactMap { _ in
      let output = try ChildProcess.run([python, "-c", script]).output
      return Double(output.filter { !$0.isNewline })
    }
    return Median.of(rates)
  }

  static let web = ObjectName(namespace: "shop", name: "web")
  static let client = ObjectName(namespace: "shop", name: "client")

  /// A Deployment of so many pods behind a Service, and a client, on three nodes.
  static func document(endpoints: Int64) -> LoadedDocument {
    var document = LoadedDocument()
    document.nodes = (0..<3).map { index in
      var node = Node()
      node.metadata = ObjectMeta(name: "node-\(index)")
      // The default of a /24 a node would not hold a thousand pods.
      node.spec.podCIDRs = ["10.\(index + 20).0.0/16"]
      return node
    }
    var deployment = Deployment()
    deployment.metadata = ObjectMeta(name: "web", namespace: "shop")
    deployment.spec.replicas = endpoints
    deployment.spec.selector = LabelSelector(matchLabels: ["app": "web"])
    deployment.spec.template.labels = ["app": "web"]
    deployment.spec.template.spec.containers = [Container()]
    document.deployments = [deployment]
    var service = Service()
    service.metadata = ObjectMeta(name: "web", namespace: "shop")
    service.spec.selector = ["app": "web"]
    var port = ServicePort()
    port.port = 80
    service.spec.ports = [port]
    document.services = [service]
    var pod = Pod()
    pod.metadata = ObjectMeta(name: client.name, namespace: client.namespace)
    pod.spec.containers = [Container()]
    document.pods = [pod]
    return document
  }
}
