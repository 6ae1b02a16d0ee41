private enum ObjectField: String, FieldName {
  case apiVersion, kind, metadata, spec, status
  // EndpointSlice.
  case addressType, endpoints, ports
  // Endpoints.
  case subsets
  static let table = FieldTable<Self>()
}

private enum NameField: String, FieldName {
  case name, namespace
  static let table = FieldTable<Self>()
}

extension ObjectDecoder {
  /// Decodes the object whose members are next.
  mutating func decodeObject(_ type: TypeMeta, _ origin: PieceOrigin) {
    if keepsTrees { keepTree(type, origin) }
    switch ModelKind.meaning(of: type) {
    case .known(let kind): decodeKnown(kind, type, origin)
    case .foreign: decodeIgnored(type, origin)
    case .unsupported(let supported):
      reader.note(
        "BadRequest",
        at: 0,
        "\(type.kind) of apiVersion \(type.apiVersion) is not supported; supported is \(supported)"
      )
      decodeIgnored(type, origin)
    }
  }

  private mutating func decodeKnown(_ kind: ModelKind, _ type: TypeMeta, _ origin: PieceOrigin) {
    switch kind {
    case .pod: decode(Pod(), \.pods, type, origin)
    case .endpointSlice: decode(EndpointSlice(), \.endpointSlices, type, origin)
    case .service: decode(Service(), \.services, type, origin)
    case .node: decode(Node(), \.nodes, type, origin)
    case .namespace: decode(Namespace(), \.namespaces, type, origin)
    case .endpoints: decode(Endpoints(), \.endpoints, type, origin)
    case .deployment: decode(Deployment(), \.deployments, type, origin)
    case .replicaSet: decode(ReplicaSet(), \.replicaSets, type, origin)
    case .statefulSet: decode(StatefulSet(), \.statefulSets, type, origin)
    case .daemonSet: decode(DaemonSet(), \.daemonSets, type, origin)
    case .ingress: decode(Ingress(), \.ingresses, type, origin)
    case .ingressClass: decode(IngressClass(), \.ingressClasses, type, origin)
    case .httpRoute: decode(HTTPRoute(), \.httpRoutes, type, origin)
    case .gateway: decode(Gateway(), \.gateways, type, origin)
    case .serviceCIDR: decode(ServiceCIDR(), \.serviceCIDRs, type, origin)
    case .gatewayClass: decode(GatewayClass(), \.gatewayClasses, type, origin)
    case .podDisruptionBudget: decode(PodDisruptionBudget(), \.podDisruptionBudgets, type, origin)
    case .referenceGrant: decode(ReferenceGrant(), \.referenceGrants, type, origin)
    case .simulation:
      var settings = SimulationSettings()
      var scope = FieldScope<ObjectField>()
      while let field = reader.next(&scope) {
        switch field {
        case .metadata: settings.metadata = reader.metadata()
        case .spec: reader.simulationSpec(&settings)
        default: reader.skipValue()
        }
      }
      settings.metadata.place = origin.sourcePlace(count: reader.count)
      // One Simulation a document: its name is nobody's concern.
      if finish(origin, type, settings.metadata, needsName: false) {
        batch.simulations.append(settings)
      }
    }
  }

  @inline(__always)
  private mutating func decode<Object: DecodableObject>(
    _ empty: Object,
    _ list: WritableKeyPath<LoadedDocument, [Object]>,
    _ type: TypeMeta,
    _ origin: PieceOrigin
  ) {
    var object = empty
    var scope = FieldScope<ObjectField>()
    while let field = reader.next(&scope) {
      switch field {
      case .apiVersion, .kind: reader.skipValue()
      case .metadata: object.metadata = reader.metadata()
      default:
        if !object.read(field.part, &reader) { reader.skipValue() }
      }
    }
    if !Object.isNamespaced {
      object.metadata.namespace = ""
    } else if object.metadata.namespace.isEmpty {
      object.metadata.namespace = "default"
    }
    object.metadata.place = origin.sourcePlace(count: reader.count)
    if finish(origin, type, object.metadata), isAdmitted(object, type, origin) {
      batch.objects[keyPath: list].append(object)
    }
  }

  private mutating func decodeIgnored(_ type: TypeMeta, _ origin: PieceOrigin) {
    var key = ObjectName(name: "")
    var scope = FieldScope<ObjectField>()
    while let field = reader.next(&scope) {
      guard field == .metadata else {
        reader.skipValue()
        continue
      }
      guard reader.enterObject() else { continue }
      var metadata = FieldScope<NameField>()
      while let field = reader.next(&metadata) {
        switch field {
        case .name: reader.string(into: &key.name)
        case .namespace: reader.string(into: &key.namespace)
        }
      }
    }
    let metadata = ObjectMeta(name: key.name, namespace: key.namespace)
    // Reviews and the like have no name, and nobody will look for them.
    guard finish(origin, type, metadata, needsName: false), isAdmitted(type, origin) else {
      return
    }
    batch.objects.ignored.append(
      IgnoredObject(
        apiVersion: type.apiVersion,
        kind: type.kind,
        key: key,
        place: origin.sourcePlace(count: reader.count)
      )
    )
  }

  /// Turns what was noted into problems; `true` if there was nothing and the object is good.
  @discardableResult
  mutating func finish(
    _ origin: PieceOrigin,
    _ type: TypeMeta,
    _ metadata: ObjectMeta,
    needsName: Bool = true
  ) -> Bool {
    let (bytes, count) = (reader.bytes, reader.count)
    if let (reason, offset) = reader.malformation {
      fail(reason, at: offset, bytes, origin)
      return false
    }
    let isObject = bytes[0] == Byte.brace
    if isObject { noteMissing(type, metadata, needsName: needsName) }
    guard !reader.notes.isEmpty else { return true }
    // Whoever asked for trees judges them, by the schemas of their kinds.
    guard !(keepsTrees && SchemaLibrary.kubernetes.hasKind(type.kind, apiVersion: type.apiVersion))
    else { return false }
    let name = metadata.name.isEmpty ? metadata.generateName : metadata.name
    let key = ObjectName(namespace: metadata.namespace, name: name)
    let object = type.kind.isEmpty ? "" : name.isEmpty ? type.kind : "\(type.kind) \(key)"
    for note in reader.notes {
      let place = origin.place(of: note.offset, in: bytes)
      let field =
        note.missingField ?? fieldPath(in: bytes, count: count, to: note.offset)
      batch.add(
        Problem(
          type: note.type,
          file: file,
          line: place.line,
          column: place.column,
          object: object,
          field: field,
          message: note.message
        )
      )
    }
    return false
  }

  private mutating func noteMissing(_ type: TypeMeta, _ metadata: ObjectMeta, needsName: Bool) {
    // A wrong type was noted already where the field has one.
    if type.apiVersion.isEmpty { reader.noteMissing("apiVersion") }
    if type.kind.isEmpty { reader.noteMissing("kind") }
    if needsName, metadata.name.isEmpty, metadata.generateName.isEmpty {
      reader.noteMissing("metadata.name")
    }
  }
}

extension JSONReader {
  fileprivate mutating func noteMissing(_ field: String) {
    let isNoted = notes.contains {
      $0.offset > 0 && fieldPath(in: bytes, count: count, to: $0.offset) == field
    }
    guard !isNoted else { return }
    notes.append(
      Note(type: "Required", offset: 0, message: "is missing", missingField: field)
    )
  }
}

/// The parts of objects besides `metadata`.
enum ObjectPart {
  case spec, status, addressType, endpoints, ports, subsets
}

extension ObjectField {
  fileprivate var part: ObjectPart {
    switch self {
    case .apiVersion, .kind, .metadata, .spec: .spec
    case .status: .status
    case .addressType: .addressType
    case .endpoints: .endpoints
    case .ports: .ports
    case .subsets: .subsets
    }
  }
}
