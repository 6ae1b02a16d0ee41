/// What one Service port adds to the rules of a node in iptables mode.
///
/// A part depends on its own Service and on the node alone, but for one thing: whether the cluster
/// is so large that comments are left out. When a Service changes, only its parts are made anew.
package struct IPTablesPart: Equatable, Sendable {
  /// Rules in chains of the table nat that all Service ports share.
  package internal(set) var services: [Rule] = []
  package internal(set) var nodePorts: [Rule] = []
  /// Rules in shared chains of the table filter.
  package internal(set) var filteredServices: [Rule] = []
  package internal(set) var filteredExternals: [Rule] = []
  package internal(set) var firewall: [Rule] = []
  package internal(set) var healthChecks: [Rule] = []
  /// Its own chains, all in the table nat.
  package internal(set) var chains: [RuleChain] = []

  init(_ port: ProxiedPort, on node: ProxyNode, hasEndpointComments: Bool) {
    var writer = IPTablesPartWriter(port, node, hasEndpointComments: hasEndpointComments)
    writer.capture()
    writer.addChains()
    self = writer.part
  }

  /// Nothing yet.
  fileprivate init() {}
}

/// Writes the rules of one Service port (pkg/proxy/iptables/proxier.go `syncProxyRules`).
struct IPTablesPartWriter {
  let port: ProxiedPort
  let node: ProxyNode
  let hasEndpointComments: Bool
  let chains: IPTablesChains
  var part = IPTablesPart()

  init(_ port: ProxiedPort, _ node: ProxyNode, hasEndpointComments: Bool) {
    self.port = port
    self.node = node
    self.hasEndpointComments = hasEndpointComments
    chains = IPTablesChains(port.name)
  }

  var name: RuleSubject { port.name }

  func rule(_ matches: [RuleMatch], _ verdict: RuleVerdict) -> Rule {
    Rule(matches, verdict, of: name)
  }

  /// Packets to an address of the Service port.
  private func destination(_ address: IPAddress, _ comment: String) -> [RuleMatch] {
    [
      .destination(CIDR(only: address)), .transport(name.protocol), .comment(comment),
      .destinationPort(name.protocol, port.port.port),
    ]
  }

  var clusterIPMatches: [RuleMatch] { destination(port.clusterIP, "\(name) cluster IP") }

  /// The chain that traffic to the cluster IP goes to.
  var internalChain: String { port.policies.isInternalLocal ? chains.local : chains.cluster }

  /// Whether source ranges guard the load balancer's addresses.
  var hasFirewallChain: Bool {
    port.selection.hasAny && !port.loadBalancerIPs.isEmpty && !port.sourceRanges.isEmpty
  }

  /// The rules in chains that all share: what takes packets, and what refuses them.
  mutating func capture() {
    if port.hasInternalEndpoints {
      part.services.append(rule(clusterIPMatches, .jump(internalChain)))
    } else {
      let refusal = refusal
      let matches = destination(port.clusterIP, refusal.comment)
      part.filteredServices.append(rule(matches, refusal.verdict))
    }
    capture(port.externalIPs, "external IP", to: chains.external)
    let target = hasFirewallChain ? chains.firewall : chains.external
    capture(port.loadBalancerIPs, "loadbalancer IP", to: target)
    if hasFirewallChain {
      part.firewall = port.loadBalancerIPs.map { address in
        let comment = "\(name) traffic not accepted by \(chains.firewall)"
        return rule(destination(address, comment), .drop)
      }
    }
    captureNodePort()
    if port.healthCheckPort != 0 {
      part.healthChecks.append(
        rule(
          [
            .transport(.tcp), .comment("\(name) health check node port"),
            .destinationPort(.tcp, port.healthCheckPort),
          ],
          .accept
        )
      )
    }
  }

  /// What becomes of packets for which there is no endpoint: `REJECT` if there is none anywhere.
  private var refusal: (comment: String, verdict: RuleVerdict) {
    port.selection.hasAny
      ? ("\(name) has no local endpoints", .drop) : ("\(name) has no endpoints", .reject)
  }

  private mutating func capture(_ addresses: [IPAddress], _ what: String, to chain: String) {
    for address in addresses {
      if port.selection.hasAny {
        part.services.append(rule(destination(address, "\(name) \(what)"), .jump(chain)))
      }
      guard !port.hasExternalEndpoints else { continue }
      let refusal = refusal
      part.filteredExternals.append(rule(destination(address, refusal.comment), refusal.verdict))
    }
  }

  private mutating func captureNodePort() {
    let number = port.port.nodePort
    guard number != 0 else { return }
    let isThere: RuleMatch = .destinationPort(name.protocol, number)
    if port.selection.hasAny {
      let matches: [RuleMatch] = [
        .transport(name.protocol), .comment(name.description), isThere,
      ]
      if !port.isIPv6, node.hasLocalhostNodePorts {
        part.nodePorts.append(
          rule(
            [.destination(.loopback)] + matches + [.counted("localhost_nps_accepted_pkts")],
            .jump(chains.external)
          )
        )
      }
      part.nodePorts.append(rule(matches, .jump(chains.external)))
    }
    guard !port.hasExternalEndpoints else { return }
    let refusal = refusal
    part.filteredExternals.append(
      rule(
        [
          .transport(name.protocol), .comment(refusal.comment), .destinationIsLocal, isThere,
        ],
        refusal.verdict
      )
    )
  }
}
