extension IPVSState {
  /// The virtual servers as `ipvsadm -Sn` prints them, which `ipvsadm -R` reads; of one family
  /// only if one is given.
  package func savedText(isIPv6: Bool? = nil) -> [UInt8] {
    var text = RuleText()
    for server in virtualServers.sorted(by: Self.isListedBefore)
    where isIPv6 == nil || isIPv6 == server.key.address.address.isIPv6 {
      let service = Self.option(server.key)
      text.add("-A ")
      text.add(service)
      text.add(" -s ")
      text.add(server.settings.scheduler.rawValue)
      if let seconds = server.settings.persistenceSeconds {
        text.add(" -p ")
        text.add(String(seconds))
      }
      // Persistence is not a flag here, it has an option of its own.
      let flags = server.settings.flags.filter { $0 != "persistent" }
      if !flags.isEmpty {
        text.add(" -b ")
        text.add(flags.joined(separator: ","))
      }
      text.add("\n")
      for real in server.servers.sorted(by: { Self.precedes($0.endpoint, $1.endpoint) }) {
        text.add("-a ")
        text.add(service)
        text.add(" -r ")
        text.add(real.endpoint.description)
        text.add(" -m -w ")
        text.add(real.weight)
        text.add("\n")
      }
    }
    return text.bytes
  }

  private static func option(_ key: VirtualServer.Key) -> String {
    switch key.protocol {
    case .tcp: "-t \(key.address)"
    case .udp: "-u \(key.address)"
    default: "--sctp-service \(key.address)"
    }
  }

  /// IPv4 first, then by the number of the protocol, then by address and port.
  private static func isListedBefore(_ left: VirtualServer, _ right: VirtualServer) -> Bool {
    let (one, other) = (left.key.address.address, right.key.address.address)
    if one.isIPv6 != other.isIPv6 { return other.isIPv6 }
    guard left.key.protocol == right.key.protocol else {
      return left.key.protocol.number < right.key.protocol.number
    }
    return precedes(left.key.address, right.key.address)
  }

  private static func precedes(_ left: SocketAddress, _ right: SocketAddress) -> Bool {
    guard left.address == right.address else { return precedes(left.address, right.address) }
    return left.port < right.port
  }

  /// ipvsadm looks at the difference as a number with a sign, word by word: 192.168.0.1 comes
  /// before 10.0.0.1 (libipvs.c `ipvs_cmp_services`).
  private static func precedes(_ left: IPAddress, _ right: IPAddress) -> Bool {
    for shift in stride(from: UInt128(left.isIPv6 ? 96 : 0), through: 0, by: -32) {
      let one = UInt32(truncatingIfNeeded: left.bits >> shift)
      let other = UInt32(truncatingIfNeeded: right.bits >> shift)
      if one != other { return Int32(bitPattern: one &- other) < 0 }
    }
    return false
  }
}
