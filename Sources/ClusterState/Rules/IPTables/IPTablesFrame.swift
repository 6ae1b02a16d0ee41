/// The rules that kube-proxy writes in iptables mode whatever Services there are
/// (pkg/proxy/iptables/proxier.go `iptablesJumpChains`).
struct IPTablesFrame {
  let node: ProxyNode
  let isIPv6: Bool

  private typealias Name = IPTablesChains

  private func jump(_ comment: String, _ chain: String, isNew: Bool = false) -> Rule {
    let state: [RuleMatch] = isNew ? [.connectionState("NEW")] : []
    return Rule(state + [.comment(comment)], .jump(chain))
  }

  private static func builtIn(_ name: String, _ rules: [Rule] = []) -> RuleChain {
    RuleChain(name: name, base: "ACCEPT", rules: rules)
  }

  /// The built-in chains of nat.
  var natBases: [RuleChain] {
    let portals = jump("kubernetes service portals", Name.services)
    return [
      Self.builtIn("PREROUTING", [portals]), Self.builtIn("INPUT"),
      Self.builtIn("OUTPUT", [portals]),
      Self.builtIn("POSTROUTING", [jump("kubernetes postrouting rules", Name.postrouting)]),
    ]
  }

  /// The chains of nat that no Service adds to.
  var natChains: [RuleChain] {
    let mark = node.masqueradeMark
    let masquerade = "kubernetes service traffic requiring SNAT"
    return [
      RuleChain(name: Name.markMasquerade, rules: [Rule([], .setMark(mark))]),
      RuleChain(
        name: Name.postrouting,
        rules: [
          Rule([.mark(mark, isNegated: true)], .returns),
          // Once is enough where a packet passes the stack twice.
          Rule([], .clearMark(mark)),
          Rule([.comment(masquerade)], .masquerade()),
        ]
      ),
      RuleChain(name: Name.canary),
    ]
  }

  /// The end of KUBE-SERVICES: what is for the node itself may be for a node port.
  var nodePortJumps: [Rule] {
    let text =
      "kubernetes service nodeports; NOTE: this must be the last rule in this chain"
    switch node.nodePortDestinations(isIPv6: isIPv6) {
    case .anyLocal:
      let loopback: CIDR? =
        isIPv6 ? .loopbackIPv6 : node.options.answersOnLocalhost ? nil : .loopback
      let exception = loopback.map { [RuleMatch.destination($0, isNegated: true)] } ?? []
      return [Rule(exception + [.comment(text), .destinationIsLocal], .jump(Name.nodePorts))]
    case .addresses(let addresses):
      let usable = addresses.filter { address in
        !address.isLoopback || !isIPv6 && node.hasLocalhostNodePorts
      }
      return usable.map { address in
        Rule([.destination(CIDR(only: address)), .comment(text)], .jump(Name.nodePorts))
      }
    }
  }

  /// The built-in chains of filter.
  var filterBases: [RuleChain] {
    let firewall = jump("kubernetes load balancer firewall", Name.proxyFirewall, isNew: true)
    let portals = jump("kubernetes service portals", Name.services, isNew: true)
    let externals = jump(
      "kubernetes externally-visible service portals",
      Name.externalServices,
      isNew: true
    )
    let localnet = Rule([], .jump(Name.localnetFirewall))
    let health = jump("kubernetes health check service ports", Name.nodePorts)
    let forward = jump("kubernetes forwarding rules", Name.forward)
    return [
      Self.builtIn("INPUT", [localnet, firewall, health, externals]),
      Self.builtIn("FORWARD", [firewall, forward, portals, externals]),
      Self.builtIn("OUTPUT", [localnet, firewall, portals]),
    ]
  }

  /// The chains of filter that no Service adds to.
  var filterChains: [RuleChain] {
    let related = "kubernetes forwarding conntrack rule"
    return [
      RuleChain(name: Name.localnetFirewall, rules: localnetRules),
      RuleChain(
        name: Name.forward,
        rules: [
          Rule(
            [.connectionState("INVALID"), .counted("ct_state_invalid_dropped_pkts")],
            .drop
          ),
          Rule(
            [.comment("kubernetes forwarding rules"), .mark(node.masqueradeMark)],
            .accept
          ),
          Rule([.comment(related), .connectionState("RELATED,ESTABLISHED")], .accept),
        ]
      ),
      RuleChain(name: Name.canary),
    ]
  }

  /// Where node ports answer on loopback the kernel routes it, so strangers are kept out here.
  private var localnetRules: [Rule] {
    guard !isIPv6, node.hasLocalhostNodePorts else { return [] }
    return [
      Rule(
        [
          .source(.loopback, isNegated: true), .destination(.loopback),
          .comment("block incoming localnet connections"),
          .connectionState("RELATED,ESTABLISHED,DNAT", isNegated: true),
        ],
        .drop
      )
    ]
  }

  /// The table mangle holds a chain whose disappearance tells kube-proxy of a flush.
  var mangle: RuleTable {
    let bases = ["PREROUTING", "INPUT", "FORWARD", "OUTPUT", "POSTROUTING"]
    return RuleTable(
      name: "mangle",
      chains: bases.map { Self.builtIn($0) } + [RuleChain(name: Name.canary)]
    )
  }
}
