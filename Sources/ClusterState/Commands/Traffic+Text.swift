// SRC and DST as the command line writes them, read and printed.

extension Source: CustomStringConvertible {
  /// Reads `pod/NS/NAME` (`pod/NAME`: in `namespace`), `node/NAME`, `outside`, `outside=IP` or an
  /// address.
  package init?(_ text: String, namespace: String = "default") {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    switch parts[0] {
    case "pod" where parts.count == 3: self = .pod(ObjectName(namespace: parts[1], name: parts[2]))
    case "pod" where parts.count == 2: self = .pod(ObjectName(namespace: namespace, name: parts[1]))
    case "node" where parts.count == 2: self = .node(parts[1])
    case "outside" where parts.count == 1: self = .outside
    default:
      if text.hasPrefix("outside="), let address = IPAddress(String(text.dropFirst(8))) {
        self = .outside(address)
      } else if let address = IPAddress(text) {
        self = .address(address)
      } else {
        return nil
      }
    }
  }

  package var description: String {
    switch self {
    case .pod(let key): "pod/\(key)"
    case .node(let name): "node/\(name)"
    case .outside(let address): self == .outside ? "outside" : "outside=\(address)"
    case .address(let address): "\(address)"
    }
  }
}

extension Destination: CustomStringConvertible {
  /// Reads `NAME[.NS[.svc.cluster.local]][:PORT]`, `svc/NS/NAME[:PORT]`, `IP:PORT`, `[IPv6]:PORT`,
  /// `node/NAME:PORT`, `http(s)://HOST[:PORT]/PATH` or `ingress://HOST/PATH`; `svc/NAME` is in
  /// `namespace`.
  package init?(_ text: String, namespace: String = "default") {
    for scheme in ["http", "https", "ingress"] where text.hasPrefix("\(scheme)://") {
      let rest = text.dropFirst(scheme.count + 3)
      let host = rest.prefix { $0 != "/" && $0 != "?" }
      guard let target = Self.hostAndPort(String(host)), Self.isPossible(target.host) else {
        return nil
      }
      var port: UInt16?
      switch target.port {
      case .number(let number)?: port = number
      case .name?: return nil
      case nil: break
      }
      let path = String(rest.dropFirst(host.count))
      let isIngress = scheme == "ingress"
      let request = HTTPRequest(
        scheme: isIngress ? "http" : scheme,
        host: target.host,
        port: port,
        path: path.isEmpty ? "/" : path
      )
      if let address = IPAddress(request.host) {
        self = .address(address, request.port)
      } else {
        self = .http(request, isIngress: isIngress)
      }
      return
    }
    let parts = text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    guard let last = parts.last, let target = Self.hostAndPort(last), !target.host.isEmpty else {
      return nil
    }
    switch (parts[0], parts.count) {
    case ("svc", 3), ("service", 3):
      self = .service(ObjectName(namespace: parts[1], name: target.host), port: target.port)
    case ("svc", 2), ("service", 2):
      self = .service(ObjectName(namespace: namespace, name: target.host), port: target.port)
    case ("node", 2):
      guard case .number(let number)? = target.port else { return nil }
      self = .node(target.host, number)
    case (_, 1):
      guard Self.isPossible(target.host) else { return nil }
      self = Self.named(target.host, target.port)
      if IPAddress(target.host) != nil, target.port == nil { return nil }
    default:
      return nil
    }
  }

  package var description: String {
    switch self {
    case .name(let name, let port): name + (port.map { ":\($0)" } ?? "")
    case .service(let key, let port): "svc/\(key)" + (port.map { ":\($0)" } ?? "")
    case .address(let address, let port): address.withPort(port)
    case .node(let name, let port): "node/\(name):\(port)"
    case .http(let request, let isIngress):
      (isIngress ? "ingress" : request.scheme) + "://" + request.place
    }
  }

  private static func named(_ host: String, _ port: PortReference?) -> Self {
    if let address = IPAddress(host), case .number(let number)? = port {
      return .address(address, number)
    }
    return .name(host.hasSuffix(".") ? String(host.dropLast()) : host, port: port)
  }

  /// Whether a host can be an address or a name: no name ends in a label of digits only (RFC 3696
  /// 2), so that a mistyped address is not taken for one.
  private static func isPossible(_ host: String) -> Bool {
    if IPAddress(host) != nil { return true }
    guard let last = host.split(separator: ".").last else { return false }
    return !host.contains(":") && !last.allSatisfy { $0.isASCII && $0.isNumber }
  }

  /// Host and port of `host`, `host:port` or `[v6]:port`; `nil` if the port is none.
  private static func hostAndPort(_ text: String) -> (host: String, port: PortReference?)? {
    if text.hasPrefix("["), let end = text.firstIndex(of: "]") {
      let host = String(text[text.index(after: text.startIndex)..<end])
      let rest = text[text.index(after: end)...]
      guard rest.hasPrefix(":") else { return rest.isEmpty ? (host, nil) : nil }
      return port(rest.dropFirst()).map { (host, $0) }
    }
    guard let colon = text.lastIndex(of: ":") else { return (text, nil) }
    // An IPv6 address needs brackets: its last group is not a port.
    guard text.firstIndex(of: ":") == colon else { return nil }
    return port(text[text.index(after: colon)...]).map { (String(text[..<colon]), $0) }
  }

  private static func port(_ text: Substring) -> PortReference? {
    if let number = UInt16(text), number > 0 { return .number(number) }
    let isNumber = text.allSatisfy(\.isNumber)
    return text.isEmpty || isNumber ? nil : .name(String(text))
  }
}
