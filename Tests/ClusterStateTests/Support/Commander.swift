@testable import ClusterState

/// Draws commands for whatever a cluster has just now, sensible and not.
struct Commander {
  var generator: SeededGenerator

  init(seed: UInt64) {
    generator = SeededGenerator(seed: seed, stream: "commander")
  }

  mutating func number(_ limit: Int) -> Int { Int(generator.next(below: UInt64(limit))) }

  mutating func pick<Element>(_ elements: [Element]) -> Element? {
    elements.isEmpty ? nil : elements[number(elements.count)]
  }

  mutating func command(on simulation: Simulation) -> Command {
    let names = Names(&self, simulation)
    switch number(10) {
    case 0, 1: return podCommand(names)
    case 2, 3: return workloadCommand(names)
    case 4: return nodeCommand(names)
    case 5: return settingsCommand(names)
    case 6 where number(4) == 0: return deletion(names)
    case 6, 7: return stream(names, simulation)
    case 8: return .send(traffic(names), count: number(300))
    default: return .step
    }
  }

  /// Whom a command is about.
  private struct Names {
    let nobody = ObjectName(namespace: "shop", name: "nobody")
    let pod: ObjectName
    let service: ObjectName
    let node: String
    let workload: (kind: String, key: ObjectName)
    let replicaSet: ObjectName?

    init(_ commander: inout Commander, _ simulation: Simulation) {
      let cluster = simulation.cluster
      pod = commander.pick(cluster.pods.ids.compactMap { cluster.pods[$0]?.key }) ?? nobody
      service =
        commander.pick(cluster.services.ids.compactMap { cluster.services[$0]?.key }) ?? nobody
      node =
        commander.pick(cluster.nodes.ids.compactMap { cluster.nodes[$0]?.metadata.name }) ?? "none"
      let workload = commander.pick(cluster.allWorkloads)
      self.workload = (workload?.kind ?? Deployment.kind, workload?.key ?? nobody)
      replicaSet = commander.pick(
        cluster.replicaSets.ids.compactMap { cluster.replicaSets[$0]?.key }
      )
    }
  }

  private mutating func podCommand(_ names: Names) -> Command {
    switch number(6) {
    case 0: .crash(names.pod, isLooping: number(4) == 0)
    case 1: .setPodReady(names.pod, number(2) == 0)
    default: .deletePod(names.pod, graceSeconds: pick([nil, nil, 0, 1, 60, 9_007_199_254]) ?? nil)
    }
  }

  private mutating func workloadCommand(_ names: Names) -> Command {
    let (kind, key) = names.workload
    switch number(9) {
    case 0: return .restartRollout(kind: kind, key)
    case 1: return .undoRollout(kind: kind, key, toRevision: nil)
    case 2: return .pauseRollout(key, number(2) == 0)
    case 3:
      return .setImage(kind: kind, key, container: "*", image: "server:\(number(3))")
    default: return .scale(kind: kind, key, replicas: Int64(number(8)))
    }
  }

  private mutating func nodeCommand(_ names: Names) -> Command {
    switch number(5) {
    case 0 where number(8) == 0: .deleteNode(names.node)
    case 0, 4: .drain(names.node)
    case 1: .setNodeReady(names.node, number(2) == 0)
    default: .cordon(names.node, number(3) == 0)
    }
  }

  private mutating func settingsCommand(_ names: Names) -> Command {
    let shortest = Delay.milliseconds(Int64(number(2_000)))
    let range = Delays.Range(shortest, shortest + .milliseconds(Int64(number(2_000))))
    switch number(5) {
    case 0: return .setMode(pick(ProxyMode.allCases) ?? .iptables)
    case 1: return .setDelay(pick(Delays.Name.allCases) ?? .appStart, range, node: nil)
    case 2: return .setDelay(.minSyncPeriod, range, node: names.node)
    case 3: return .setPerfect(number(2) == 0)
    default:
      var rule = PodBehaviorRule(pick([[:], ["app": "web"], ["app": "api"]]) ?? [:])
      rule.onSIGTERM = pick([.exit, .ignore, .drain(shortest)])
      rule.serviceTime = Delay(microseconds: Int64(1 + number(50_000)))
      rule.concurrency = pick([nil, .unlimited, .limited(1 + number(5))]) ?? nil
      return .setBehavior(rule)
    }
  }

  private mutating func deletion(_ names: Names) -> Command {
    switch number(3) {
    case 0: .deleteService(names.service)
    case 1: .deleteWorkload(kind: ReplicaSet.kind, names.replicaSet ?? names.nobody)
    default: .deleteWorkload(kind: names.workload.kind, names.workload.key)
    }
  }

  private mutating func stream(_ names: Names, _ simulation: Simulation) -> Command {
    if number(5) == 0 {
      let running = pick(simulation.streams)?.traffic.destination
      return .stopStream(pick([.all, .named("one"), .to(running ?? .node("", 1))]) ?? .all)
    }
    let arrivals: Arrivals =
      switch number(5) {
      case 0: .poisson(rate: 1 << number(8))
      case 1: .bursts(size: 1 + number(30), every: .milliseconds(Int64(1 + number(900))))
      case 2: .ramp(from: number(50), to: 1 + number(200), over: .seconds(1 + Int64(number(5))))
      case 3: .closedLoop(think: .milliseconds(Int64(20 + number(500))))
      default: .constant(rate: 1 << number(9))
      }
    var plan = TrafficPlan(traffic(names), arrivals)
    plan.name = pick([nil, nil, "one", "two", "three"]) ?? nil
    plan.clients = 1 + number(6)
    plan.requestsPerConnection = pick([1, 1, nil, 2, 50]) ?? 1
    plan.connections = pick([nil, 1, 5]) ?? nil
    plan.sourcePorts = pick([nil, 1, 9]) ?? nil
    plan.timeout = .milliseconds(Int64(1 + number(3_000)))
    plan.retries = pick([0, 0, 1, 3]) ?? 0
    plan.dnsTTL = .milliseconds(Int64(number(5_000)))
    plan.isBehindNAT = number(4) == 0
    plan.requests = pick([nil, nil, 1, 40]) ?? nil
    return .startStream(plan)
  }

  private mutating func traffic(_ names: Names) -> Traffic {
    let source = pick([Source.pod(names.pod), .node(names.node), .outside]) ?? .outside
    let destination =
      pick([
        Destination.service(names.service, port: .number(80)), .service(names.service, port: nil),
        .name("\(names.service.name).\(names.service.namespace)", port: .number(80)),
        .node(names.node, 30_080), .name("wep", port: .number(80)),
        .address(IPAddress(isIPv6: false, bits: 0x0a60_0063), 80),
      ]) ?? .node("node-b", 30_080)
    let transport: TransportProtocol = number(6) == 0 ? .udp : .tcp
    return Traffic(from: source, to: destination, protocol: transport)
  }
}
