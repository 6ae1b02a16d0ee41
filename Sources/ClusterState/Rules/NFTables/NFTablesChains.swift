/// The names of the chains that a Service port has in nftables mode
/// (pkg/proxy/nftables/proxier.go).
struct NFTablesChains {
  /// `namespace/name/protocol/portname`; ends in a slash if the port has no name.
  private let base: String
  let service: String
  let local: String
  let external: String
  let firewall: String

  init(_ name: RuleSubject) {
    base = "\(name.servicePort.service)/\(name.protocolName)/\(name.servicePort.port)"
    let hashed = ChainHash.text(8, of: base) + "-" + base
    service = "service-" + hashed
    local = "local-" + hashed
    external = "external-" + hashed
    firewall = "firewall-" + hashed
  }

  /// What the chain of an endpoint and the set of its recent clients have in common.
  private func hashed(_ endpoint: ProxyEndpoint) -> String {
    // No name may hold a colon.
    let address = endpoint.address.description.split(
      separator: ":",
      omittingEmptySubsequences: false
    )
    .joined(separator: ".")
    let name = "\(base)__\(address)/\(endpoint.port)"
    return ChainHash.text(8, of: name) + "-" + name
  }

  /// The chain and the set of an endpoint, which only session affinity needs.
  func endpoint(_ endpoint: ProxyEndpoint) -> (chain: String, set: String) {
    let hashed = hashed(endpoint)
    return ("endpoint-" + hashed, "affinity-" + hashed)
  }

  static let rejection = "reject-chain"
  static let clusterIPs = "cluster-ips"
  static let nodePortIPs = "nodeport-ips"
  static let hairpins = "hairpin-connections"
  static let refusedServices = "no-endpoint-services"
  static let refusedNodePorts = "no-endpoint-nodeports"
  static let firewalls = "firewall-ips"
  static let serviceIPs = "service-ips"
  static let serviceNodePorts = "service-nodeports"
}
