/// Who asks the DNS.
package enum DNSClient: Hashable, Sendable {
  case pod(ObjectName)
  case node(String)
  case outside
  /// A pod of this namespace that nothing else is known of.
  case anyPod(namespace: String)
}

/// What stands in a client's `resolv.conf`: whom it asks, and in which domains it looks.
package struct ResolverConfiguration: Hashable, Sendable {
  /// The first nameserver: it answers, so the others are never asked.
  package enum Server: Hashable, Sendable {
    case clusterDNS
    /// The resolver of a node, or one outside: knows no cluster names.
    case other(Sentence)
  }

  package var server: Server
  /// Addresses, or in words whose resolver it is.
  package var nameservers: [Sentence]
  package var searches: [String]
  /// A name with fewer dots is looked for in the search domains first.
  package var ndots: Int
  /// The field that decided, such as `Pod shop/client spec.dnsPolicy ClusterFirst`.
  package var rule: Sentence

  /// kubelet's limits (pkg/apis/core/validation/validation.go).
  private static let nameserversMax = 3
  private static let searchesMax = 32
  private static let searchTextMax = 2_048
  /// More counts as this many (resolv.conf(5)).
  private static let ndotsMax = 15

  /// kubelet's choice for a pod (pkg/kubelet/network/dns/dns.go, `GetPodDNS`).
  init(pod: Pod, dns: ClusterDNS) {
    let policy = pod.spec.dnsPolicy
    let field = "Pod \(pod.key) spec.dnsPolicy \(policy)"
    let node: Sentence = "node \(pod.spec.nodeName)"
    let rule = Sentence(verbatim: field)
    switch (policy, pod.spec.hostNetwork) {
    case (.none, _):
      self.init(server: .other("nobody"), nameservers: [], ndots: 1, rule: rule)
    case (.clusterFirst, true):
      self.init(resolverOf: node, rule: "\(field), which is Default on the host network")
    case (.default, _):
      self.init(resolverOf: node, rule: rule)
    default:
      self.init(namespace: pod.metadata.namespace, dns: dns, rule: rule)
    }
    if let config = pod.spec.dnsConfig { add(config) }
    applyLimits()
    guard policy == .none else { return }
    self.rule = Sentence(verbatim: "Pod \(pod.key) spec.dnsConfig")
    let first = nameservers.first ?? "no nameserver"
    let isClusterDNS = IPAddress(first.english).map(dns.addresses.contains) ?? false
    server = isClusterDNS ? .clusterDNS : .other(first)
  }

  /// As a pod with policy ClusterFirst has it.
  init(namespace: String, dns: ClusterDNS, rule: Sentence) {
    self.init(
      server: .clusterDNS,
      nameservers: dns.addresses.map { Sentence(verbatim: $0) },
      ndots: 5,
      rule: rule
    )
    let domain = ClusterDNS.domain
    searches = ["\(namespace).svc.\(domain)", "svc.\(domain)", domain]
  }

  /// The resolver of a node or of somebody outside; which domains it searches is not known.
  init(resolverOf owner: Sentence, rule: Sentence) {
    let name: Sentence = "the resolver of \(owner)"
    self.init(server: .other(name), nameservers: [name], ndots: 1, rule: rule)
  }

  private init(server: Server, nameservers: [Sentence], ndots: Int, rule: Sentence) {
    self.server = server
    self.nameservers = nameservers
    searches = []
    self.ndots = ndots
    self.rule = rule
  }

  /// Adds what is not there yet; an option replaces the policy's (`appendDNSConfig`).
  private mutating func add(_ config: PodDNSConfig) {
    for nameserver in config.nameservers.map({ Sentence(verbatim: $0) })
    where !nameservers.contains(nameserver) {
      nameservers.append(nameserver)
    }
    for search in config.searches {
      let domain = search.hasSuffix(".") ? String(search.dropLast()) : search
      if !searches.contains(domain) { searches.append(domain) }
    }
    if let text = config.ndots, let number = Int(text), number >= 0 {
      ndots = min(number, Self.ndotsMax)
    }
  }

  private mutating func applyLimits() {
    nameservers = Array(nameservers.prefix(Self.nameserversMax))
    searches = Array(searches.prefix(Self.searchesMax))
    while searches.joined(separator: " ").utf8.count > Self.searchTextMax { searches.removeLast() }
  }
}
