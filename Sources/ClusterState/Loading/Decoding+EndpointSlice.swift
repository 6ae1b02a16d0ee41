private enum EndpointField: String, FieldName {
  case addresses, conditions, hostname, nodeName, zone, targetRef, hints
  static let table = FieldTable<Self>()
}

private enum EndpointConditionsField: String, FieldName {
  case ready, serving, terminating
  static let table = FieldTable<Self>()
}

private enum HintsField: String, FieldName {
  case forZones, forNodes
  static let table = FieldTable<Self>()
}

private enum HintField: String, FieldName {
  case name
  static let table = FieldTable<Self>()
}

private enum ReferenceField: String, FieldName {
  case kind, namespace, name, uid
  static let table = FieldTable<Self>()
}

private enum EndpointPortField: String, FieldName {
  case name, `protocol`, port, appProtocol
  static let table = FieldTable<Self>()
}

private enum SubsetField: String, FieldName {
  case addresses, notReadyAddresses, ports
  static let table = FieldTable<Self>()
}

private enum SubsetAddressField: String, FieldName {
  case ip, hostname, nodeName, targetRef
  static let table = FieldTable<Self>()
}

extension JSONReader {
  /// An entry of `endpoints` of a slice.
  mutating func endpoint() -> Endpoint? {
    guard enterObject() else { return nil }
    var endpoint = Endpoint()
    var scope = FieldScope<EndpointField>()
    while let field = next(&scope) {
      switch field {
      case .addresses: endpoint.addresses = list { $0.uniqueString() }
      case .conditions: endpointConditions(&endpoint)
      case .hostname: string(into: &endpoint.hostname)
      case .nodeName: string(into: &endpoint.nodeName)
      case .zone: string(into: &endpoint.zone)
      case .targetRef: endpoint.targetRef = objectReference()
      case .hints: hints(&endpoint)
      }
    }
    return endpoint
  }

  private mutating func endpointConditions(_ endpoint: inout Endpoint) {
    guard enterObject() else { return }
    var scope = FieldScope<EndpointConditionsField>()
    while let field = next(&scope) {
      switch field {
      case .ready: endpoint.ready = bool()
      case .serving: endpoint.serving = bool()
      case .terminating: endpoint.terminating = bool()
      }
    }
  }

  private mutating func hints(_ endpoint: inout Endpoint) {
    guard enterObject() else { return }
    var scope = FieldScope<HintsField>()
    while let field = next(&scope) {
      switch field {
      case .forZones: endpoint.zoneHints = list { $0.hint() }
      case .forNodes: endpoint.nodeHints = list { $0.hint() }
      }
    }
  }

  private mutating func hint() -> String? {
    guard enterObject() else { return nil }
    var name: String?
    var scope = FieldScope<HintField>()
    while next(&scope) != nil { name = string() }
    return name
  }

  private mutating func objectReference() -> ObjectReference? {
    guard enterObject() else { return nil }
    var reference = ObjectReference()
    var scope = FieldScope<ReferenceField>()
    while let field = next(&scope) {
      switch field {
      case .kind: string(into: &reference.kind)
      case .namespace: string(into: &reference.namespace)
      case .name: reference.name = uniqueString() ?? ""
      case .uid: reference.uid = uniqueString() ?? ""
      }
    }
    return reference
  }

  /// An entry of `ports` of a slice or a subset.
  mutating func endpointPort() -> EndpointPort? {
    guard enterObject() else { return nil }
    var port = EndpointPort()
    var scope = FieldScope<EndpointPortField>()
    while let field = next(&scope) {
      switch field {
      case .name: port.name = string()
      case .protocol: port.protocol = enumeration()
      case .port: port.port = int32()
      case .appProtocol: port.appProtocol = string()
      }
    }
    return port
  }

  /// An entry of `subsets` of an Endpoints object.
  mutating func endpointSubset() -> Endpoints.Subset? {
    guard enterObject() else { return nil }
    var subset = Endpoints.Subset()
    var scope = FieldScope<SubsetField>()
    while let field = next(&scope) {
      switch field {
      case .addresses: subset.addresses = list { $0.subsetAddress() }
      case .notReadyAddresses: subset.notReadyAddresses = list { $0.subsetAddress() }
      case .ports: subset.ports = list { $0.endpointPort() }
      }
    }
    return subset
  }

  private mutating func subsetAddress() -> Endpoints.Address? {
    guard enterObject() else { return nil }
    var address = Endpoints.Address()
    var scope = FieldScope<SubsetAddressField>()
    while let field = next(&scope) {
      switch field {
      case .ip: address.ip = uniqueString() ?? ""
      case .hostname: string(into: &address.hostname)
      case .nodeName: string(into: &address.nodeName)
      case .targetRef: address.targetRef = objectReference()
      }
    }
    return address
  }
}
