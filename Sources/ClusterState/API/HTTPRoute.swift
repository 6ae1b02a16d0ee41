/// An HTTPRoute: which requests that reach a Gateway go where (gateway-api `apis/v1`).
package struct HTTPRoute: ClusterObject {
  package static let kind = "HTTPRoute"
  package static let apiVersion = gatewayAPIVersion
  package var metadata = ObjectMeta()
  package var spec = HTTPRouteSpec()

  package init() {}
}

/// `spec` of an HTTPRoute.
package struct HTTPRouteSpec: Hashable, Sendable {
  /// An entry of `parentRefs`: what the route wants to be attached to.
  package struct ParentReference: Hashable, Sendable {
    package var group = "gateway.networking.k8s.io"
    package var kind = Gateway.kind
    /// Empty: the route's own.
    package var namespace = ""
    package var name = ""
    /// Name of a listener; empty: all of them.
    package var sectionName = ""
    package var port: Int64?

    package init() {}
  }

  package var parentRefs: [ParentReference] = []
  /// Empty: every host.
  package var hostnames: [String] = []
  package var rules: [HTTPRouteRule] = []

  package init() {}
}

/// An entry of `rules`: matches, any of which suffices, and what is done then.
package struct HTTPRouteRule: Hashable, Sendable {
  /// An entry of `matches`: all that is said must hold.
  package struct Match: Hashable, Sendable {
    /// `Exact`, `PathPrefix` (the default) or `RegularExpression`.
    package var pathType = "PathPrefix"
    package var path = "/"
    /// Empty: any.
    package var method = ""
    package var headers: [Field] = []
    package var queryParams: [Field] = []

    package init() {}
  }

  /// A header or query parameter that a request must have.
  package struct Field: Hashable, Sendable {
    /// `Exact` (the default) or `RegularExpression`.
    package var type = "Exact"
    package var name = ""
    package var value = ""

    package init() {}
  }

  /// An entry of `backendRefs`.
  package struct Backend: Hashable, Sendable {
    package var group = ""
    package var kind = Service.kind
    /// Empty: the route's own.
    package var namespace = ""
    package var name = ""
    package var port: Int64?
    package var weight: Int64 = 1

    package init() {}
  }

  /// Empty: the one default match of every request.
  package var matches: [Match] = []
  package var filters: [HTTPRouteFilter] = []
  package var backends: [Backend] = []

  package init() {}
}

/// An entry of `filters`: how a matched request is answered or changed.
package struct HTTPRouteFilter: Hashable, Sendable {
  /// What becomes of the path: `path` of a redirect or rewrite.
  package enum PathModifier: Hashable, Sendable {
    case full(String)
    case prefix(String)
  }

  /// `RequestRedirect`, `URLRewrite`, `RequestMirror`, ...
  package var type = ""
  /// Of a redirect; empty: the request's.
  package var scheme = ""
  /// Of a redirect or rewrite; empty: the request's.
  package var hostname = ""
  package var path: PathModifier?
  package var port: Int64?
  package var statusCode: Int64 = 302

  package init() {}
}
