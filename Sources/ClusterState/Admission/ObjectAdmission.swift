/// What the API server does to an object before it stores it, kind by kind.
///
/// Works on trees rather than typed objects: a field that is absent, null or empty is not the
/// same to every rule, and fields the model does not use must be checked and kept as well.
package enum ObjectAdmission {
  /// What is asked of the API server.
  package enum Operation: Sendable {
    case create
    case update(old: JSONTree)
    case statusUpdate(old: JSONTree)

    /// The object that is to be replaced; `nil` on creation.
    package var old: JSONTree? {
      switch self {
      case .create: nil
      case .update(let old), .statusUpdate(let old): old
      }
    }
  }

  /// The mistakes that validation finds in an object as it stands, without defaulting it first.
  package static func errors(in object: JSONTree, _ operation: Operation) -> [FieldError] {
    var errors = FieldErrors()
    switch (object["kind"]?.string, operation) {
    case ("Service", .create): errors.checkServiceCreate(object)
    case ("Service", .update(let old)): errors.checkServiceUpdate(object, old: old)
    case ("Service", .statusUpdate(let old)): errors.checkServiceStatusUpdate(object, old: old)
    case ("Endpoints", _): errors.checkEndpoints(object, old: operation.old)
    case ("EndpointSlice", _): errors.checkEndpointSlice(object, old: operation.old)
    default: if let rules = KindRules.of(object) { errors.add(rules.errors(object, operation)) }
    }
    return errors.all
  }

  /// The object with the defaults of its kind filled in; nothing is allocated.
  package static func defaulted(_ object: JSONTree) -> JSONTree {
    switch object["kind"]?.string {
    case "Service": ServiceFields.defaulted(object)
    case "Endpoints": EndpointDefaulting.endpoints(object)
    case "EndpointSlice": EndpointDefaulting.slice(object)
    default: KindRules.of(object)?.defaulted(object) ?? object
    }
  }

  /// The object with what a writer may not decide set or cleared, such as `status` (the
  /// `PrepareForCreate` and `PrepareForUpdate` of the kind's strategy); it has its defaults.
  package static func prepared(_ object: JSONTree, _ operation: Operation) -> JSONTree {
    switch object["kind"]?.string {
    case "Service": ServiceStrategy.prepared(object, operation)
    case "EndpointSlice": EndpointSliceStrategy.prepared(object, operation)
    default: KindRules.of(object)?.prepared(object, operation) ?? object
    }
  }

  /// What the API server has to say about an object that it takes.
  package static func warnings(
    about object: JSONTree,
    _ operation: Operation
  ) -> [AdmissionWarning] {
    switch object["kind"]?.string {
    case "Service": ServiceStrategy.warnings(about: object)
    case "Endpoints": EndpointSliceStrategy.warnings(aboutEndpoints: object)
    case "EndpointSlice": EndpointSliceStrategy.warnings(about: object, operation)
    default: KindRules.of(object)?.warnings(object, operation) ?? []
    }
  }
}

/// Something about an accepted object that its writer should know (`Warning` headers).
package struct AdmissionWarning: Hashable, Sendable {
  /// The path of the field it is about; empty for the object itself.
  package var field: String
  /// The API server's words, which begin with the path where it names one.
  package var message: String

  package init(_ field: FieldPath, _ message: String) {
    self.field = field.text
    self.message = message
  }
}
