import ClusterState
import Testing

/// Hosts and paths of Ingresses.
struct IngressTests {
  private static func route(_ cluster: Cluster, _ url: String) -> String {
    let parts = url.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
    let path = parts.count > 1 ? "/\(parts[1])" : ""
    return cluster.route(HTTPRequest(host: String(parts[0]), path: path)).text
  }

  /// The table of the Kubernetes documentation (concepts/services-networking/ingress, Examples).
  @Test(arguments: [
    ("Prefix", "/", "/", true), ("Prefix", "/", "/anything/at/all", true),
    ("Exact", "/foo", "/foo", true), ("Exact", "/foo", "/bar", false),
    ("Exact", "/foo", "/foo/", false), ("Exact", "/foo/", "/foo", false),
    ("Prefix", "/foo", "/foo", true), ("Prefix", "/foo", "/foo/", true),
    ("Prefix", "/foo/", "/foo", true), ("Prefix", "/foo/", "/foo/", true),
    ("Prefix", "/aaa/bb", "/aaa/bbb", false), ("Prefix", "/aaa/bbb", "/aaa/bbb", true),
    ("Prefix", "/aaa/bbb/", "/aaa/bbb", true), ("Prefix", "/aaa/bbb", "/aaa/bbb/", true),
    ("Prefix", "/aaa/bbb", "/aaa/bbb/ccc", true), ("Prefix", "/aaa/bbb", "/aaa/bbbxyz", false),
    ("Prefix", "/Foo", "/foo", false), ("ImplementationSpecific", "/foo", "/foo/bar", true),
    ("Exact", "/foo", "/foo?x=1", true),
  ])
  func `a path type matches these paths`(
    type: String,
    path: String,
    request: String,
    matches: Bool
  ) throws {
    let ingress = RoutingWorld.ingress("web", [("x.com", [(path, type, "a")])])
    let cluster = try RoutingWorld.cluster([ingress])
    #expect(Self.route(cluster, "x.com\(request)") == (matches ? "shop/a:80" : "404"))
  }

  @Test(arguments: [
    ("/aaa/ccc", "shop/b:80"), ("/aaa/bbb", "shop/c:80"), ("/ccc", "shop/a:80"),
    ("/foo", "shop/e:80"), ("/foo/bar", "shop/d:80"), ("/foo/", "shop/d:80"),
  ])
  func `the longest path wins, then Exact`(path: String, expected: String) throws {
    let cluster = try RoutingWorld.cluster([
      RoutingWorld.ingress(
        "web",
        [
          (
            "x.com",
            [
              ("/", "Prefix", "a"), ("/aaa", "Prefix", "b"), ("/aaa/bbb", "Prefix", "c"),
              ("/foo", "Prefix", "d"), ("/foo", "Exact", "e"),
            ]
          )
        ]
      )
    ])
    #expect(Self.route(cluster, "x.com\(path)") == expected)
  }

  @Test(arguments: [
    ("foo.com", "shop/a:80"), ("FOO.com", "shop/a:80"), ("bar.foo.com", "shop/b:80"),
    ("own.foo.com", "shop/c:80"), ("baz.bar.foo.com", "shop/d:80"), ("other.com", "shop/d:80"),
    ("own.foo.com/nothing", "404"),
  ])
  func `an exact host goes before a wildcard of one label before none`(
    url: String,
    expected: String
  ) throws {
    let cluster = try RoutingWorld.cluster([
      RoutingWorld.ingress(
        "web",
        [
          ("", [("/", "Prefix", "d")]), ("*.foo.com", [("/", "Prefix", "b")]),
          ("foo.com", [("/", "Prefix", "a")]), ("own.foo.com", [("/", "Exact", "c")]),
        ]
      )
    ])
    #expect(Self.route(cluster, url) == expected)
  }

  @Test func `of two Ingresses with one host and path the older wins, then the lower name`() throws
  {
    let paths = [(path: "/", type: "Prefix", service: "a")]
    let other = [(path: "/", type: "Prefix", service: "b")]
    let older = "2025-01-01T00:00:00Z"
    let byAge = try RoutingWorld.cluster([
      RoutingWorld.ingress("first", [("x.com", paths)]),
      RoutingWorld.ingress("second", [("x.com", other)], created: older),
    ])
    let routing = byAge.route(HTTPRequest(host: "x.com"))
    #expect(routing.text == "shop/b:80")
    #expect(routing.entry == "Ingress shop/second")
    #expect(routing.steps.contains { $0.detail.contains("which is younger") })
    let byName = try RoutingWorld.cluster([
      RoutingWorld.ingress("b", [("x.com", other)]), RoutingWorld.ingress("a", [("x.com", paths)]),
    ])
    #expect(Self.route(byName, "x.com") == "shop/a:80")
    // A longer path of the younger one still wins.
    let merged = try RoutingWorld.cluster([
      RoutingWorld.ingress("first", [("x.com", [("/api", "Prefix", "c")])]),
      RoutingWorld.ingress("second", [("x.com", other)], created: older),
    ])
    #expect(Self.route(merged, "x.com/api/1") == "shop/c:80")
    #expect(Self.route(merged, "x.com/web") == "shop/b:80")
  }

  @Test func `what no rule takes goes to a default backend, of its own host first`() throws {
    func backend(_ name: String) -> String {
      "defaultBackend: {service: {name: \(name), port: {name: http}}}"
    }
    let cluster = try RoutingWorld.cluster([
      RoutingWorld.ingress("all", [], fields: backend("e")),
      RoutingWorld.ingress("web", [("x.com", [("/api", "Prefix", "a")])], fields: backend("f")),
      RoutingWorld.ingress("bare", [("y.com", [("/api", "Prefix", "a")])]),
    ])
    #expect(Self.route(cluster, "x.com/api") == "shop/a:80")
    #expect(Self.route(cluster, "x.com/other") == "shop/f:http")
    #expect(Self.route(cluster, "y.com/other") == "shop/e:http")
    #expect(Self.route(cluster, "z.com") == "shop/e:http")
    let none = try RoutingWorld.cluster([RoutingWorld.ingress("bare", [])])
    #expect(Self.route(none, "z.com") == "404")
  }

  @Test(arguments: [
    ("{service: {name: a, port: {number: 80}}}", "shop/a:80", ""),
    ("{service: {name: a, port: {name: alternative}}}", "shop/a:alternative", ""),
    ("{service: {name: gone, port: {number: 80}}}", "503", "there is no Service shop/gone"),
    ("{service: {name: a, port: {number: 81}}}", "503", "Service shop/a has no port 81"),
    ("{service: {name: a, port: {name: x}}}", "503", "Service shop/a has no port x"),
    (
      "{resource: {apiGroup: k8s.example.com, kind: Bucket, name: icons}}", "503",
      "Bucket/icons is no Service: nothing is simulated for it"
    ),
  ])
  func `a backend is a port of a Service of its namespace`(
    backend: String,
    expected: String,
    reason: String
  ) throws {
    let cluster = try RoutingWorld.cluster([
      RoutingWorld.ingress("web", [], fields: "defaultBackend: \(backend)")
    ])
    let routing = cluster.route(HTTPRequest(host: "x.com"))
    #expect(routing.text == expected && routing.reason == reason)
  }
}

/// Which controller serves an Ingress.
struct IngressClassTests {
  private static func ingressClass(_ name: String, isDefault: Bool, created: String) -> String {
    """
    {apiVersion: networking.k8s.io/v1, kind: IngressClass,
     metadata: {name: \(name), creationTimestamp: "\(created)",
       annotations: {ingressclass.kubernetes.io/is-default-class: "\(isDefault)"}},
     spec: {controller: example.com/controller}}
    """
  }

  private static func steps(_ ingress: String, _ classes: [String]) throws -> [DecisionStep] {
    let cluster = try RoutingWorld.cluster([ingress] + classes)
    let routing = cluster.route(HTTPRequest(host: "x.com"))
    let step = routing.steps.first { $0.title == "ingress class" }
    return [step].compactMap { $0 } + [
      DecisionStep(title: "outcome", detail: Sentence(verbatim: routing.text), rule: "", source: "")
    ]
  }

  private static func web(fields: String = "", annotations: String = "") -> String {
    RoutingWorld.ingress(
      "web",
      [("x.com", [("/", "Prefix", "a")])],
      fields: fields,
      annotations: annotations
    )
  }

  private static let plain = ingressClass(
    "nginx",
    isDefault: false,
    created: "2026-01-01T00:00:00Z"
  )

  @Test(arguments: [
    ("", "", [], "shop/a:80", "a controller is assumed"),
    ("ingressClassName: nginx", "", [], "shop/a:80", "its controller is assumed"),
    ("ingressClassName: nginx", "", [plain], "shop/a:80", "class nginx"),
    ("ingressClassName: other", "", [plain], "404", "there is no IngressClass other"),
    ("", "", [plain], "404", "no IngressClass is the default"),
    ("", "kubernetes.io/ingress.class: old", [plain], "shop/a:80", "deprecated annotation"),
  ])
  func `an Ingress is served by its class`(
    fields: String,
    annotations: String,
    classes: [String],
    expected: String,
    why: String
  ) throws {
    let steps = try Self.steps(Self.web(fields: fields, annotations: annotations), classes)
    #expect(steps.last?.detail == expected)
    #expect(steps.first?.detail.contains(why) == true)
  }

  /// test/e2e/network/ingressclass.go.
  @Test func `of two default classes the newest counts, then the lower name`() throws {
    let old = Self.ingressClass("old", isDefault: true, created: "2026-01-01T00:00:00Z")
    let new = Self.ingressClass("new", isDefault: true, created: "2026-01-02T00:00:00Z")
    let same = Self.ingressClass("later", isDefault: true, created: "2026-01-02T00:00:00Z")
    let byAge = try Self.steps(Self.web(), [old, new, Self.plain])
    #expect(byAge.first?.detail.contains("IngressClass new is the default") == true)
    let byName = try Self.steps(Self.web(), [new, same, old])
    #expect(byName.first?.detail.contains("IngressClass later is the default") == true)
  }

  @Test func `TLS and addresses are told`() throws {
    let ingress = """
      {apiVersion: networking.k8s.io/v1, kind: Ingress, metadata: {name: web, namespace: shop},
       spec: {tls: [{hosts: [x.com], secretName: cert}],
         rules: [{host: x.com, http: {paths: [{path: /, pathType: Prefix,
           backend: {service: {name: a, port: {number: 80}}}}]}}]},
       status: {loadBalancer: {ingress: [{ip: 192.0.2.1}, {hostname: lb.example.com}]}}}
      """
    let cluster = try RoutingWorld.cluster([ingress])
    let routing = cluster.route(HTTPRequest(scheme: "https", host: "x.com"))
    #expect(routing.entryAddresses == ["192.0.2.1", "lb.example.com"])
    #expect(routing.steps.contains { $0.title == "tls" && $0.detail.contains("Secret cert") })
    #expect(routing.steps.map(\.title) == ["host", "ingress class", "tls", "path", "backend"])
    #expect(routing.steps.allSatisfy { !$0.rule.isEmpty && !$0.source.isEmpty })
  }
}
