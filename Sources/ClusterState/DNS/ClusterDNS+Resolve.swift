extension ClusterDNS {
  /// Resolves a name as a client's resolver does: with its search path, query after query.
  ///
  /// The order is that of glibc (resolv/res_query.c): a name with at least `ndots` dots is asked as
  /// it stands first, any other in the search domains first; a name that ends in a dot is asked as
  /// it stands only, and so is the name of an address.
  package func resolve(
    _ name: DNSName,
    _ type: DNSRecordType = .a,
    from client: DNSClient
  ) throws(CommandError) -> DNSAnswer {
    try resolve(name, [type], from: client)
  }

  /// Finds the addresses of a host, as `getaddrinfo` does: A and AAAA are asked for together, and
  /// the search ends where either is found.
  package func resolveHost(
    _ name: DNSName,
    from client: DNSClient
  ) throws(CommandError) -> DNSAnswer {
    try resolve(name, [.a, .aaaa], from: client)
  }

  private func resolve(
    _ name: DNSName,
    _ types: [DNSRecordType],
    from client: DNSClient
  ) throws(CommandError) -> DNSAnswer {
    let resolver = try configuration(of: client)
    var answer = DNSAnswer(
      question: name,
      type: types[0],
      code: .nameError,
      reason: .outsideCluster(name.description),
      resolver: resolver
    )
    for (candidate, place) in candidates(name, types[0], resolver) {
      for type in types {
        answer.add(reply(to: candidate, type, resolver), to: candidate, type, place)
      }
      if !answer.answers.isEmpty { break }
    }
    return answer
  }

  /// The client's `resolv.conf`; throws if there is no such client.
  package func configuration(
    of client: DNSClient
  ) throws(CommandError) -> ResolverConfiguration {
    switch client {
    case .pod(let key):
      guard let pod = cluster.pods[key] else { throw .notFound(kind: Pod.kind, key) }
      return ResolverConfiguration(pod: pod, dns: self)
    case .node(let name):
      let key = ObjectName(name: name)
      guard cluster.nodes.id(key) != nil else { throw .notFound(kind: Node.kind, key) }
      return ResolverConfiguration(
        resolverOf: "node \(name)",
        rule: Sentence(verbatim: "Node \(name) resolv.conf")
      )
    case .outside:
      return ResolverConfiguration(resolverOf: "the client", rule: "resolv.conf outside")
    case .anyPod(let namespace):
      let rule: Sentence = "a Pod of namespace \(namespace), dnsPolicy ClusterFirst"
      return ResolverConfiguration(namespace: namespace, dns: self, rule: rule)
    }
  }

  /// What is asked, in order, and why.
  private func candidates(
    _ name: DNSName,
    _ type: DNSRecordType,
    _ resolver: ResolverConfiguration
  ) -> [(name: DNSName, place: DNSQuery.Place)] {
    guard !name.isAbsolute, type != .ptr, let alone = name.searched(in: "") else {
      return [(name, .asGiven)]
    }
    let searched = resolver.searches.enumerated().compactMap { index, domain in
      name.searched(in: domain).map { (name: $0, place: DNSQuery.Place.search(index)) }
    }
    let isFirst = name.dotCount >= resolver.ndots
    return isFirst ? [(alone, .asGiven)] + searched : searched + [(alone, .asGiven)]
  }

  private func reply(
    to name: DNSName,
    _ type: DNSRecordType,
    _ resolver: ResolverConfiguration
  ) -> Reply {
    switch resolver.server {
    case .clusterDNS: reply(to: name, type)
    case .other(let who): Reply(code: .nameError, reason: .otherResolver(who))
    }
  }
}

extension DNSClient {
  /// The client that a source of requests is.
  package init(_ source: Source, in cluster: Cluster) {
    switch source {
    case .pod(let key): self = .pod(key)
    case .node(let name): self = .node(name)
    case .outside: self = .outside
    case .address(let address):
      if let pod = cluster.pod(at: address).flatMap({ cluster.pods[$0] }) {
        self = .pod(pod.key)
      } else if let node = cluster.node(at: address).flatMap({ cluster.nodes[$0] }) {
        self = .node(node.metadata.name)
      } else {
        self = .outside
      }
    }
  }
}
