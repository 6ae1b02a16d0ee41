import ClusterState
import Testing

/// Whom a client asks, and in which order.
struct ResolverTests {
  private static func resolve(
    _ name: String,
    _ type: DNSRecordType = .a,
    pod: String
  ) throws -> DNSAnswer {
    let dns = try DNSWorld.standard()
    let key = ObjectName(namespace: "shop", name: pod)
    return try dns.resolve(try #require(DNSName(name)), type, from: .pod(key))
  }

  /// `name code` of each query.
  private static func queries(_ name: String, pod: String = "client") throws -> [String] {
    try resolve(name, pod: pod).queries.map { "\($0.name) \($0.code.rawValue)" }
  }

  @Test func `a short name is found in the pod's own namespace first`() throws {
    #expect(try Self.queries("web") == ["web.shop.svc.cluster.local. NOERROR"])
    #expect(
      try Self.queries("kube-dns.kube-system") == [
        "kube-dns.kube-system.shop.svc.cluster.local. NXDOMAIN",
        "kube-dns.kube-system.svc.cluster.local. NOERROR",
      ]
    )
  }

  @Test func `a name that does not exist is asked for everywhere`() throws {
    #expect(
      try Self.queries("wep") == [
        "wep.shop.svc.cluster.local. NXDOMAIN", "wep.svc.cluster.local. NXDOMAIN",
        "wep.cluster.local. NXDOMAIN", "wep. NXDOMAIN",
      ]
    )
    let answer = try Self.resolve("wep", pod: "client")
    #expect(answer.code == .nameError && answer.answers.isEmpty)
    #expect(answer.reason == .noSuchService(ObjectName(namespace: "shop", name: "wep")))
  }

  @Test func `a full name without a dot at its end still goes through the search path`() throws {
    #expect(
      try Self.queries("web.shop.svc.cluster.local") == [
        "web.shop.svc.cluster.local.shop.svc.cluster.local. NXDOMAIN",
        "web.shop.svc.cluster.local.svc.cluster.local. NXDOMAIN",
        "web.shop.svc.cluster.local.cluster.local. NXDOMAIN",
        "web.shop.svc.cluster.local. NOERROR",
      ]
    )
    #expect(
      try Self.queries("web.shop.svc.cluster.local.") == ["web.shop.svc.cluster.local. NOERROR"]
    )
  }

  @Test func `a name with as many dots as ndots is asked as it stands first`() throws {
    let name = "_sql._tcp.db.shop.svc.cluster.local"
    let answer = try Self.resolve(name, .srv, pod: "client")
    #expect(answer.queries.map(\.name) == ["\(name)."])
    let missing = "_no._tcp.db.shop.svc.cluster.local"
    let failed = try Self.resolve(missing, .srv, pod: "client")
    #expect(failed.queries.map(\.name).first == "\(missing).")
    #expect(failed.queries.count == 4 && failed.code == .nameError)
  }

  @Test func `a name that exists without such records is searched further`() throws {
    let answer = try Self.resolve("web", .aaaa, pod: "client")
    #expect(answer.queries.map(\.code) == [.noError, .nameError, .nameError, .nameError])
    #expect(answer.code == .noError && answer.reason == .noRecord(.aaaa))
  }

  @Test(arguments: [
    ("web", ["A NOERROR", "AAAA NOERROR"], ["10.96.1.1"]),
    ("dual", ["A NOERROR", "AAAA NOERROR"], ["10.96.1.3", "fd00:10:96::3"]),
    ("fd00-244--1.db", ["A NOERROR", "AAAA NOERROR"], ["fd00:244::1"]),
    (
      "kube-dns.kube-system",
      ["A NXDOMAIN", "AAAA NXDOMAIN", "A NOERROR", "AAAA NOERROR"], ["10.96.0.10"]
    ),
  ])
  func `a host is asked for with both families at once`(
    name: String,
    queries: [String],
    addresses: [String]
  ) throws {
    let client = DNSClient.pod(ObjectName(namespace: "shop", name: "client"))
    let host = try #require(DNSName(name))
    let answer = try DNSWorld.standard().resolveHost(host, from: client)
    #expect(answer.queries.map { "\($0.type.rawValue) \($0.code.rawValue)" } == queries)
    #expect(answer.addresses.map(\.description) == addresses)
    #expect(answer.code == .noError && answer.service != nil)
  }

  @Test func `names outside the cluster are asked of a resolver that is not there`() throws {
    let answer = try Self.resolve("www.example.com", pod: "client")
    #expect(answer.queries.map(\.name).last == "www.example.com.")
    #expect(answer.code == .nameError)
    #expect(answer.reason == .outsideCluster("www.example.com."))
    let absolute = try Self.resolve("www.example.com.", pod: "client")
    #expect(absolute.reason.text.contains("the upstream resolver, which the simulation does not"))
  }

  @Test(arguments: [
    ("wep", "there is no Service shop/wep"), ("web.shoq", "there is no Namespace shoq"),
    ("wep.shop", "there is no Service shop/wep"),
    ("db-7.db", "no ready endpoint of Service shop/db is called db-7"),
    ("db-7.db.shop", "no ready endpoint of Service shop/db is called db-7"),
    ("db-0.dbx.shop", "there is no Service shop/dbx"),
    ("idle", "headless Service shop/idle has no ready endpoint"),
    ("_ftp._tcp.web", "Service shop/web has no port named ftp"),
    (
      "digits", "externalName 192.0.2.1 of Service shop/digits is an address, which no alias can be"
    ),
  ])
  func `of several queries the one that came furthest gives the reason`(
    name: String,
    reason: String
  ) throws {
    #expect(try Self.resolve(name, pod: "client").reason.text == reason)
  }

  @Test(arguments: [
    ("client", "NOERROR", 5, 3), ("host-first", "NOERROR", 5, 3), ("host", "NXDOMAIN", 1, 0),
    ("default", "NXDOMAIN", 1, 0), ("foreign", "NXDOMAIN", 1, 0), ("more", "NOERROR", 1, 4),
  ])
  func `dnsPolicy decides who is asked`(
    pod: String,
    code: String,
    ndots: Int,
    searches: Int
  ) throws {
    let answer = try Self.resolve("web.shop.svc.cluster.local.", pod: pod)
    #expect(answer.code.rawValue == code)
    #expect(answer.resolver.ndots == ndots)
    #expect(answer.resolver.searches.count == searches)
    #expect(answer.resolver.rule.contains("Pod shop/\(pod) spec.dns"))
  }

  @Test func `policy None takes everything from dnsConfig`() throws {
    let resolver = try Self.resolve("web", pod: "none").resolver
    #expect(resolver.nameservers.map(\.english) == ["10.96.0.10", "192.0.2.53"])
    #expect(resolver.searches == ["svc.cluster.local"] && resolver.ndots == 2)
    #expect(try Self.queries("web.shop", pod: "none") == ["web.shop.svc.cluster.local. NOERROR"])
    #expect(
      try Self.queries("web", pod: "none") == ["web.svc.cluster.local. NXDOMAIN", "web. NXDOMAIN"]
    )
  }

  @Test func `search domains of dnsConfig come after the cluster's, each once`() throws {
    let answer = try Self.resolve("web.shop", pod: "more")
    #expect(
      answer.resolver.searches == [
        "shop.svc.cluster.local", "svc.cluster.local", "cluster.local", "example.com",
      ]
    )
    #expect(answer.queries.map(\.name).first == "web.shop.")
    #expect(answer.code == .noError)
  }

  @Test func `nodes and clients outside know no cluster names`() throws {
    let dns = try DNSWorld.standard()
    let name = try #require(DNSName("web.shop.svc.cluster.local"))
    for client in [DNSClient.node("a"), .outside] {
      let answer = try dns.resolve(name, .a, from: client)
      #expect(answer.code == .nameError && answer.queries.count == 1)
      #expect(answer.reason.text.contains("knows no cluster names"))
    }
  }

  @Test func `a client that is not there is an error`() throws {
    let dns = try DNSWorld.standard()
    let name = try #require(DNSName("web"))
    let key = ObjectName(namespace: "shop", name: "gone")
    #expect(throws: CommandError.notFound(kind: "Pod", key)) {
      try dns.resolve(name, .a, from: .pod(key))
    }
    #expect(throws: CommandError.notFound(kind: "Node", ObjectName(name: "gone"))) {
      try dns.resolve(name, .a, from: .node("gone"))
    }
  }

  @Test func `an address asks as the pod that has it`() throws {
    let cluster = Simulation(
      opening: try load(
        """
        ---
        {apiVersion: v1, kind: Pod, metadata: {name: p, namespace: n},
         spec: {nodeName: a, containers: [{name: c}]}, status: {phase: Running, podIP: 10.1.1.1}}
        """
      )
    ).cluster
    let pod = try #require(IPAddress("10.1.1.1"))
    let other = try #require(IPAddress("192.0.2.9"))
    #expect(
      DNSClient(.address(pod), in: cluster) == .pod(ObjectName(namespace: "n", name: "p"))
    )
    #expect(DNSClient(.address(other), in: cluster) == .outside)
  }

  @Test func `without kube-dns the server has the tenth address of the Service range`() throws {
    let dns = try DNSWorld.dns("{apiVersion: v1, kind: Namespace, metadata: {name: n}}")
    #expect(dns.addresses.map(\.description) == ["10.96.0.10"])
  }

  @Test func `every step tells its rule and source`() throws {
    let steps = try Self.resolve("kube-dns.kube-system", pod: "client").steps
    #expect(steps.count == 3)
    #expect(steps[0].detail.contains("the cluster DNS 10.96.0.10"))
    #expect(steps[0].rule == "Pod shop/client spec.dnsPolicy ClusterFirst")
    #expect(steps[1].rule == "search domain shop.svc.cluster.local")
    #expect(steps[2].detail.hasPrefix("NOERROR 10.96.0.10: cluster IPs of Service"))
    #expect(steps.allSatisfy { !$0.source.isEmpty && !$0.rule.isEmpty && !$0.title.isEmpty })
  }
}

/// What is a name at all.
struct DNSNameTests {
  @Test(arguments: ["", ".", "..", "a..b", ".a", "a b", "a/b", "ä", "a\n", "a..", "x:80"])
  func `this is no name`(text: String) {
    #expect(DNSName(text) == nil)
  }

  @Test func `labels and names have a longest length`() {
    let label = String(repeating: "a", count: 63)
    #expect(DNSName(label) != nil && DNSName(label + "a") == nil)
    let name = [label, label, label, String(repeating: "a", count: 61)].joined(separator: ".")
    #expect(DNSName(name) != nil && DNSName(name + "a") == nil)
  }

  @Test(arguments: ["10.96.0.1", "0.0.0.0", "255.255.255.255", "::", "fd00:10:96::a", "1:2::"])
  func `an address comes back from its reverse name`(text: String) throws {
    let address = try #require(IPAddress(text))
    #expect(DNSName(reverseOf: address).reversedAddress == address)
  }

  @Test func `reverse names read as the standard writes them`() throws {
    let four = DNSName(reverseOf: try #require(IPAddress("10.3.0.1")))
    #expect("\(four)" == "1.0.3.10.in-addr.arpa.")
    let six = DNSName(reverseOf: try #require(IPAddress("fd00::1")))
    #expect("\(six)".hasPrefix("1.0.0.0.") && "\(six)".hasSuffix("0.0.d.f.ip6.arpa."))
    #expect(DNSName("3.10.in-addr.arpa")?.reversedAddress == nil)
    #expect(DNSName("1.2.3.400.in-addr.arpa")?.reversedAddress == nil)
  }
}
