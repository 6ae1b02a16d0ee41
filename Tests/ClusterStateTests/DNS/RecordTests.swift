import ClusterState
import Testing

/// The records of the specification (kubernetes/dns docs/specification.md) as CoreDNS serves them.
struct RecordTests {
  @Test(arguments: [
    ("web.shop.svc.cluster.local.", "NOERROR 10.96.1.1"),
    ("WEB.Shop.svc.CLUSTER.local.", "NOERROR 10.96.1.1"),
    ("_http._tcp.web.shop.svc.cluster.local.", "NOERROR 10.96.1.1"),
    ("dual.shop.svc.cluster.local.", "NOERROR 10.96.1.3"),
    ("db.shop.svc.cluster.local.", "NOERROR 10.244.1.1 10.244.1.2 10.244.1.9"),
    ("db-0.db.shop.svc.cluster.local.", "NOERROR 10.244.1.1 10.244.1.9"),
    ("10-244-1-2.db.shop.svc.cluster.local.", "NOERROR 10.244.1.2"),
    ("10-244-1-1.db.shop.svc.cluster.local.", "NXDOMAIN"),
    ("db-2.db.shop.svc.cluster.local.", "NXDOMAIN"),
    ("idle.shop.svc.cluster.local.", "NXDOMAIN"),
    ("portless.shop.svc.cluster.local.", "NOERROR 10.244.1.8"),
    ("10-244-2-1.web.shop.svc.cluster.local.", "NOERROR 10.244.2.1"),
    ("gone.shop.svc.cluster.local.", "NXDOMAIN"),
    ("web.gone.svc.cluster.local.", "NXDOMAIN"),
    ("a.b.c.web.shop.svc.cluster.local.", "NXDOMAIN"),
    ("shop.svc.cluster.local.", "NOERROR"),
    ("empty.svc.cluster.local.", "NOERROR"),
    ("gone.svc.cluster.local.", "NXDOMAIN"),
    ("svc.cluster.local.", "NOERROR"),
    ("cluster.local.", "NOERROR"),
    ("web.shop.cluster.local.", "NXDOMAIN"),
    ("10-1-2-3.shop.pod.cluster.local.", "NOERROR 10.1.2.3"),
    ("10-1-2-256.shop.pod.cluster.local.", "NXDOMAIN"),
    ("client.shop.pod.cluster.local.", "NXDOMAIN"),
    ("10-1-2-3.gone.pod.cluster.local.", "NXDOMAIN"),
    ("fd00--1.shop.pod.cluster.local.", "NOERROR"),
    ("example.com.", "NXDOMAIN"),
  ])
  func `a name has these IPv4 addresses`(name: String, expected: String) throws {
    #expect(try DNSWorld.lookup(name, .a, in: try DNSWorld.standard()) == expected)
  }

  @Test(arguments: [
    ("web.shop.svc.cluster.local.", "NOERROR"),
    ("dual.shop.svc.cluster.local.", "NOERROR fd00:10:96::3"),
    ("db.shop.svc.cluster.local.", "NOERROR fd00:244::1"),
    ("fd00-244--1.db.shop.svc.cluster.local.", "NOERROR fd00:244::1"),
    ("db-0.db.shop.svc.cluster.local.", "NOERROR"),
    ("fd00--1.shop.pod.cluster.local.", "NOERROR fd00::1"),
    ("gone.shop.svc.cluster.local.", "NXDOMAIN"),
  ])
  func `a name has these IPv6 addresses`(name: String, expected: String) throws {
    #expect(try DNSWorld.lookup(name, .aaaa, in: try DNSWorld.standard()) == expected)
  }

  @Test(arguments: [
    (
      "_http._tcp.web.shop.svc.cluster.local.",
      "NOERROR 0 100 80 web.shop.svc.cluster.local."
    ),
    (
      "_HTTPS._TCP.web.shop.svc.cluster.local.",
      "NOERROR 0 100 443 web.shop.svc.cluster.local."
    ),
    ("_http._udp.web.shop.svc.cluster.local.", "NXDOMAIN"),
    ("_ftp._tcp.web.shop.svc.cluster.local.", "NXDOMAIN"),
    ("_8080._tcp.unnamed.shop.svc.cluster.local.", "NXDOMAIN"),
    (
      "_http._tcp.dual.shop.svc.cluster.local.",
      "NOERROR 0 50 80 dual.shop.svc.cluster.local."
    ),
    (
      "_sql._tcp.db.shop.svc.cluster.local.",
      "NOERROR 0 25 5432 db-0.db.shop.svc.cluster.local. "
        + "0 25 5432 10-244-1-2.db.shop.svc.cluster.local. "
        + "0 25 5432 fd00-244--1.db.shop.svc.cluster.local."
    ),
    (
      "_probe._tcp.db.shop.svc.cluster.local.",
      "NOERROR 0 50 9000 db-0.db.shop.svc.cluster.local. "
        + "0 50 9000 10-244-1-2.db.shop.svc.cluster.local."
    ),
    ("_other._tcp.db.shop.svc.cluster.local.", "NXDOMAIN"),
    ("_sql._tcp.idle.shop.svc.cluster.local.", "NXDOMAIN"),
    ("portless.shop.svc.cluster.local.", "NOERROR"),
    ("outside.shop.svc.cluster.local.", "NOERROR"),
  ])
  func `named ports have these SRV records`(name: String, expected: String) throws {
    #expect(try DNSWorld.lookup(name, .srv, in: try DNSWorld.standard()) == expected)
  }

  @Test(arguments: [
    ("10.96.1.1", "NOERROR web.shop.svc.cluster.local."),
    ("fd00:10:96::3", "NOERROR dual.shop.svc.cluster.local."),
    ("10.244.1.1", "NOERROR db-0.db.shop.svc.cluster.local."),
    ("fd00:244::1", "NOERROR fd00-244--1.db.shop.svc.cluster.local."),
    (
      "10.244.1.2",
      "NOERROR 10-244-1-2.db.shop.svc.cluster.local. 10-244-1-2.web.shop.svc.cluster.local."
    ),
    ("10.244.1.3", "NXDOMAIN"), ("10.244.9.1", "NXDOMAIN"), ("192.0.2.7", "NXDOMAIN"),
  ])
  func `an address has these names`(address: String, expected: String) throws {
    let name = DNSName(reverseOf: try #require(IPAddress(address)))
    #expect(try DNSWorld.lookup("\(name)", .ptr, in: try DNSWorld.standard()) == expected)
  }

  @Test(arguments: [
    ("outside", DNSRecordType.cname, "NOERROR www.example.com."),
    ("outside", .a, "NOERROR www.example.com."),
    ("inside", .cname, "NOERROR web.shop.svc.cluster.local."),
    ("inside", .a, "NOERROR web.shop.svc.cluster.local. 10.96.1.1"),
    ("inside", .aaaa, "NOERROR"),
    ("nowhere", .a, "NOERROR"), ("nowhere", .cname, "NOERROR gone.shop.svc.cluster.local."),
    ("digits", .a, "NXDOMAIN"), ("digits", .cname, "NXDOMAIN"),
    ("ping", .a, "NOERROR"), ("ping", .cname, "NOERROR pong.shop.svc.cluster.local."),
    ("self", .a, "NOERROR"),
    ("web", .cname, "NOERROR"), ("x.outside", .cname, "NXDOMAIN"), ("gone", .cname, "NXDOMAIN"),
  ])
  func `an ExternalName Service is an alias`(
    name: String,
    type: DNSRecordType,
    expected: String
  ) throws {
    let dns = try DNSWorld.standard()
    #expect(try DNSWorld.lookup("\(name).shop.svc.cluster.local.", type, in: dns) == expected)
  }

  @Test func `a loop of aliases ends with its reason`() throws {
    let name = try #require(DNSName("ping.shop.svc.cluster.local."))
    let answer = try DNSWorld.standard().resolve(name, .a, from: .anyPod(namespace: "shop"))
    #expect(answer.answers.isEmpty && answer.queries.count == 1)
    let names = ["ping", "pong", "ping"].map { "\($0).shop.svc.cluster.local." }
    #expect(answer.reason == .aliasLoop(names))
    #expect(answer.reason.text.contains("go round"))
  }

  @Test(arguments: [(8, 9), (9, 0)])
  func `eight aliases in a row are followed and no more`(aliases: Int, records: Int) throws {
    let chain = (0..<aliases).map { index in
      let next = index + 1 == aliases ? "end" : "alias-\(index + 1)"
      return """
        {apiVersion: v1, kind: Service, metadata: {name: alias-\(index), namespace: shop},
         spec: {type: ExternalName, externalName: \(next).shop.svc.cluster.local}}
        """
    }
    let end = """
      {apiVersion: v1, kind: Service, metadata: {name: end, namespace: shop},
       spec: {clusterIP: 10.96.1.1, ports: [{port: 80}]}}
      """
    let dns = try DNSWorld.dns((chain + [end]).joined(separator: "\n---\n"))
    let name = try #require(DNSName("alias-0.shop.svc.cluster.local."))
    let answer = try dns.resolve(name, .a, from: .anyPod(namespace: "shop"))
    #expect(answer.answers.count == records)
    #expect(answer.code == .noError)
  }

  @Test func `the schema has a version and records live 30 seconds`() throws {
    let dns = try DNSWorld.standard()
    let version = try #require(DNSName("dns-version.cluster.local."))
    let answer = try dns.resolve(version, .txt, from: .anyPod(namespace: "shop"))
    #expect(answer.answers.map { "\($0.content)" } == ["\"1.1.0\""])
    #expect(answer.answers.map(\.timeToLive) == [28_800])
    let web = try #require(DNSName("web.shop.svc.cluster.local."))
    let records = try dns.resolve(web, .a, from: .anyPod(namespace: "shop")).answers
    #expect(records.map(\.timeToLive) == [30])
    #expect(records.map(\.name) == ["web.shop.svc.cluster.local."])
  }
}

/// What a headless Service says of pods that the endpoint slice controller lists.
struct HeadlessTests {
  private static func world(_ publishes: Bool) -> String {
    """
    apiVersion: v1
    kind: Service
    metadata: {name: db, namespace: shop}
    spec:
      clusterIP: None
      publishNotReadyAddresses: \(publishes)
      selector: {app: db}
      ports: [{name: sql, port: 5432}]
    ---
    apiVersion: v1
    kind: Pod
    metadata: {name: db-0, namespace: shop, labels: {app: db}}
    spec: {nodeName: a, hostname: db-0, subdomain: db, containers: [{name: c}]}
    status: {phase: Running, podIP: 10.244.0.5, conditions: [{type: Ready, status: "True"}]}
    ---
    apiVersion: v1
    kind: Pod
    metadata: {name: db-1, namespace: shop, labels: {app: db}}
    spec: {nodeName: a, hostname: db-1, subdomain: db, containers: [{name: c}]}
    status: {phase: Running, podIP: 10.244.0.6, conditions: [{type: Ready, status: "False"}]}
    """
  }

  @Test(arguments: [(false, "NXDOMAIN"), (true, "NOERROR 10.244.0.6")])
  func `a pod that is not ready is named only if the Service says so`(
    publishes: Bool,
    expected: String
  ) throws {
    let dns = try DNSWorld.dns(Self.world(publishes))
    #expect(try DNSWorld.lookup("db-1.db.shop.svc.cluster.local.", .a, in: dns) == expected)
    let ready = try DNSWorld.lookup("db-0.db.shop.svc.cluster.local.", .a, in: dns)
    #expect(ready == "NOERROR 10.244.0.5")
  }
}
