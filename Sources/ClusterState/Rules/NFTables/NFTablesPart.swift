/// What one Service port adds to the rules of a node in nftables mode; it depends on its own
/// Service and on the node alone.
package struct NFTablesPart: Equatable, Sendable {
  package internal(set) var clusterIPs: [RuleElement] = []
  package internal(set) var hairpins: [RuleElement] = []
  package internal(set) var refusedServices: [RuleElement] = []
  package internal(set) var refusedNodePorts: [RuleElement] = []
  package internal(set) var firewalls: [RuleElement] = []
  package internal(set) var serviceIPs: [RuleElement] = []
  package internal(set) var serviceNodePorts: [RuleElement] = []
  /// The recent clients of endpoints with session affinity.
  package internal(set) var affinities: [RuleCollection] = []
  /// Its own chains.
  package internal(set) var chains: [RuleChain] = []

  init(_ port: ProxiedPort, on node: ProxyNode) {
    var writer = NFTablesPartWriter(port, node)
    writer.capture()
    writer.addChains()
    self = writer.part
  }

  /// Nothing yet.
  fileprivate init() {}
}

/// Writes the elements and chains of one Service port (pkg/proxy/nftables/proxier.go
/// `syncProxyRules`).
struct NFTablesPartWriter {
  let port: ProxiedPort
  let node: ProxyNode
  let chains: NFTablesChains
  var part = NFTablesPart()

  init(_ port: ProxiedPort, _ node: ProxyNode) {
    self.port = port
    self.node = node
    chains = NFTablesChains(port.name)
  }

  var name: RuleSubject { port.name }

  /// Source ranges guard the addresses of a load balancer even without any endpoint.
  var hasFirewallChain: Bool { !port.loadBalancerIPs.isEmpty && !port.sourceRanges.isEmpty }

  private func element(
    _ key: [String],
    _ verdict: RuleVerdict = .none,
    comment: String = ""
  ) -> RuleElement {
    RuleElement(key: key, comment: comment, verdict: verdict, subject: name)
  }

  /// The key of an address of the Service port.
  private func key(_ address: IPAddress) -> [String] {
    [address.description, name.protocolName, String(port.port.port)]
  }

  /// What becomes of packets for which there is no endpoint.
  private var refusal: RuleVerdict {
    port.selection.hasAny ? .drop : .goTo(NFTablesChains.rejection)
  }

  private func refused(_ key: [String]) -> RuleElement {
    element(key, refusal, comment: name.description)
  }

  /// The elements in sets and maps that all share.
  mutating func capture() {
    part.clusterIPs = [element([port.clusterIP.description])]
    if port.hasInternalEndpoints {
      let chain = port.policies.isInternalLocal ? chains.local : chains.service
      part.serviceIPs = [element(key(port.clusterIP), .goTo(chain))]
    } else {
      part.refusedServices = [refused(key(port.clusterIP))]
    }
    for address in port.externalIPs + port.loadBalancerIPs {
      if port.selection.hasAny {
        part.serviceIPs.append(element(key(address), .goTo(chains.external)))
      }
      if !port.hasExternalEndpoints { part.refusedServices.append(refused(key(address))) }
    }
    if hasFirewallChain {
      part.firewalls = port.loadBalancerIPs.map { element(key($0), .goTo(chains.firewall)) }
    }
    captureNodePort()
    part.hairpins = port.reachable.filter { $0.isLocal(to: node.name) }.map { endpoint in
      let address = endpoint.address.description
      return element([address, address, name.protocolName, String(endpoint.port)])
    }
  }

  private mutating func captureNodePort() {
    guard port.port.nodePort != 0 else { return }
    let key = [name.protocolName, String(port.port.nodePort)]
    if port.selection.hasAny {
      part.serviceNodePorts = [element(key, .goTo(chains.external))]
    }
    if !port.hasExternalEndpoints { part.refusedNodePorts = [refused(key)] }
  }
}
