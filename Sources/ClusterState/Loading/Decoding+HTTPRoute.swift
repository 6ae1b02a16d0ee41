private enum RouteSpecField: String, FieldName {
  case parentRefs, hostnames, rules
  static let table = FieldTable<Self>()
}

private enum ParentField: String, FieldName {
  case group, kind, namespace, name, sectionName, port
  static let table = FieldTable<Self>()
}

private enum RuleField: String, FieldName {
  case matches, filters, backendRefs
  static let table = FieldTable<Self>()
}

private enum MatchField: String, FieldName {
  case path, method, headers, queryParams
  static let table = FieldTable<Self>()
}

private enum MatchValueField: String, FieldName {
  case type, name, value
  static let table = FieldTable<Self>()
}

private enum BackendField: String, FieldName {
  case group, kind, namespace, name, port, weight
  static let table = FieldTable<Self>()
}

private enum FilterField: String, FieldName {
  case type, requestRedirect, urlRewrite
  static let table = FieldTable<Self>()
}

private enum FilterSettingField: String, FieldName {
  case scheme, hostname, path, port, statusCode
  static let table = FieldTable<Self>()
}

private enum PathModifierField: String, FieldName {
  case replaceFullPath, replacePrefixMatch
  static let table = FieldTable<Self>()
}

extension HTTPRoute: DecodableObject {
  mutating func read(_ part: ObjectPart, _ reader: inout JSONReader) -> Bool {
    guard part == .spec else { return false }
    spec = reader.httpRouteSpec()
    return true
  }
}

extension JSONReader {
  /// `spec` of an HTTPRoute.
  fileprivate mutating func httpRouteSpec() -> HTTPRouteSpec {
    var spec = HTTPRouteSpec()
    guard enterObject() else { return spec }
    var scope = FieldScope<RouteSpecField>()
    while let field = next(&scope) {
      switch field {
      case .parentRefs: spec.parentRefs = list { $0.parentReference() }
      case .hostnames: spec.hostnames = stringList()
      case .rules: spec.rules = list { $0.routeRule() }
      }
    }
    return spec
  }

  private mutating func parentReference() -> HTTPRouteSpec.ParentReference? {
    guard enterObject() else { return nil }
    var parent = HTTPRouteSpec.ParentReference()
    var scope = FieldScope<ParentField>()
    while let field = next(&scope) {
      switch field {
      case .group: string(into: &parent.group)
      case .kind: string(into: &parent.kind)
      case .namespace: string(into: &parent.namespace)
      case .name: string(into: &parent.name)
      case .sectionName: string(into: &parent.sectionName)
      case .port: parent.port = int32()
      }
    }
    return parent
  }

  private mutating func routeRule() -> HTTPRouteRule? {
    guard enterObject() else { return nil }
    var rule = HTTPRouteRule()
    var scope = FieldScope<RuleField>()
    while let field = next(&scope) {
      switch field {
      case .matches: rule.matches = list { $0.routeMatch() }
      case .filters: rule.filters = list { $0.routeFilter() }
      case .backendRefs: rule.backends = list { $0.routeBackend() }
      }
    }
    return rule
  }

  private mutating func routeMatch() -> HTTPRouteRule.Match? {
    guard enterObject() else { return nil }
    var match = HTTPRouteRule.Match()
    var scope = FieldScope<MatchField>()
    while let field = next(&scope) {
      switch field {
      case .path:
        guard let path = matchValue(type: match.pathType, value: match.path) else { continue }
        (match.pathType, match.path) = (path.type, path.value)
      case .method: string(into: &match.method)
      case .headers: match.headers = list { $0.matchValue(type: "Exact") }
      case .queryParams: match.queryParams = list { $0.matchValue(type: "Exact") }
      }
    }
    return match
  }

  private mutating func matchValue(type: String, value: String = "") -> HTTPRouteRule.Field? {
    guard enterObject() else { return nil }
    var match = HTTPRouteRule.Field()
    (match.type, match.value) = (type, value)
    var scope = FieldScope<MatchValueField>()
    while let field = next(&scope) {
      switch field {
      case .type: string(into: &match.type)
      case .name: string(into: &match.name)
      case .value: string(into: &match.value)
      }
    }
    return match
  }

  private mutating func routeBackend() -> HTTPRouteRule.Backend? {
    guard enterObject() else { return nil }
    var backend = HTTPRouteRule.Backend()
    var scope = FieldScope<BackendField>()
    while let field = next(&scope) {
      switch field {
      case .group: string(into: &backend.group)
      case .kind: string(into: &backend.kind)
      case .namespace: string(into: &backend.namespace)
      case .name: string(into: &backend.name)
      case .port: backend.port = int32()
      case .weight: backend.weight = int32() ?? 1
      }
    }
    return backend
  }
}

extension JSONReader {
  fileprivate mutating func routeFilter() -> HTTPRouteFilter? {
    guard enterObject() else { return nil }
    var filter = HTTPRouteFilter()
    var scope = FieldScope<FilterField>()
    while let field = next(&scope) {
      switch field {
      case .type: string(into: &filter.type)
      // A filter has one of them, the one of its type.
      case .requestRedirect, .urlRewrite: readFilterSettings(&filter)
      }
    }
    return filter
  }

  private mutating func readFilterSettings(_ filter: inout HTTPRouteFilter) {
    guard enterObject() else { return }
    var scope = FieldScope<FilterSettingField>()
    while let field = next(&scope) {
      switch field {
      case .scheme: string(into: &filter.scheme)
      case .hostname: string(into: &filter.hostname)
      case .path: filter.path = pathModifier()
      case .port: filter.port = int32()
      case .statusCode: filter.statusCode = int32() ?? 302
      }
    }
  }

  private mutating func pathModifier() -> HTTPRouteFilter.PathModifier? {
    guard enterObject() else { return nil }
    var modifier: HTTPRouteFilter.PathModifier?
    var scope = FieldScope<PathModifierField>()
    while let field = next(&scope) {
      guard let path = string() else { continue }
      switch field {
      case .replaceFullPath: modifier = .full(path)
      case .replacePrefixMatch: modifier = .prefix(path)
      }
    }
    return modifier
  }
}
