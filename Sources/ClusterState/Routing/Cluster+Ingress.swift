// Who serves an Ingress, and what its backends are.

extension Cluster {
  /// Whether a controller serves an Ingress, by which field, and why or why not.
  struct IngressMembership {
    var isServed: Bool
    var why: Sentence
    var rule: String
  }

  /// Finds the class of an Ingress (networking/v1 types.go, `ingressClassName`): the deprecated
  /// annotation goes before the field, and without both the default class counts.
  ///
  /// Our model: where a document holds no IngressClass at all, a controller is assumed.
  func membership(of ingress: Ingress) -> IngressMembership {
    let field = "Ingress \(ingress.key) spec.ingressClassName"
    if let name = ingress.metadata.annotations[Ingress.classAnnotation] {
      return IngressMembership(
        isServed: true,
        why: "class \(name) by the deprecated annotation",
        rule: "Ingress \(ingress.key) metadata.annotations[\(Ingress.classAnnotation)]"
      )
    }
    let name = ingress.spec.ingressClassName
    if !name.isEmpty {
      let isKnown = ingressClasses[ObjectName(name: name)] != nil
      let why: Sentence =
        isKnown
        ? "class \(name)"
        : ingressClasses.isEmpty
          ? "class \(name); the document holds no IngressClass, its controller is assumed"
          : "there is no IngressClass \(name), so no controller serves it"
      return IngressMembership(isServed: isKnown || ingressClasses.isEmpty, why: why, rule: field)
    }
    if ingressClasses.isEmpty {
      return IngressMembership(
        isServed: true,
        why: "it names no class and the document holds none: a controller is assumed",
        rule: field
      )
    }
    guard let defaultClass = defaultIngressClass else {
      let why: Sentence =
        "it names no class and no IngressClass is the default: no controller serves it"
      return IngressMembership(isServed: false, why: why, rule: field)
    }
    return IngressMembership(
      isServed: true,
      why: "it names no class; IngressClass \(defaultClass.metadata.name) is the default",
      rule: "IngressClass \(defaultClass.metadata.name) "
        + "metadata.annotations[\(IngressClass.defaultAnnotation)]"
    )
  }

  /// The class of Ingresses that name none; of several the newest, then the lower name
  /// (plugin/pkg/admission/network/defaultingressclass).
  var defaultIngressClass: IngressClass? {
    ingressClasses.ids.compactMap { ingressClasses[$0] }.filter(\.isDefault).max { left, right in
      let (mine, its) = (left.metadata.creationTimestamp, right.metadata.creationTimestamp)
      if mine != its { return right.metadata.isNewer(than: left.metadata) }
      return left.metadata.name > right.metadata.name
    }
  }

  /// What an Ingress backend means: a Service of its namespace that has the port.
  ///
  /// Controllers answer 503 for one that is not there; so does our model.
  func target(of backend: IngressSpec.Backend, in namespace: String) -> HTTPBackend.Target {
    guard backend.resource.isEmpty else {
      return .status(503, reason: "\(backend.resource) is no Service: nothing is simulated for it")
    }
    let key = ObjectName(namespace: namespace, name: backend.serviceName)
    guard let service = services[key] else {
      return .status(503, reason: "there is no Service \(key)")
    }
    guard let port = backend.port else {
      return .status(503, reason: "the backend names no port of Service \(key)")
    }
    guard let reference = service.reference(to: port) else {
      return .status(503, reason: "Service \(key) has no port \(port)")
    }
    return .service(key, port: reference)
  }
}

extension Service {
  /// The port of this number or name; `nil` if it has none such.
  func reference(to port: IntOrString) -> PortReference? {
    switch port {
    case .int(let number):
      guard spec.ports.contains(where: { $0.port == number }) else { return nil }
      return UInt16(exactly: number).map(PortReference.number)
    case .string(let name):
      guard spec.ports.contains(where: { $0.name == name && !name.isEmpty }) else { return nil }
      return .name(name)
    }
  }
}

extension ObjectMeta {
  /// Whether this was made later; without a time it was made when the document was opened.
  fileprivate func isNewer(than other: ObjectMeta) -> Bool {
    switch (creationTimestamp, other.creationTimestamp) {
    case (let mine?, let its?): mine > its
    case (nil, _?): true
    default: false
    }
  }
}
