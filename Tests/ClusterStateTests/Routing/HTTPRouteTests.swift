import ClusterState
import Testing

/// Which rule of which HTTPRoute takes a request.
struct HTTPRouteTests {
  private static func rule(_ service: String, _ matches: String = "") -> String {
    "{matches: [\(matches)], backendRefs: [{name: \(service), port: 80}]}"
  }

  private static func cluster(_ routes: [String]) throws -> Cluster {
    try RoutingWorld.cluster([RoutingWorld.gateway(RoutingWorld.openListener)] + routes)
  }

  @Test(arguments: [
    ("/", "shop/a:80"), ("/v2", "shop/b:80"), ("/v2/x", "shop/b:80"), ("/v2x", "shop/a:80"),
    ("/v2/exact", "shop/c:80"), ("/v2/exact/", "shop/b:80"), ("/v2/longer/x", "shop/d:80"),
  ])
  func `an exact path goes before the longest prefix`(path: String, expected: String) throws {
    let rules = [
      Self.rule("a"), Self.rule("b", "{path: {type: PathPrefix, value: /v2}}"),
      Self.rule("c", "{path: {type: Exact, value: /v2/exact}}"),
      Self.rule("d", "{path: {value: /v2/longer}}"),
    ].joined(separator: ", ")
    let cluster = try Self.cluster([RoutingWorld.route("web", rules: rules)])
    #expect(cluster.route(HTTPRequest(host: "x.com", path: path)).text == expected)
  }

  @Test(
    arguments: [
      ("GET", [:], "/", "shop/a:80"), ("POST", [:], "/", "shop/b:80"),
      ("GET", ["Version": "two"], "/", "shop/c:80"),
      ("GET", ["VERSION": "two", "color": "blue"], "/", "shop/d:80"),
      ("GET", ["version": "Two"], "/", "shop/a:80"),
      ("POST", ["version": "two", "color": "blue"], "/", "shop/b:80"),
      ("GET", [:], "/?animal=whale", "shop/e:80"), ("GET", [:], "/?Animal=whale", "shop/a:80"),
      ("GET", ["version": "two"], "/?animal=whale", "shop/c:80"),
      ("GET", [:], "/longer?animal=whale", "shop/f:80"),
    ] as [(String, [String: String], String, String)]
  )
  func `method, then headers, then query parameters break ties`(
    method: String,
    headers: [String: String],
    path: String,
    expected: String
  ) throws {
    let version = "{name: version, value: two}"
    let rules = [
      Self.rule("a"), Self.rule("b", "{method: POST}"), Self.rule("c", "{headers: [\(version)]}"),
      Self.rule("d", "{headers: [\(version), {name: Color, value: blue}]}"),
      Self.rule("e", "{queryParams: [{name: animal, value: whale}]}"),
      Self.rule("f", "{path: {value: /longer}}"),
    ].joined(separator: ", ")
    let cluster = try Self.cluster([RoutingWorld.route("web", rules: rules)])
    let request = HTTPRequest(
      host: "x.com",
      path: path,
      method: method,
      headers: headers.map { HTTPRequest.Field(name: $0.key, value: $0.value) }
    )
    #expect(cluster.route(request).text == expected)
  }

  @Test(arguments: [
    ("own.foo.com", "shop/a:80"), ("bar.foo.com", "shop/b:80"), ("x.bar.foo.com", "shop/c:80"),
    ("y.x.bar.foo.com", "shop/c:80"), ("a.b.foo.com", "shop/b:80"), ("foo.com", "shop/d:80"),
  ])
  func `the longest exact host goes first, then the longest wildcard of any depth`(
    host: String,
    expected: String
  ) throws {
    let cluster = try Self.cluster([
      RoutingWorld.route("none", rules: Self.rule("d", "{path: {type: Exact, value: /}}")),
      RoutingWorld.route("wild", hostnames: "\"*.foo.com\"", rules: Self.rule("b")),
      RoutingWorld.route("wilder", hostnames: "\"*.bar.foo.com\"", rules: Self.rule("c")),
      RoutingWorld.route("exact", hostnames: "own.foo.com", rules: Self.rule("a")),
    ])
    #expect(cluster.route(HTTPRequest(host: host)).text == expected)
  }

  @Test func `ties go to the older route, the lower name, the earlier rule`() throws {
    let older = "2025-01-01T00:00:00Z"
    let byAge = try Self.cluster([
      RoutingWorld.route("first", rules: Self.rule("a")),
      RoutingWorld.route("second", rules: Self.rule("b"), created: older),
    ])
    #expect(byAge.route(HTTPRequest(host: "x.com")).text == "shop/b:80")
    let byName = try Self.cluster([
      RoutingWorld.route("second", rules: Self.rule("b")),
      RoutingWorld.route("first", rules: Self.rule("a")),
    ])
    #expect(byName.route(HTTPRequest(host: "x.com")).text == "shop/a:80")
    let rules = "\(Self.rule("c")), \(Self.rule("d"))"
    let byPlace = try Self.cluster([RoutingWorld.route("web", rules: rules)])
    let routing = byPlace.route(HTTPRequest(host: "x.com"))
    #expect(routing.text == "shop/c:80")
    #expect(routing.steps.contains { $0.detail.contains("rules[1]: it stands later") })
  }

  @Test func `nothing that matches is 404`() throws {
    let cluster = try Self.cluster([
      RoutingWorld.route("web", hostnames: "x.com", rules: Self.rule("a", "{path: {value: /v1}}"))
    ])
    #expect(cluster.route(HTTPRequest(host: "x.com", path: "/v2")).text == "404")
    #expect(cluster.route(HTTPRequest(host: "y.com", path: "/v1")).text == "404")
    #expect(cluster.route(HTTPRequest(host: "x.com", port: 81, path: "/v1")).text == "404")
    #expect(cluster.route(HTTPRequest(scheme: "https", host: "x.com", path: "/v1")).text == "404")
    #expect(cluster.route(HTTPRequest(host: "x.com", path: "/v1")).text == "shop/a:80")
  }

  @Test func `regular expressions are left to implementations`() throws {
    let match = "{path: {type: RegularExpression, value: \"/.*\"}}"
    let cluster = try Self.cluster([RoutingWorld.route("web", rules: Self.rule("a", match))])
    let routing = cluster.route(HTTPRequest(host: "x.com"))
    #expect(routing.text == "404")
    #expect(routing.steps.contains { $0.detail.contains("the model matches none") })
  }

  @Test func `an Ingress rule goes before an HTTPRoute, which goes before a default backend`()
    throws
  {
    let backend = "defaultBackend: {service: {name: c, port: {number: 80}}}"
    let ingress = RoutingWorld.ingress(
      "web",
      [("x.com", [("/ingress", "Prefix", "b")])],
      fields: backend
    )
    let route = RoutingWorld.route("web", rules: Self.rule("a", "{path: {value: /route}}"))
    let cluster = try Self.cluster([ingress, route])
    #expect(cluster.route(HTTPRequest(host: "x.com", path: "/ingress")).text == "shop/b:80")
    #expect(cluster.route(HTTPRequest(host: "x.com", path: "/route")).text == "shop/a:80")
    #expect(cluster.route(HTTPRequest(host: "x.com", path: "/")).text == "shop/c:80")
  }
}

/// Which routes a listener takes.
struct ListenerTests {
  private static let rules = "{backendRefs: [{name: a, port: 80}]}"

  @Test(arguments: [
    ("", "test.example.com", "test.example.com", true),
    ("test.example.com", "", "test.example.com", true),
    ("test.example.com", "\"*.example.com\"", "test.example.com", true),
    ("test.example.com", "\"*.example.com\"", "other.example.com", false),
    ("\"*.example.com\"", "test.example.com", "test.example.com", true),
    ("\"*.example.com\"", "foo.test.example.com", "foo.test.example.com", true),
    ("\"*.example.com\"", "\"*.test.example.com\"", "foo.test.example.com", true),
    ("\"*.example.com\"", "example.com", "example.com", false),
    ("\"*.example.com\"", "test.example.net", "test.example.net", false),
    ("\"*.example.com\"", "test.example.com, test.example.net", "test.example.net", false),
    ("\"*.example.com\"", "", "a.b.example.com", true),
    ("\"*.example.com\"", "", "example.com", false),
  ])
  func `host names of listener and route must meet`(
    listener: String,
    route: String,
    host: String,
    isRouted: Bool
  ) throws {
    let hostname = listener.isEmpty ? "" : ", hostname: \(listener)"
    let cluster = try RoutingWorld.cluster([
      RoutingWorld.gateway(
        "{name: l, port: 80, protocol: HTTP\(hostname), \(RoutingWorld.fromAll)}"
      ),
      RoutingWorld.route("web", hostnames: route, rules: Self.rules),
    ])
    #expect(cluster.route(HTTPRequest(host: host)).text == (isRouted ? "shop/a:80" : "404"))
  }

  @Test func `the most specific listener takes the request, and only its routes count`() throws {
    let all = RoutingWorld.fromAll
    let cluster = try RoutingWorld.cluster([
      RoutingWorld.gateway(
        """
        {name: any, port: 80, protocol: HTTP, \(all)},
        {name: wild, port: 80, protocol: HTTP, hostname: "*.x.com", \(all)},
        {name: own, port: 80, protocol: HTTP, hostname: own.x.com, \(all)}
        """
      ),
      RoutingWorld.route(
        "wild",
        rules: Self.rules,
        parent: "{name: edge, namespace: infra, sectionName: wild}"
      ),
    ])
    let routing = cluster.route(HTTPRequest(host: "a.x.com"))
    #expect(routing.text == "shop/a:80")
    #expect(routing.entry == "Gateway infra/edge listener wild")
    #expect(routing.entryAddresses == ["192.0.2.80"])
    #expect(cluster.route(HTTPRequest(host: "own.x.com")).text == "404")
    #expect(cluster.route(HTTPRequest(host: "y.com")).text == "404")
  }

  @Test(
    arguments: [
      ("", "{name: edge, namespace: infra}", "allows routes of namespace infra only"),
      (", allowedRoutes: {namespaces: {from: All}}", "{name: edge, namespace: infra}", nil),
      (
        ", allowedRoutes: {namespaces: {from: None}}", "{name: edge, namespace: infra}",
        "no namespace"
      ),
      (
        ", allowedRoutes: {namespaces: {from: Selector, selector: {matchLabels: {team: red}}}}",
        "{name: edge, namespace: infra}", nil
      ),
      (
        ", allowedRoutes: {namespaces: {from: Selector, selector: {matchLabels: {team: blue}}}}",
        "{name: edge, namespace: infra}", "selector does not match namespace shop"
      ),
      (
        ", allowedRoutes: {namespaces: {from: All}, kinds: [{kind: GRPCRoute}]}",
        "{name: edge, namespace: infra}", "other kinds of routes"
      ),
      (
        ", allowedRoutes: {namespaces: {from: All}}",
        "{name: edge, namespace: infra, sectionName: x}", "it asks for listener x"
      ),
      (
        ", allowedRoutes: {namespaces: {from: All}}",
        "{name: edge, namespace: infra, port: 8080}", "it asks for port 8080"
      ),
      (
        ", allowedRoutes: {namespaces: {from: All}}", "{name: edge}",
        "no HTTPRoute attached"
      ),
    ] as [(String, String, String?)]
  )
  func `a route is attached only if both sides want it`(
    allowed: String,
    parent: String,
    why: String?
  ) throws {
    let cluster = try RoutingWorld.cluster([
      "{apiVersion: v1, kind: Namespace, metadata: {name: shop, labels: {team: red}}}",
      RoutingWorld.gateway("{name: l, port: 80, protocol: HTTP\(allowed)}"),
      RoutingWorld.route("web", rules: Self.rules, parent: parent),
    ])
    let routing = cluster.route(HTTPRequest(host: "x.com"))
    #expect(routing.text == (why == nil ? "shop/a:80" : "404"))
    if let why { #expect(routing.steps.contains { $0.detail.contains(why) }) }
  }

  @Test func `a Gateway without its class is not served where there are classes`() throws {
    let gatewayClass = """
      {apiVersion: gateway.networking.k8s.io/v1beta1, kind: GatewayClass, metadata: {name: NAME},
       spec: {controllerName: example.com/controller}}
      """
    for (name, expected) in [("model", "shop/a:80"), ("other", "404")] {
      let cluster = try RoutingWorld.cluster([
        RoutingWorld.gateway(RoutingWorld.openListener),
        RoutingWorld.route("web", rules: Self.rules),
        gatewayClass.replacing("NAME", with: name),
      ])
      #expect(cluster.route(HTTPRequest(host: "x.com")).text == expected)
    }
  }
}
