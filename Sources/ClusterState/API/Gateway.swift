/// A Gateway: addresses and listeners that routes attach to (gateway-api `apis/v1`).
package struct Gateway: ClusterObject {
  package static let kind = "Gateway"
  package static let apiVersion = gatewayAPIVersion
  package var metadata = ObjectMeta()
  package var gatewayClassName = ""
  package var listeners: [GatewayListener] = []
  /// `status.addresses`: where the entry point listens, an IP or a host name each.
  package var addresses: [String] = []

  package init() {}
}

/// The version in which the Gateway API's kinds are printed; older ones are read too.
package let gatewayAPIVersion = "gateway.networking.k8s.io/v1"

/// An entry of `spec.listeners`.
package struct GatewayListener: Hashable, Sendable {
  /// Which namespaces may attach routes: `allowedRoutes.namespaces`.
  package struct Namespaces: Hashable, Sendable {
    /// `Same` (the default), `All`, `Selector` or `None`.
    package var from = "Same"
    package var selector = LabelSelector()

    package init() {}
  }

  package var name = ""
  /// Empty: every host.
  package var hostname = ""
  package var port: Int64 = 0
  /// `HTTP`, `HTTPS`, `TLS`, `TCP` or `UDP`.
  package var `protocol` = ""
  package var namespaces = Namespaces()
  /// Names of `allowedRoutes.kinds`; empty: all that suit the protocol.
  package var routeKinds: [String] = []

  package init() {}
}

/// A GatewayClass: which controller serves a Gateway.
package struct GatewayClass: ClusterObject {
  package static let kind = "GatewayClass"
  package static let apiVersion = gatewayAPIVersion
  package static let isNamespaced = false
  package var metadata = ObjectMeta()
  package var controllerName = ""

  package init() {}
}

/// A ReferenceGrant: whose references into its namespace are trusted.
package struct ReferenceGrant: ClusterObject {
  package static let kind = "ReferenceGrant"
  package static let apiVersion = "gateway.networking.k8s.io/v1beta1"

  /// One side of a grant: kinds, and a namespace (`from`) or a name (`to`; empty: all).
  package struct Party: Hashable, Sendable {
    package var group = ""
    package var kind = ""
    package var namespace = ""
    package var name = ""

    package init() {}
  }

  package var metadata = ObjectMeta()
  package var from: [Party] = []
  package var to: [Party] = []

  package init() {}
}
