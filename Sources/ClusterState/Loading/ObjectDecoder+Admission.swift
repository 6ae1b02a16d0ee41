extension ObjectDecoder {
  /// Whether the API server would take the object that was just decoded; if not, why not is noted.
  ///
  /// New Services are left to the end of loading: whether there are addresses for them is known
  /// only then.
  mutating func isAdmitted<Object: DecodableObject>(
    _ object: Object,
    _ type: TypeMeta,
    _ origin: PieceOrigin
  ) -> Bool {
    guard admits, SchemaLibrary.kubernetes.hasKind(type.kind, apiVersion: type.apiVersion) else {
      return true
    }
    if object.isFromCluster, object.isPlainlyValid { return true }
    return isAdmitted(type, origin, isStored: object.isFromCluster)
  }

  /// The same for objects of kinds that the model does not hold.
  mutating func isAdmitted(_ type: TypeMeta, _ origin: PieceOrigin) -> Bool {
    guard admits, SchemaLibrary.kubernetes.hasKind(type.kind, apiVersion: type.apiVersion) else {
      return true
    }
    return isAdmitted(type, origin, isStored: nil)
  }

  /// The exact answer, by the object's tree.
  private mutating func isAdmitted(
    _ type: TypeMeta,
    _ origin: PieceOrigin,
    isStored: Bool?
  ) -> Bool {
    guard let raw = rawObject(type, origin) else {
      if let (reason, offset) = reader.malformation {
        fail(reason, at: offset, reader.bytes, origin)
      }
      return false
    }
    let check = SchemaCheck(raw.tree, repeatedFields: raw.repeatedFields)
    if let mismatch = check.mismatch { return refuse(raw, [mismatch]) }
    for oddity in check.oddities {
      batch.add(raw.problem(oddity, file: file, type: "Warning", severity: .warning))
    }
    if type.kind == Service.kind, !(raw.tree.isStored && ServiceFields(raw.tree).isComplete) {
      batch.newServices.append(raw)
      return true
    }
    let errors = APIServer.errors(inLoaded: raw.tree, isStored: isStored ?? raw.tree.isStored)
    return errors.isEmpty || refuse(raw, errors)
  }

  /// Always `false`.
  private mutating func refuse(_ raw: RawObject, _ errors: [FieldError]) -> Bool {
    for error in errors { batch.add(raw.problem(error, file: file)) }
    return false
  }
}

extension RawObject {
  /// A mistake in the object, with its place.
  func problem(
    _ error: FieldError,
    file: String,
    type: String? = nil,
    severity: Problem.Severity = .error
  ) -> Problem {
    let (line, column) = position(of: error.field)
    return Problem(
      type: type ?? error.kind.rawValue,
      file: file,
      line: line,
      column: column,
      object: tree.label,
      field: error.isUnread ? "" : error.field,
      message: error.message,
      severity: severity
    )
  }
}

extension DecodedBatch {
  /// Asks for the Services that are new, beside those that are stored; the refused ones go.
  mutating func admitNewServices(_ session: SessionOptions) {
    guard !newServices.isEmpty else { return }
    let new = newServices.filter { raw in
      objects.services.contains { $0.metadata.place == raw.place }
    }
    let places = Set(new.map(\.place))
    var registry = ServiceRegistry(Settings(objects, session))
    for service in objects.services where !places.contains(service.metadata.place ?? new[0].place) {
      registry.addresses.reserve(service)
    }
    for raw in new { registry.expect(raw.tree) }
    var refused: Set<SourcePlace> = []
    for raw in new {
      let errors = APIServer.errors(inNewService: raw.tree, &registry)
      guard !errors.isEmpty else { continue }
      refused.insert(raw.place)
      for error in errors { add(raw.problem(error, file: objects.files[Int(raw.place.file)])) }
    }
    guard !refused.isEmpty else { return }
    objects.services.removeAll { $0.metadata.place.map(refused.contains) ?? false }
  }
}
