// What IPVS does between the rules (net/netfilter/ipvs/ip_vs_core.c `ip_vs_in_hook`), and the sets
// that its few rules look into.

extension RuleWalker {
  /// Lets a virtual server take the packet: `nil` if none does, else whether it found a server.
  mutating func schedule() -> Bool? {
    let key = VirtualServer.Key(
      SocketAddress(packet.destination, packet.port),
      packet.protocol
    )
    guard !isScheduled,
      var server = memory.virtualServers[key] ?? kernel.virtualServer(key)
    else { return nil }
    isScheduled = true
    sentTo = key
    let site = RuleWalk.Site.virtualServer(key)
    var chosen: SocketAddress?
    switch chance {
    case .drawn:
      chosen = server.schedule(ScheduledClient(packet.source), at: now)
      memory.virtualServers[key] = server
    case .settled(let endpoint): chosen = server.server(at: endpoint)?.endpoint
    }
    guard let chosen else {
      walk.verdict = .rejected
      walk.steps.append(.init(stage: stage, site: site, effect: .rejected))
      return false
    }
    let effect = translate(to: chosen)
    walk.steps.append(.init(stage: stage, site: site, effect: effect))
    return true
  }

  /// Whether the sides of the packet that `directions` names are in a set.
  func isIn(_ name: String, _ directions: String) -> Bool {
    guard let (kind, entries) = kernel.set(name) else { return false }
    let sides = directions.split(separator: ",")
    func address(_ side: Int) -> IPAddress {
      sides[side] == "src" ? packet.source : packet.destination
    }
    let port = "\(packet.protocol.ruleName):\(packet.port)"
    switch kind.type {
    case "bitmap:port": return entries.contains("\(packet.port)")
    case "hash:ip": return entries.contains("\(address(0))")
    case "hash:ip,port": return entries.contains("\(address(0)),\(port)")
    case "hash:ip,port,ip": return entries.contains("\(address(0)),\(port),\(address(2))")
    default:
      let known = "\(address(0)),\(port),"
      return entries.contains { entry in
        entry.hasPrefix(known)
          && CIDR(String(entry.dropFirst(known.count)))?.contains(address(2)) == true
      }
    }
  }
}
