extension IPVSState {
  /// The virtual servers as `ipvsadm -Sn` prints them, which `ipvsadm -R` reads; of one family
  /// only if one is given.
  package func savedText(isIPv6: Bool? = nil) -> [UInt8] {
    var text = RuleText()
    for server in virtualServers.sorted(by: Self.isListedBefore)
    where isIPv6 == nil || isIPv6 == server.key.address.address.isIPv6 {
      text.add(server.savedText)
      text.add("\n")
      for real in server.savedServers {
        text.add(server.savedText(of: real))
        text.add("\n")
      }
    }
    return text.bytes
  }

  /// IPv4 first, then by the number of the protocol, then by address and port.
  static func isListedBefore(_ left: VirtualServer, _ right: VirtualServer) -> Bool {
    let (one, other) = (left.key.address.address, right.key.address.address)
    if one.isIPv6 != other.isIPv6 { return other.isIPv6 }
    guard left.key.protocol == right.key.protocol else {
      return left.key.protocol.number < right.key.protocol.number
    }
    return precedes(left.key.address, right.key.address)
  }

  fileprivate static func precedes(_ left: SocketAddress, _ right: SocketAddress) -> Bool {
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

extension VirtualServer {
  /// The option that names it to ipvsadm.
  private var option: String {
    switch key.protocol {
    case .tcp: "-t \(key.address)"
    case .udp: "-u \(key.address)"
    default: "--sctp-service \(key.address)"
    }
  }

  /// Its own line as `ipvsadm -Sn` prints it.
  var savedText: String {
    var text = "-A \(option) -s \(settings.scheduler.rawValue)"
    if let seconds = settings.persistenceSeconds { text += " -p \(seconds)" }
    // Persistence is not a flag here, it has an option of its own.
    let flags = settings.flags.filter { $0 != "persistent" }
    return flags.isEmpty ? text : text + " -b " + flags.joined(separator: ",")
  }

  /// The line of one of its real servers.
  func savedText(of real: RealServer) -> String {
    "-a \(option) -r \(real.endpoint) -m -w \(real.weight)"
  }

  /// The real servers in the order of their lines.
  var savedServers: [RealServer] {
    servers.sorted { IPVSState.precedes($0.endpoint, $1.endpoint) }
  }
}
