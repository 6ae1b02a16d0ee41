import ClusterState

extension LintCase {
  /// HTTPRoutes and Gateways.
  static let routes = [
    LintCase(
      "route-backend-missing",
      "HTTPRoute shop/front",
      says: ["it leads to Service shop/api, which does not exist"],
      { $0.httpRoutes = [route { $0.name = "api" }] },
      but: { $0.httpRoutes = [route()] }
    ),
    LintCase(
      "route-port-missing",
      "HTTPRoute shop/front",
      says: ["Service shop/web has no port 8080; it has 80"],
      { $0.httpRoutes = [route { $0.port = 8_080 }] },
      but: { $0.httpRoutes = [route()] }
    ),
    LintCase(
      "route-reference-not-granted",
      "HTTPRoute shop/front",
      says: ["no ReferenceGrant in namespace else lets HTTPRoutes of shop use Service api"],
      {
        $0.services.append(LintWorld.service("api", namespace: "else"))
        $0.httpRoutes = [route { ($0.name, $0.namespace) = ("api", "else") }]
      },
      but: {
        $0.services.append(LintWorld.service("api", namespace: "else"))
        $0.httpRoutes = [route { ($0.name, $0.namespace) = ("api", "else") }]
        $0.referenceGrants = [grant]
      }
    ),
    LintCase(
      "route-without-backends",
      "HTTPRoute shop/front",
      says: ["spec.rules[0] has backendRefs of weight 0 only"],
      { $0.httpRoutes = [route { $0.weight = 0 }] },
      but: { $0.httpRoutes = [route()] }
    ),
    LintCase(
      "route-not-attached",
      "HTTPRoute shop/front",
      says: [
        "Gateway infra/edge listener http: the listener allows routes of namespace infra only"
      ],
      {
        $0.httpRoutes = [route()]
        $0.gateways = [gateway("Same")]
      },
      but: {
        $0.httpRoutes = [route()]
        $0.gateways = [gateway("All")]
      }
    ),
    LintCase(
      "gateway-class-unknown",
      "Gateway infra/edge",
      says: ["there is no GatewayClass cloud; there is inner"],
      {
        $0.gateways = [gateway("All")]
        $0.gatewayClasses = [gatewayClass("inner")]
      },
      but: {
        $0.gateways = [gateway("All")]
        $0.gatewayClasses = [gatewayClass("cloud")]
      }
    ),
  ]

  /// A route of Gateway `infra/edge` to Service `web`.
  private static func route(
    _ change: (inout HTTPRouteRule.Backend) -> Void = { _ in }
  ) -> HTTPRoute {
    var route = HTTPRoute()
    route.metadata = ObjectMeta(name: "front", namespace: "shop")
    var parent = HTTPRouteSpec.ParentReference()
    (parent.namespace, parent.name) = ("infra", "edge")
    route.spec.parentRefs = [parent]
    var backend = HTTPRouteRule.Backend()
    (backend.name, backend.port) = ("web", 80)
    change(&backend)
    var rule = HTTPRouteRule()
    rule.backends = [backend]
    route.spec.rules = [rule]
    return route
  }

  private static func gateway(_ namespaces: String) -> Gateway {
    var gateway = Gateway()
    gateway.metadata = ObjectMeta(name: "edge", namespace: "infra")
    gateway.gatewayClassName = "cloud"
    var listener = GatewayListener()
    (listener.name, listener.port, listener.protocol) = ("http", 80, "HTTP")
    listener.namespaces.from = namespaces
    gateway.listeners = [listener]
    return gateway
  }

  private static func gatewayClass(_ name: String) -> GatewayClass {
    var found = GatewayClass()
    found.metadata = ObjectMeta(name: name)
    found.controllerName = "example.com/controller"
    return found
  }

  private static var grant: ReferenceGrant {
    var grant = ReferenceGrant()
    grant.metadata = ObjectMeta(name: "routes", namespace: "else")
    var from = ReferenceGrant.Party()
    from.group = "gateway.networking.k8s.io"
    (from.kind, from.namespace) = (HTTPRoute.kind, "shop")
    var to = ReferenceGrant.Party()
    to.kind = Service.kind
    (grant.from, grant.to) = ([from], [to])
    return grant
  }
}
