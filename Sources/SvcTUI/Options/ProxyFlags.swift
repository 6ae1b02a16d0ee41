import ArgumentParser
import ClusterState

/// kube-proxy's own options, under their own names.
struct ProxyFlags: ParsableArguments {
  @Option(help: "How kube-proxy works: iptables, ipvs or nftables.")
  var mode: ProxyMode?

  @Option(
    help: ArgumentHelp(
      "Ranges of pod addresses; empty: no traffic counts as a pod's.",
      valueName: "cidr,..."
    )
  )
  var clusterCidr: String?

  @Option(
    help: "How pods are told: ClusterCIDR, NodeCIDR, BridgeInterface or InterfaceNamePrefix."
  )
  var detectLocalMode: ProxySettings.DetectLocalMode?

  @Option(help: "The bridge of the pods, for BridgeInterface.")
  var podBridgeInterface: String?

  @Option(help: "How pods' interfaces are called, for InterfaceNamePrefix.")
  var podInterfaceNamePrefix: String?

  @Flag(
    inversion: .prefixedNo,
    help: "Replace the source of all traffic to cluster IPs."
  )
  var masqueradeAll: Bool?

  @Option(help: "The bit of the packet mark that asks for masquerading.")
  var iptablesMasqueradeBit: Int?

  @Flag(
    inversion: .prefixedNo,
    help: "Let node ports answer on 127.0.0.1, in iptables mode."
  )
  var iptablesLocalhostNodeports: Bool?

  @Option(
    help: ArgumentHelp(
      "Addresses of nodes that take node-port traffic: primary, or ranges.",
      valueName: "primary|cidr,..."
    )
  )
  var nodeportAddresses: String?

  @Option(help: "How IPVS chooses: rr, wrr, lc, wlc, sh, dh, sed, nq, mh, lblc or lblcr.")
  var ipvsScheduler: IPVSScheduler?

  /// What was said; throws what cannot be understood.
  func settings() throws -> ProxySettings {
    var settings = ProxySettings()
    settings.mode = mode
    settings.clusterCIDRs = try clusterCidr.map { try CIDR.list($0, option: "--cluster-cidr") }
    settings.detectLocalMode = detectLocalMode
    settings.podBridgeInterface = podBridgeInterface
    settings.podInterfaceNamePrefix = podInterfaceNamePrefix
    settings.masqueradesAll = masqueradeAll
    settings.masqueradeBit = iptablesMasqueradeBit
    settings.answersOnLocalhost = iptablesLocalhostNodeports
    settings.nodePortAddresses = try nodeportAddresses.map { text in
      try text == "primary"
        ? .primary : .ranges(CIDR.list(text, option: "--nodeport-addresses"))
    }
    if settings.nodePortAddresses == .ranges([]) { settings.nodePortAddresses = nil }
    settings.scheduler = ipvsScheduler
    let needed = [
      (ProxySettings.DetectLocalMode.bridgeInterface, podBridgeInterface, "--pod-bridge-interface"),
      (.interfaceNamePrefix, podInterfaceNamePrefix, "--pod-interface-name-prefix"),
    ]
    for (mode, value, option) in needed where detectLocalMode == mode && (value ?? "").isEmpty {
      throw ValidationError("--detect-local-mode \(mode.rawValue) needs \(option)")
    }
    let names = [
      (podBridgeInterface, "--pod-bridge-interface"),
      (podInterfaceNamePrefix, "--pod-interface-name-prefix"),
    ]
    for case (let name?, let option) in names where !name.isEmpty {
      guard !ProxySettings.isInterfaceName(name) else { continue }
      throw ValidationError("\(option): \(name) is not a name of an interface")
    }
    if let bit = iptablesMasqueradeBit, !ProxySettings.masqueradeBits.contains(bit) {
      throw ValidationError("--iptables-masquerade-bit: \(bit) is not one of 0 to 31")
    }
    return settings
  }
}

extension ProxyFlags {
  /// Kubernetes's programs take `--flag=false`, `--flag=true` and `--option=`; the argument parser
  /// knows `--no-flag`, `--flag` and an empty word.
  static func asParsed(_ argument: String) -> [String] {
    for flag in ["masquerade-all", "iptables-localhost-nodeports"] {
      if argument == "--\(flag)=false" { return ["--no-\(flag)"] }
      if argument == "--\(flag)=true" { return ["--\(flag)"] }
    }
    for option in ["cluster-cidr", "nodeport-addresses"] where argument == "--\(option)=" {
      return ["--\(option)", ""]
    }
    return [argument]
  }
}

extension CIDR {
  /// The ranges of a comma-separated list; throws if one is none.
  static func list(_ text: String, option: String) throws -> [CIDR] {
    let ranges = Settings.ranges(text)
    guard ranges.count == text.split(separator: ",").count else {
      throw ValidationError("\(option): \(text) is not a list of ranges such as 10.244.0.0/16")
    }
    return ranges
  }
}

extension ProxySettings.DetectLocalMode: ExpressibleByArgument {}
extension IPVSScheduler: ExpressibleByArgument {}
