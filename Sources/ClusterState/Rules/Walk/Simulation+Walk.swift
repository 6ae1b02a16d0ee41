internal import HashTreeCollections

// From what the simulation decides to the way through the rules themselves.

extension Simulation {
  /// The rules of a node as its kernel holds them, for walks through them.
  package func kernelRules(of id: NodeID, isIPv6: Bool = false) -> KernelRules {
    let node = proxyNode(id)
    let state = node.options.mode == .ipvs ? ipvsState(of: id) : nil
    return KernelRules(rules(of: id, isIPv6: isIPv6), on: node, state)
  }

  /// What the kernels of all nodes remember now.
  package var ruleMemory: RuleMemory {
    var memory = RuleMemory()
    memory.clients = affinity
    return memory
  }

  /// How a packet that was decided about walked through the rules of the node.
  ///
  /// `endpoint` is what was chosen, where there was a choice: the walk ends there.
  package func walk(
    _ hop: Hop,
    to endpoint: SocketAddress?,
    through kernel: KernelRules
  ) -> RuleWalk {
    var memory = ruleMemory
    var chance =
      endpoint.map(RuleChance.settled)
      ?? .drawn(SeededGenerator(seed: 0, stream: "no choice"))
    return kernel.walk(hop.packet, at: now, &chance, &memory)
  }

  /// The walks on one node of all that a way may come to: one to each of its targets, in their
  /// order, or one to the refusal; none if the way does not lead over the node.
  ///
  /// With how often each endpoint was chosen they give what the node's counters have counted.
  package func walks(of way: Trace.Way, through kernel: KernelRules) -> [RuleWalk] {
    guard let index = way.hops.lastIndex(where: { $0.node.name == kernel.node.name }),
      way.hops[index].packet.destination.isIPv6 == kernel.rules.isIPv6
    else { return [] }
    let hop = way.hops[index]
    // Only the last node decides; those before leave the packet alone.
    guard index == way.hops.count - 1, !way.targets.isEmpty else {
      return [walk(hop, to: nil, through: kernel)]
    }
    return way.targets.map { walk(hop, to: $0.endpoint.socketAddress, through: kernel) }
  }
}
