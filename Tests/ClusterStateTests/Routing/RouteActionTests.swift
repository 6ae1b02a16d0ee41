import ClusterState
import Testing

/// What becomes of a request that a rule takes.
struct RouteActionTests {
  private static func routing(
    _ rule: String,
    path: String = "/foo/bar",
    scheme: String = "http",
    port: UInt16? = nil,
    more: [String] = []
  ) throws -> HTTPRouting {
    let all = RoutingWorld.fromAll
    let cluster = try RoutingWorld.cluster(
      [
        RoutingWorld.gateway(
          """
          {name: http, port: 80, protocol: HTTP, \(all)},
          {name: alternative, port: 8080, protocol: HTTP, \(all)},
          {name: https, port: 443, protocol: HTTPS, \(all)}
          """
        ),
        RoutingWorld.route("web", rules: rule),
      ] + more
    )
    return cluster.route(HTTPRequest(scheme: scheme, host: "x.com", port: port, path: path))
  }

  @Test(arguments: [
    ("{name: a, port: 80}", "shop/a:80"),
    ("{name: a, port: 80, weight: 0}", "500"),
    (
      "{name: a, port: 80, weight: 90}, {name: b, port: 8080, weight: 10}",
      "shop/a:80 90%, shop/b:8080 10%"
    ),
    ("{name: a, port: 80}, {name: b, port: 80, weight: 3}", "shop/a:80 25%, shop/b:80 75%"),
    ("{name: a, port: 80}, {name: b, port: 80, weight: 0}", "shop/a:80"),
    ("{name: a, port: 80, weight: 0}, {name: b, port: 80, weight: 0}", "500"),
    ("{name: a, port: 80}, {name: gone, port: 80}", "shop/a:80 50%, 500 50%"),
    ("{name: a, port: 80}, {name: b, port: 81, weight: 3}", "shop/a:80 25%, 500 75%"),
    ("{name: gone, port: 80}, {name: a, port: 80, weight: 0}", "500"),
    ("{name: gone, port: 80}", "500"), ("{name: a}", "500"), ("", "500"),
    ("{name: a, port: 80, kind: ServiceImport, group: multicluster.x-k8s.io}", "500"),
    ("{name: a, port: 80, namespace: other}", "500"),
    ("{name: a, port: 80, namespace: shop}", "shop/a:80"),
  ])
  func `weights share the requests and what is missing answers 500`(
    backends: String,
    expected: String
  ) throws {
    #expect(try Self.routing("{backendRefs: [\(backends)]}").text == expected)
  }

  @Test(arguments: [
    ("other", "HTTPRoute", "shop", "", true), ("other", "HTTPRoute", "shop", ", name: a", true),
    ("other", "HTTPRoute", "shop", ", name: b", false), ("other", "HTTPRoute", "x", "", false),
    ("other", "GRPCRoute", "shop", "", false), ("shop", "HTTPRoute", "shop", "", false),
  ])
  func `another namespace's Service needs a ReferenceGrant there`(
    namespace: String,
    kind: String,
    from: String,
    name: String,
    isGranted: Bool
  ) throws {
    let grant = """
      {apiVersion: gateway.networking.k8s.io/v1beta1, kind: ReferenceGrant,
       metadata: {name: grant, namespace: \(namespace)},
       spec: {from: [{group: gateway.networking.k8s.io, kind: \(kind), namespace: \(from)}],
         to: [{group: "", kind: Service\(name)}]}}
      """
    let rule = "{backendRefs: [{name: a, namespace: other, port: 80}]}"
    let routing = try Self.routing(rule, more: [grant])
    #expect(routing.text == (isGranted ? "other/a:80" : "500"))
    if !isGranted { #expect(routing.reason.contains("no ReferenceGrant")) }
  }

  @Test(
    arguments: [
      ("hostname: y.com", "http", 80, "302 http://y.com/foo/bar?q=1"),
      ("scheme: https", "http", 80, "302 https://x.com/foo/bar?q=1"),
      (
        "scheme: https, port: 8443, statusCode: 301", "http", 80,
        "301 https://x.com:8443/foo/bar?q=1"
      ),
      ("hostname: y.com", "http", 8080, "302 http://y.com:8080/foo/bar?q=1"),
      ("scheme: http", "http", 8080, "302 http://x.com/foo/bar?q=1"),
      ("scheme: http", "https", 443, "302 http://x.com/foo/bar?q=1"),
      ("port: 443", "https", 443, "302 https://x.com/foo/bar?q=1"),
      (
        "path: {type: ReplaceFullPath, replaceFullPath: /new}", "http", 80,
        "302 http://x.com/new?q=1"
      ),
      (
        "path: {type: ReplacePrefixMatch, replacePrefixMatch: /xyz}", "http", 80,
        "302 http://x.com/xyz/bar?q=1"
      ),
    ] as [(String, String, UInt16, String)]
  )
  func `a redirect answers with a place`(
    settings: String,
    scheme: String,
    port: UInt16,
    expected: String
  ) throws {
    let rule = """
      {matches: [{path: {value: /foo}}],
       filters: [{type: RequestRedirect, requestRedirect: {\(settings)}}]}
      """
    let routing = try Self.routing(rule, path: "/foo/bar?q=1", scheme: scheme, port: port)
    #expect(routing.text == expected)
  }

  /// The table of `HTTPPathModifier` in gateway-api apis/v1 httproute_types.go.
  @Test(arguments: [
    ("/foo/bar", "/foo", "/xyz", "/xyz/bar"), ("/foo/bar", "/foo", "/xyz/", "/xyz/bar"),
    ("/foo/bar", "/foo/", "/xyz", "/xyz/bar"), ("/foo/bar", "/foo/", "/xyz/", "/xyz/bar"),
    ("/foo", "/foo", "/xyz", "/xyz"), ("/foo/", "/foo", "/xyz", "/xyz/"),
    ("/foo/bar", "/foo", "", "/bar"), ("/foo/", "/foo", "", "/"), ("/foo", "/foo", "", "/"),
    ("/foo/", "/foo", "/", "/"), ("/foo", "/foo", "/", "/"),
  ])
  func `a rewrite replaces the matched prefix`(
    path: String,
    prefix: String,
    replacement: String,
    expected: String
  ) throws {
    let rule = """
      {matches: [{path: {value: \(prefix)}}], backendRefs: [{name: a, port: 80}],
       filters: [{type: URLRewrite, urlRewrite: {hostname: y.com,
         path: {type: ReplacePrefixMatch, replacePrefixMatch: "\(replacement)"}}}]}
      """
    let routing = try Self.routing(rule, path: path)
    #expect(routing.text == "shop/a:80")
    let step = try #require(routing.steps.first { $0.title == "filter" })
    #expect(step.detail == "the backend sees y.com\(expected)")
    #expect(step.rule == "HTTPRoute shop/web spec.rules[0].filters[0]")
  }

  @Test(arguments: [
    ("{type: RequestHeaderModifier, requestHeaderModifier: {remove: [x]}}", "shop/a:80"),
    ("{type: RequestMirror, requestMirror: {backendRef: {name: b, port: 80}}}", "shop/a:80"),
    ("{type: ExtensionRef, extensionRef: {group: x, kind: Y, name: z}}", "500"),
  ])
  func `filters of other kinds are named, those unknown are an error`(
    filter: String,
    expected: String
  ) throws {
    let rule = "{filters: [\(filter)], backendRefs: [{name: a, port: 80}]}"
    #expect(try Self.routing(rule).text == expected)
  }
}
