private enum IngressSpecField: String, FieldName {
  case ingressClassName, defaultBackend, rules, tls
  static let table = FieldTable<Self>()
}

private enum IngressTLSField: String, FieldName {
  case hosts, secretName
  static let table = FieldTable<Self>()
}

private enum IngressRuleField: String, FieldName {
  case host, http
  static let table = FieldTable<Self>()
}

private enum HTTPField: String, FieldName {
  case paths
  static let table = FieldTable<Self>()
}

private enum PathField: String, FieldName {
  case path, pathType, backend
  static let table = FieldTable<Self>()
}

private enum BackendField: String, FieldName {
  case service, resource
  static let table = FieldTable<Self>()
}

private enum BackendServiceField: String, FieldName {
  case name, port
  static let table = FieldTable<Self>()
}

private enum BackendPortField: String, FieldName {
  case number, name
  static let table = FieldTable<Self>()
}

private enum BackendResourceField: String, FieldName {
  case kind, name
  static let table = FieldTable<Self>()
}

private enum IngressClassSpecField: String, FieldName {
  case controller
  static let table = FieldTable<Self>()
}

extension JSONReader {
  /// `spec` of an Ingress.
  mutating func ingressSpec() -> IngressSpec {
    var spec = IngressSpec()
    guard enterObject() else { return spec }
    var scope = FieldScope<IngressSpecField>()
    while let field = next(&scope) {
      switch field {
      case .ingressClassName: string(into: &spec.ingressClassName)
      case .defaultBackend: spec.defaultBackend = ingressBackend()
      case .rules: spec.rules = list { $0.ingressRule() }
      case .tls: spec.tls = list { $0.ingressTLS() }
      }
    }
    return spec
  }

  private mutating func ingressTLS() -> IngressSpec.TLS? {
    guard enterObject() else { return nil }
    var tls = IngressSpec.TLS()
    var scope = FieldScope<IngressTLSField>()
    while let field = next(&scope) {
      switch field {
      case .hosts: tls.hosts = stringList()
      case .secretName: string(into: &tls.secretName)
      }
    }
    return tls
  }

  private mutating func ingressRule() -> IngressSpec.Rule? {
    guard enterObject() else { return nil }
    var rule = IngressSpec.Rule()
    var scope = FieldScope<IngressRuleField>()
    while let field = next(&scope) {
      switch field {
      case .host: string(into: &rule.host)
      case .http:
        guard enterObject() else { continue }
        var http = FieldScope<HTTPField>()
        while next(&http) != nil { rule.paths = list { $0.ingressPath() } }
      }
    }
    return rule
  }

  private mutating func ingressPath() -> IngressSpec.Path? {
    guard enterObject() else { return nil }
    var path = IngressSpec.Path()
    var scope = FieldScope<PathField>()
    while let field = next(&scope) {
      switch field {
      case .path: string(into: &path.path)
      case .pathType: string(into: &path.pathType)
      case .backend: path.backend = ingressBackend() ?? IngressSpec.Backend()
      }
    }
    return path
  }

  private mutating func ingressBackend() -> IngressSpec.Backend? {
    guard enterObject() else { return nil }
    var backend = IngressSpec.Backend()
    var scope = FieldScope<BackendField>()
    while let field = next(&scope) {
      guard enterObject() else { continue }
      switch field {
      case .service: readBackendService(&backend)
      case .resource: backend.resource = backendResource()
      }
    }
    return backend
  }

  private mutating func readBackendService(_ backend: inout IngressSpec.Backend) {
    var service = FieldScope<BackendServiceField>()
    while let field = next(&service) {
      switch field {
      case .name: string(into: &backend.serviceName)
      case .port: backend.port = backendPort()
      }
    }
  }

  private mutating func backendResource() -> String {
    var (kind, name) = ("", "")
    var scope = FieldScope<BackendResourceField>()
    while let field = next(&scope) {
      switch field {
      case .kind: string(into: &kind)
      case .name: string(into: &name)
      }
    }
    return "\(kind)/\(name)"
  }

  private mutating func backendPort() -> IntOrString? {
    guard enterObject() else { return nil }
    var port: IntOrString?
    var scope = FieldScope<BackendPortField>()
    while let field = next(&scope) {
      switch field {
      case .number: port = int32().map(IntOrString.int) ?? port
      case .name: port = string().map(IntOrString.string) ?? port
      }
    }
    return port
  }

  /// `spec.controller` of an IngressClass.
  mutating func ingressClassController() -> String {
    var controller = ""
    guard enterObject() else { return controller }
    var scope = FieldScope<IngressClassSpecField>()
    while next(&scope) != nil { string(into: &controller) }
    return controller
  }
}
