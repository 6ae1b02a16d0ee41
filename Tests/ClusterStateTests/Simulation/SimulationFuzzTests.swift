import ClusterState
import Foundation
import Testing

/// Random commands, one after the other: whatever is asked for, the model stays consistent.
@Suite struct SimulationFuzzTests {
  /// `SVCTUI_FUZZ=20` looks twenty times as long.
  private static let effort =
    ProcessInfo.processInfo.environment["SVCTUI_FUZZ"].flatMap { Int($0) } ?? 1

  /// Draws commands for whatever the cluster has just now, sensible and not.
  struct Commander {
    var generator: SeededGenerator

    init(seed: UInt64) {
      generator = SeededGenerator(seed: seed, stream: "commander")
    }

    mutating func pick<Element>(_ elements: [Element]) -> Element? {
      guard !elements.isEmpty else { return nil }
      return elements[Int(generator.next(below: UInt64(elements.count)))]
    }

    mutating func command(on simulation: Simulation) -> Command {
      let cluster = simulation.cluster
      let nobody = ObjectName(namespace: "shop", name: "nobody")
      let pod = pick(cluster.pods.ids.compactMap { cluster.pods[$0]?.key }) ?? nobody
      let service = pick(cluster.services.ids.compactMap { cluster.services[$0]?.key }) ?? nobody
      switch generator.next(below: 19) {
      case 0, 1, 2:
        return .deletePod(pod, graceSeconds: pick([nil, nil, 0, 1, 60, .max]) ?? nil)
      case 3, 4: return scale(cluster, to: Int64(generator.next(below: 8)))
      case 5: return pick([.setMode(.iptables), .setMode(.ipvs), .setMode(.nftables)]) ?? .step
      case 6 where generator.next(below: 6) == 0: return .deleteService(service)
      case 7 where generator.next(below: 6) == 0: return delete(cluster)
      case 8, 9: return .startStream(traffic(service, pod), rate: 1 << generator.next(below: 10))
      case 10: return .stopStream(to: pick(simulation.streams)?.traffic.destination ?? .node("", 1))
      case 11, 12, 13:
        return .send(traffic(service, pod), count: Int(generator.next(below: 300)))
      case 14, 15: return rollOut(cluster)
      case 16: return onNode(cluster)
      default: return .step
      }
    }

    private mutating func rollOut(_ cluster: Cluster) -> Command {
      let rolling = cluster.allWorkloads.filter { $0.kind != ReplicaSet.kind }
      guard let workload = pick(rolling) else { return .step }
      let image = "web:\(generator.next(below: 3))"
      return pick([
        .restartRollout(kind: workload.kind, workload.key),
        .setImage(kind: workload.kind, workload.key, container: "*", image: image),
        .undoRollout(kind: workload.kind, workload.key, toRevision: nil),
      ]) ?? .step
    }

    private mutating func onNode(_ cluster: Cluster) -> Command {
      let nodes = cluster.nodes.ids.compactMap { cluster.nodes[$0]?.metadata.name }
      guard let node = pick(nodes) else { return .step }
      let isRare = generator.next(below: 8) == 0 && nodes.count > 1
      let usual = [Command.cordon(node, true), .cordon(node, false), .drain(node)]
      return isRare ? .deleteNode(node) : pick(usual) ?? .step
    }

    private mutating func scale(_ cluster: Cluster, to replicas: Int64) -> Command {
      let workload = pick(cluster.allWorkloads)
      return .scale(
        kind: workload?.kind ?? "Deployment",
        workload?.key ?? ObjectName(name: "none"),
        replicas: replicas
      )
    }

    private mutating func delete(_ cluster: Cluster) -> Command {
      let sets = cluster.replicaSets.ids.compactMap { cluster.replicaSets[$0]?.key }
      if generator.next(below: 2) == 0, let set = pick(sets) {
        return .deleteWorkload(kind: "ReplicaSet", set)
      }
      let workload = pick(cluster.allWorkloads)
      return .deleteWorkload(
        kind: workload?.kind ?? "Deployment",
        workload?.key ?? ObjectName(name: "none")
      )
    }

    private mutating func traffic(_ service: ObjectName, _ pod: ObjectName) -> Traffic {
      let source = pick([Source.pod(pod), .node("node-a"), .outside]) ?? .outside
      let destination =
        pick([
          Destination.service(service, port: .number(80)), .service(service, port: nil),
          .name("\(service.name).\(service.namespace)", port: .number(80)),
          .node("node-b", 30_080), .name("wep", port: .number(80)),
          .address(IPAddress(isIPv6: false, bits: 0x0a60_0063), 80),
        ]) ?? .node("node-b", 30_080)
      let transport: TransportProtocol = generator.next(below: 8) == 0 ? .udp : .tcp
      return Traffic(from: source, to: destination, protocol: transport)
    }
  }

  @Test(arguments: Array(1...4) as [UInt64])
  func `the model stays consistent under random commands`(seed: UInt64) {
    var commander = Commander(seed: seed)
    var simulation = Simulation(opening: CrowdedFixture.make())
    #expect(simulation.brokenInvariants == [])
    var performed = 0
    for step in 0..<100 * Self.effort {
      let command = commander.command(on: simulation)
      let before = simulation
      do throws(CommandError) {
        try simulation.apply(command)
        performed += 1
      } catch {
        #expect(simulation == before, "\(command) was refused and changed something")
      }
      let pause = Int64(commander.generator.next(below: 4)) * 700_000
      simulation.advance(to: simulation.now + Delay(microseconds: pause))
      let broken = simulation.brokenInvariants
      guard broken.isEmpty else {
        Issue.record("seed \(seed), step \(step), \(command): \(broken)")
        return
      }
    }
    #expect(performed > 40)
  }

  @Test(arguments: [21, 22] as [UInt64])
  func `the same commands give the same world on a second run`(seed: UInt64) {
    func run() -> Simulation {
      var commander = Commander(seed: seed)
      var simulation = Simulation(opening: CrowdedFixture.make())
      for _ in 0..<60 {
        _ = try? simulation.apply(commander.command(on: simulation))
        simulation.advance(to: simulation.now + .milliseconds(300))
      }
      return simulation
    }
    #expect(run() == run())
  }

  @Test func `a defect in an index is found`() throws {
    var simulation = Simulation(opening: CrowdedFixture.make())
    try simulation.apply(.startStream(ClusterFixture.toWeb, rate: 10))
    #expect(simulation.brokenInvariants == [])
    #expect(simulation.breakingIndexes().brokenInvariants.count >= 4)
  }
}
