/// `apiVersion` and `kind` of an object; empty where they are missing.
struct TypeMeta: Hashable, Sendable {
  var apiVersion = ""
  var kind = ""

  /// What elements of a typed list (`PodList`) are when they do not say so themselves.
  var element: TypeMeta? {
    guard kind.hasSuffix("List"), kind != "List" else { return nil }
    return TypeMeta(apiVersion: apiVersion, kind: String(kind.dropLast(4)))
  }

  /// The API group; empty for the core group.
  var group: Substring {
    apiVersion.firstIndex(of: "/").map { apiVersion[..<$0] } ?? ""
  }
}

/// The kinds of objects that the model holds.
enum ModelKind: String, CaseIterable {
  case pod = "Pod"
  case endpointSlice = "EndpointSlice"
  case service = "Service"
  case node = "Node"
  case namespace = "Namespace"
  case endpoints = "Endpoints"
  case deployment = "Deployment"
  case replicaSet = "ReplicaSet"
  case statefulSet = "StatefulSet"
  case daemonSet = "DaemonSet"
  case ingress = "Ingress"
  case ingressClass = "IngressClass"
  case httpRoute = "HTTPRoute"
  case gateway = "Gateway"
  case gatewayClass = "GatewayClass"
  case serviceCIDR = "ServiceCIDR"
  case referenceGrant = "ReferenceGrant"
  case podDisruptionBudget = "PodDisruptionBudget"
  case simulation = "Simulation"

  /// What a document's `apiVersion` and `kind` mean for the model.
  enum Meaning {
    case known(ModelKind)
    /// A group of another vendor may have a kind of the same name; that is none of ours.
    case foreign
    /// The right group, or one that had this kind in the past, in a version that is not read.
    case unsupported(String)
  }

  static func meaning(of type: TypeMeta) -> Meaning {
    guard !type.apiVersion.isEmpty, let kind = ModelKind(rawValue: type.kind) else {
      return .foreign
    }
    let supported = kind.apiVersion
    if type.apiVersion == supported { return .known(kind) }
    let group = TypeMeta(apiVersion: supported).group
    // The older versions of the Gateway API have the same fields.
    if group == "gateway.networking.k8s.io", type.group == group { return .known(kind) }
    let isFormer = type.group == "extensions" && (group == "apps" || group == "networking.k8s.io")
    return type.group == group || isFormer ? .unsupported(supported) : .foreign
  }

  private var apiVersion: String {
    switch self {
    case .pod, .service, .node, .namespace, .endpoints: "v1"
    case .endpointSlice: EndpointSlice.apiVersion
    case .deployment, .replicaSet, .statefulSet, .daemonSet: "apps/v1"
    case .ingress, .ingressClass, .serviceCIDR: "networking.k8s.io/v1"
    case .httpRoute, .gateway, .gatewayClass, .referenceGrant: gatewayAPIVersion
    case .podDisruptionBudget: PodDisruptionBudget.apiVersion
    case .simulation: SimulationSettings.apiVersion
    }
  }

  var isNamespaced: Bool {
    switch self {
    case .node, .namespace, .ingressClass, .gatewayClass, .serviceCIDR, .simulation: false
    default: true
    }
  }
}
