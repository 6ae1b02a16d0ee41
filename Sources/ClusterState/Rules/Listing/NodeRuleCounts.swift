/// What the rules of a node have counted, and the way of its last packet through them.
///
/// Packets are walked through the rules as they are now, each kind once, and counted with every
/// rule that took them. What could not go the same way any more is not counted: its rules are gone.
package struct NodeRuleCounts: Sendable {
  /// A line of the rules, or with `line` missing that which opens a chain or a virtual server.
  package struct Site: Hashable, Sendable {
    package let place: RuleSection.Place.Name
    package let line: RuleLine?

    package init(_ place: RuleSection.Place.Name, _ line: RuleLine?) {
      self.place = place
      // A real server stays the same whatever its weight is.
      if case .realServer(let endpoint, _, _) = line {
        self.line = .text("\(endpoint)")
      } else {
        self.line = line
      }
    }
  }

  /// A step of a packet's way.
  package struct Step: Sendable {
    package let site: Site
    /// The Service that the line belongs to; `nil`: the frame.
    package let service: ObjectName?
    /// Where in the network stack it was.
    package let stage: PacketStage
    /// The line as the tool prints it.
    package let text: String
  }

  private let rules: NodeRules
  private let kernel: KernelRules
  private let services: Set<ObjectName>
  private var ways: [FirstPacket: [Step]] = [:]
  private var seen: [FirstPacket: UInt64] = [:]
  private var counts: [Site: RuleCounters.Count] = [:]
  private var servicePackets: [ObjectName: UInt64] = [:]
  /// The way of the last packet that the node decided about.
  package private(set) var lastWay: [Step] = []
  package private(set) var last: FirstPacket?

  /// Nothing counted yet, for the rules of those Services that packets were for.
  ///
  /// `earlier` came before there were these rules.
  package init(
    _ rules: NodeRules,
    _ packets: FirstPackets,
    since earlier: FirstPackets = FirstPackets(),
    at now: Instant
  ) {
    self.rules = rules
    services = Set(packets.counts(of: rules.node.name).compactMap(\.first.service))
    kernel = rules.kernel(of: services.sorted(), at: now)
    for (first, count) in earlier.counts(of: rules.node.name) { seen[first] = count }
  }

  /// How often a line has taken a packet.
  package subscript(site: Site) -> RuleCounters.Count? { counts[site] }

  /// Packets for a Service that went as its rules lead.
  package subscript(service: ObjectName) -> UInt64 { servicePackets[service] ?? 0 }

  /// Counts what has come since; `false` if the rules must be asked anew: packets were taken back,
  /// or are for a Service that was not heard of.
  package mutating func update(_ packets: FirstPackets, at now: Instant) -> Bool {
    let node = kernel.node.name
    let current = packets.counts(of: node)
    guard current.count >= seen.count else { return false }
    for (first, count) in current where first.packet.isIPv6 == kernel.rules.isIPv6 {
      let before = seen[first] ?? 0
      guard count != before else { continue }
      guard count > before, first.service.map(services.contains) ?? true else { return false }
      seen[first] = count
      let steps = way(of: first, at: now)
      let bytes = (count - before) * first.packet.firstLength
      for step in steps {
        counts[step.site, default: RuleCounters.Count()].packets += count - before
        counts[step.site, default: RuleCounters.Count()].bytes += bytes
      }
      if let service = first.service, !steps.isEmpty {
        servicePackets[service, default: 0] += count - before
      }
    }
    if !counts.isEmpty, packets.last(of: node) != last {
      last = packets.last(of: node)
      let isOurs = last?.packet.isIPv6 == kernel.rules.isIPv6
      lastWay = isOurs ? last.map { way(of: $0, at: now) } ?? [] : []
    }
    return true
  }

  private mutating func way(of first: FirstPacket, at now: Instant) -> [Step] {
    if let known = ways[first] { return known }
    var memory = RuleMemory()
    var chance =
      first.endpoint.map(RuleChance.settled)
      ?? .drawn(SeededGenerator(seed: 0, stream: "no choice"))
    let walk = kernel.walk(first.packet, at: now, &chance, &memory)
    let isAsBefore = first.endpoint == nil ? !walk.isTranslated : walk.destination == first.endpoint
    let steps = isAsBefore ? walk.steps.flatMap(steps) : []
    ways[first] = steps
    return steps
  }

  /// The lines that a step of a walk is about: a rule, and the element that decided.
  private func steps(_ step: RuleWalk.Step) -> [Step] {
    let tables = kernel.rules.tables
    switch step.site {
    case .policy(let table, let index):
      let chain = tables[table].chains[index]
      let name = RuleSection.Place.Name(tables[table].name, chain.name)
      let place = RuleSection.Place(chain, in: tables[table].name, kernel.rules.mode, rules: [])
      return [Step(site: Site(name, nil), service: nil, stage: step.stage, text: place.head)]
    case .rule(let place):
      guard let rule = kernel[place] else { return [] }
      let chain = tables[place.table].chains[place.chain]
      let name = RuleSection.Place.Name(tables[place.table].name, chain.name)
      let subject = rule.subject ?? chain.subject
      return [made(name, .rule(rule), subject, step)] + element(step)
    case .virtualServer(let key): return server(key, step)
    }
  }

  private func made(
    _ place: RuleSection.Place.Name,
    _ line: RuleLine,
    _ subject: RuleSubject?,
    _ step: RuleWalk.Step
  ) -> Step {
    Step(
      site: Site(place, line),
      service: subject?.servicePort.service,
      stage: step.stage,
      text: rules.spelling.text(line, in: place.name)
    )
  }

  private func element(_ step: RuleWalk.Step) -> [Step] {
    guard let place = step.element else { return [] }
    let table = kernel.rules.tables[place.table]
    let set = table.collections[place.collection]
    let element = set.elements[place.element]
    let name = RuleSection.Place.Name(table.name, set.name)
    return [made(name, .element(element), element.subject, step)]
  }

  /// A virtual server, and the real server that it chose.
  private func server(_ key: VirtualServer.Key, _ step: RuleWalk.Step) -> [Step] {
    guard let server = kernel.virtualServer(key) else { return [] }
    let name = RuleSection.Place.Name("ipvs", key.description)
    let service = rules.service(at: key)
    let head = Step(
      site: Site(name, nil),
      service: service,
      stage: step.stage,
      text: server.savedText
    )
    guard case .translated(let endpoint) = step.effect, let real = server.server(at: endpoint)
    else {
      return [head]
    }
    let text = server.savedText(of: real)
    let line = RuleLine.realServer(endpoint, weight: real.weight, text: text)
    return [head, Step(site: Site(name, line), service: service, stage: step.stage, text: text)]
  }
}

extension Packet {
  fileprivate var isIPv6: Bool { destination.isIPv6 }
}
