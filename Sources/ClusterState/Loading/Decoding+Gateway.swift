private enum GatewaySpecField: String, FieldName {
  case gatewayClassName, listeners
  static let table = FieldTable<Self>()
}

private enum GatewayStatusField: String, FieldName {
  case addresses
  static let table = FieldTable<Self>()
}

private enum GatewayAddressField: String, FieldName {
  case value
  static let table = FieldTable<Self>()
}

private enum ListenerField: String, FieldName {
  case name, hostname, port, `protocol`, allowedRoutes
  static let table = FieldTable<Self>()
}

private enum AllowedRoutesField: String, FieldName {
  case namespaces, kinds
  static let table = FieldTable<Self>()
}

private enum RouteNamespacesField: String, FieldName {
  case from, selector
  static let table = FieldTable<Self>()
}

private enum RouteKindField: String, FieldName {
  case kind
  static let table = FieldTable<Self>()
}

private enum GatewayClassField: String, FieldName {
  case controllerName
  static let table = FieldTable<Self>()
}

private enum GrantField: String, FieldName {
  case from, to
  static let table = FieldTable<Self>()
}

private enum PartyField: String, FieldName {
  case group, kind, namespace, name
  static let table = FieldTable<Self>()
}

extension Gateway: DecodableObject {
  mutating func read(_ part: ObjectPart, _ reader: inout JSONReader) -> Bool {
    switch part {
    case .spec: reader.gatewaySpec(&self)
    case .status: addresses = reader.gatewayAddresses()
    default: return false
    }
    return true
  }
}

extension GatewayClass: DecodableObject {
  mutating func read(_ part: ObjectPart, _ reader: inout JSONReader) -> Bool {
    guard part == .spec else { return false }
    controllerName = reader.gatewayController()
    return true
  }
}

extension ReferenceGrant: DecodableObject {
  mutating func read(_ part: ObjectPart, _ reader: inout JSONReader) -> Bool {
    guard part == .spec else { return false }
    reader.grantSpec(&self)
    return true
  }
}

extension JSONReader {
  /// `spec` of a Gateway.
  fileprivate mutating func gatewaySpec(_ gateway: inout Gateway) {
    guard enterObject() else { return }
    var scope = FieldScope<GatewaySpecField>()
    while let field = next(&scope) {
      switch field {
      case .gatewayClassName: string(into: &gateway.gatewayClassName)
      case .listeners: gateway.listeners = list { $0.listener() }
      }
    }
  }

  private mutating func listener() -> GatewayListener? {
    guard enterObject() else { return nil }
    var listener = GatewayListener()
    var scope = FieldScope<ListenerField>()
    while let field = next(&scope) {
      switch field {
      case .name: string(into: &listener.name)
      case .hostname: string(into: &listener.hostname)
      case .port: listener.port = int32() ?? 0
      case .protocol: string(into: &listener.protocol)
      case .allowedRoutes: readAllowedRoutes(&listener)
      }
    }
    return listener
  }

  private mutating func readAllowedRoutes(_ listener: inout GatewayListener) {
    guard enterObject() else { return }
    var scope = FieldScope<AllowedRoutesField>()
    while let field = next(&scope) {
      switch field {
      case .namespaces: listener.namespaces = routeNamespaces()
      case .kinds: listener.routeKinds = list { $0.routeKind() }
      }
    }
  }

  private mutating func routeNamespaces() -> GatewayListener.Namespaces {
    var namespaces = GatewayListener.Namespaces()
    guard enterObject() else { return namespaces }
    var scope = FieldScope<RouteNamespacesField>()
    while let field = next(&scope) {
      switch field {
      case .from: string(into: &namespaces.from)
      case .selector: namespaces.selector = labelSelector()
      }
    }
    return namespaces
  }

  private mutating func routeKind() -> String? {
    guard enterObject() else { return nil }
    var kind: String?
    var scope = FieldScope<RouteKindField>()
    while next(&scope) != nil { kind = string() }
    return kind
  }

  /// Values of `status.addresses` of a Gateway.
  fileprivate mutating func gatewayAddresses() -> [String] {
    guard enterObject() else { return [] }
    var addresses: [String] = []
    var scope = FieldScope<GatewayStatusField>()
    while next(&scope) != nil { addresses = list { $0.gatewayAddress() } }
    return addresses
  }

  private mutating func gatewayAddress() -> String? {
    guard enterObject() else { return nil }
    var value: String?
    var scope = FieldScope<GatewayAddressField>()
    while next(&scope) != nil { value = string() }
    return value
  }

  /// `spec.controllerName` of a GatewayClass.
  fileprivate mutating func gatewayController() -> String {
    var name = ""
    guard enterObject() else { return name }
    var scope = FieldScope<GatewayClassField>()
    while next(&scope) != nil { string(into: &name) }
    return name
  }

  /// `spec` of a ReferenceGrant.
  fileprivate mutating func grantSpec(_ grant: inout ReferenceGrant) {
    guard enterObject() else { return }
    var scope = FieldScope<GrantField>()
    while let field = next(&scope) {
      switch field {
      case .from: grant.from = list { $0.grantParty() }
      case .to: grant.to = list { $0.grantParty() }
      }
    }
  }

  private mutating func grantParty() -> ReferenceGrant.Party? {
    guard enterObject() else { return nil }
    var party = ReferenceGrant.Party()
    var scope = FieldScope<PartyField>()
    while let field = next(&scope) {
      switch field {
      case .group: string(into: &party.group)
      case .kind: string(into: &party.kind)
      case .namespace: string(into: &party.namespace)
      case .name: string(into: &party.name)
      }
    }
    return party
  }
}
