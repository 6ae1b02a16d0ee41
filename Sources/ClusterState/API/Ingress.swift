/// An Ingress: hosts and paths in front of Services.
package struct Ingress: ClusterObject {
  package static let kind = "Ingress"
  package static let apiVersion = "networking.k8s.io/v1"
  /// The annotation that named the class before `spec.ingressClassName` did.
  package static let classAnnotation = "kubernetes.io/ingress.class"
  package var metadata = ObjectMeta()
  package var spec = IngressSpec()
  /// `status.loadBalancer.ingress`: where the entry point listens, an IP or a host name each.
  package var addresses: [String] = []

  package init() {}
}

/// `spec` of an Ingress.
package struct IngressSpec: Hashable, Sendable {
  /// What an entry leads to: a Service and port, or another object.
  package struct Backend: Hashable, Sendable {
    package var serviceName = ""
    /// `port.number` or `port.name`.
    package var port: IntOrString?
    /// `resource`, as `Kind/name`; empty where the backend is a Service.
    package var resource = ""

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

  /// Hosts whose TLS the entry point ends, and the Secret with the certificate.
  package struct TLS: Hashable, Sendable {
    /// Empty: every host.
    package var hosts: [String] = []
    package var secretName = ""

    package init() {}
  }

  package var ingressClassName = ""
  package var defaultBackend: Backend?
  package var rules: [Rule] = []
  package var tls: [TLS] = []

  package init() {}
}

/// An IngressClass: which controller serves an Ingress.
package struct IngressClass: ClusterObject {
  package static let kind = "IngressClass"
  package static let apiVersion = "networking.k8s.io/v1"
  package static let isNamespaced = false
  /// `true` on the class of an Ingress that names none.
  package static let defaultAnnotation = "ingressclass.kubernetes.io/is-default-class"
  package var metadata = ObjectMeta()
  package var controller = ""

  package init() {}

  /// Whether an Ingress that names no class belongs to this one.
  package var isDefault: Bool { metadata.annotations[Self.defaultAnnotation] == "true" }
}
