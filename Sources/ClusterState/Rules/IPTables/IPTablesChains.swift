/// The names of the chains that a Service port has in iptables mode
/// (pkg/proxy/iptables/proxier.go).
struct IPTablesChains {
  private let name: RuleSubject
  /// One hash is shared by all four.
  let cluster: String
  let local: String
  let external: String
  let firewall: String

  init(_ name: RuleSubject) {
    self.name = name
    let hash = ChainHash.text(16, of: name.description, name.protocolName)
    cluster = "KUBE-SVC-" + hash
    local = "KUBE-SVL-" + hash
    external = "KUBE-EXT-" + hash
    firewall = "KUBE-FW-" + hash
  }

  /// The chain of one endpoint; the list of its recent clients has the same name.
  func endpoint(_ text: String) -> String {
    "KUBE-SEP-" + ChainHash.text(16, of: name.description, name.protocolName, text)
  }

  static let services = "KUBE-SERVICES"
  static let externalServices = "KUBE-EXTERNAL-SERVICES"
  static let nodePorts = "KUBE-NODEPORTS"
  static let proxyFirewall = "KUBE-PROXY-FIREWALL"
  static let markMasquerade = "KUBE-MARK-MASQ"
  static let postrouting = "KUBE-POSTROUTING"
  static let forward = "KUBE-FORWARD"
  static let localnetFirewall = "KUBE-FIREWALL"
  static let canary = "KUBE-PROXY-CANARY"
}
