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
  }

  /// The mistakes that validation finds in an object as it stands, without defaulting it first.
  package static func errors(in object: JSONTree, _ operation: Operation) -> [FieldError] {
    switch object["kind"]?.string {
    default: []
    }
  }

  /// The object with the defaults of its kind filled in; nothing is allocated.
  package static func defaulted(_ object: JSONTree) -> JSONTree {
    switch object["kind"]?.string {
    default: object
    }
  }
}
