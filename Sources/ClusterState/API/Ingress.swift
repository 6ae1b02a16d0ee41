/// An Ingress: hosts and paths in front of Services.
package struct Ingress: ClusterObject {
  package static let kind = "Ingress"
  package static let apiVersion = "networking.k8s.io/v1"
  package var metadata = ObjectMeta()
  package var spec = IngressSpec()

  package init() {}
}

/// `spec` of an Ingress.
package struct IngressSpec: Hashable, Sendable {
  /// Service and port an entry leads to.
  package struct Backend: Hashable, Sendable {
    package var serviceName = ""
    /// `port.number` or `port.name`.
    package var port: IntOrString?

    package init() {}
  }

  /// Which requests of a host go to which backend.
  package struct Path: Hashable, Sendable {
    package var path = ""
    /// `Exact`, `Prefix` or `ImplementationSpecific`.
    package var pathType = ""
    package var backend = Backend()

    package init() {}
  }

  /// The paths of one host.
  package struct Rule: Hashable, Sendable {
    /// Empty: every host.
    package var host = ""
    package var paths: [Path] = []

    package init() {}
  }

  package var ingressClassName = ""
  package var defaultBackend: Backend?
  package var rules: [Rule] = []

  package init() {}
}

/// An IngressClass: which controller serves an Ingress.
package struct IngressClass: ClusterObject {
  package static let kind = "IngressClass"
  package static let apiVersion = "networking.k8s.io/v1"
  package static let isNamespaced = false
  package var metadata = ObjectMeta()
  package var controller = ""

  package init() {}
}
