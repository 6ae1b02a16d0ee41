/// Takes one packet through a node's rules as the kernel does, rule by rule.
struct RuleWalker {
  /// How a packet leaves a stage.
  private enum Passage {
    case goesOn, ended
    /// IPVS sends it out itself, past what else would look at it here.
    case sentOut
  }

  /// A place in a chain to which a packet comes back.
  private struct Frame {
    var chain: Int
    var next: Int
    var rules: [Rule]
  }

  let kernel: KernelRules
  let now: Instant
  var chance: RuleChance
  var memory: RuleMemory
  /// The packet as it is by now.
  var packet: Packet
  var stage = PacketStage.prerouting
  var mark: UInt32 = 0
  /// Whether the translation of each end is decided: connection tracking asks once.
  private var hasDestination = false
  private var hasSource = false
  var isScheduled = false
  /// The virtual server that took the packet.
  var sentTo: VirtualServer.Key?
  var walk: RuleWalk

  init(
    _ packet: Packet,
    _ kernel: KernelRules,
    at now: Instant,
    _ chance: RuleChance,
    _ memory: RuleMemory
  ) {
    self.packet = packet
    self.kernel = kernel
    self.now = now
    self.chance = chance
    self.memory = memory
    walk = RuleWalk(
      destination: SocketAddress(packet.destination, packet.port),
      source: packet.source
    )
  }

  /// Takes the packet from where it enters to where it leaves or is for the node itself.
  mutating func run() {
    if !packet.comesFromOwnPod, kernel.node.owns(packet.source) { leave() } else { arrive() }
    walk.destination = SocketAddress(packet.destination, packet.port)
    walk.source = packet.source
  }

  private mutating func leave() {
    // The kernel sends from the very address it sends to, where that is bound or loopback.
    if packet.destination.isLoopback || kernel.isBound(packet.destination) {
      packet.source = packet.destination
    }
    switch pass(.output) {
    case .ended: return
    case .goesOn: break
    case .sentOut: guard pass(.output) == .goesOn else { return }
    }
    guard pass(.postrouting) == .goesOn, kernel.isLocal(packet.destination) else { return }
    // What a node sends to itself comes in again over loopback.
    guard pass(.prerouting) == .goesOn else { return }
    _ = pass(.input)
  }

  private mutating func arrive() {
    guard pass(.prerouting) == .goesOn else { return }
    guard kernel.isLocal(packet.destination) else {
      if pass(.forward) == .goesOn { _ = pass(.postrouting) }
      return
    }
    if pass(.input) == .sentOut, pass(.output) == .goesOn { _ = pass(.postrouting) }
  }

  private mutating func pass(_ stage: PacketStage) -> Passage {
    self.stage = stage
    let isDestination = stage == .prerouting || stage == .output
    for hook in kernel.hooks(at: stage) {
      switch hook.kind {
      case .chain(_, _, translates: true) where isDestination ? hasDestination : hasSource: break
      case .chain(let table, let chain, let translates):
        guard walkChain(chain, of: table) else { return .ended }
        if translates, isDestination { hasDestination = true }
        if translates, !isDestination { hasSource = true }
      case .virtualServers:
        switch schedule() {
        case nil: break
        case false?: return .ended
        case true?: if !kernel.isLocal(packet.destination) { return .sentOut }
        }
      }
    }
    return .goesOn
  }

  /// Walks a chain that packets enter by; whether the packet goes on after it.
  private mutating func walkChain(_ entry: Int, of table: Int) -> Bool {
    let chains = kernel.rules.tables[table].chains
    var frame = Frame(chain: entry, next: 0, rules: chains[entry].rules)
    var stack: [Frame] = []
    while true {
      guard frame.next < frame.rules.count else {
        guard let back = stack.popLast() else { break }
        frame = back
        continue
      }
      let place = RulePlace(table: table, chain: frame.chain, rule: frame.next)
      frame.next += 1
      walk.examined += 1
      guard matches(frame.rules[place.rule], in: table),
        let (effect, element) = act(frame.rules[place.rule], in: table)
      else { continue }
      let site = RuleWalk.Site.rule(place)
      walk.steps.append(.init(stage: stage, site: site, effect: effect, element: element))
      switch effect {
      case .counted, .marked, .unmarked, .remembered: break
      case .jumped(let chain):
        stack.append(frame)
        frame = Frame(chain: chain, next: 0, rules: chains[chain].rules)
      case .went(let chain): frame = Frame(chain: chain, next: 0, rules: chains[chain].rules)
      case .returned: frame.next = frame.rules.count
      case .accepted, .translated, .masqueraded: return true
      case .dropped, .rejected: return false
      }
    }
    let policy = RuleWalk.Site.policy(table: table, chain: entry)
    walk.steps.append(.init(stage: stage, site: policy, effect: .accepted))
    return true
  }
}

extension KernelRules {
  /// Takes the first packet of a new connection through the rules as the kernel does.
  ///
  /// `chance` and `memory` are as they are after the packet; give them to the next walk. Where a
  /// rule names an interface, it does so to tell the node's own pods: it matches theirs.
  package func walk(
    _ packet: Packet,
    at now: Instant,
    _ chance: inout RuleChance,
    _ memory: inout RuleMemory
  ) -> RuleWalk {
    var walker = RuleWalker(packet, self, at: now, chance, memory)
    walker.run()
    (chance, memory) = (walker.chance, walker.memory)
    return walker.walk
  }
}
