/// A mistake the API server finds in one field of an object (apimachinery, `field.Error`).
package struct FieldError: Hashable, Sendable {
  /// What kind of mistake it is, under the names of `field.ErrorType`.
  package enum Kind: String, Sendable {
    case required = "Required"
    case invalid = "Invalid"
    case notSupported = "NotSupported"
    case duplicate = "Duplicate"
    case forbidden = "Forbidden"
    case tooLong = "TooLong"
    case tooMany = "TooMany"
    case notFound = "NotFound"
    case typeInvalid = "TypeInvalid"
    case internalError = "InternalError"
    /// The object cannot be decoded: unknown fields and the like.
    case badRequest = "BadRequest"
    /// There is an object of this name already.
    case alreadyExists = "AlreadyExists"
  }

  package var kind: Kind
  /// The path as the API server writes it, such as `spec.ports[0].nodePort`.
  package var field: String
  /// What is wrong, and what is allowed.
  package var message: String

  package init(_ kind: Kind, _ field: FieldPath, _ message: String) {
    self.kind = kind
    self.field = field.text
    self.message = message
  }
}

/// The path of a field within its object (apimachinery, `field.Path`).
package struct FieldPath: Hashable, Sendable, ExpressibleByStringLiteral {
  package let text: String

  package init(stringLiteral value: String) { text = value }

  private init(text: String) { self.text = text }

  /// The object itself.
  package static let root = FieldPath(text: "")

  /// A member of the object at this path.
  package subscript(member: String) -> FieldPath {
    FieldPath(text: text.isEmpty ? member : "\(text).\(member)")
  }

  /// An element of the list at this path.
  package subscript(index: Int) -> FieldPath { FieldPath(text: "\(text)[\(index)]") }

  /// An entry of the map at this path, such as an annotation.
  package subscript(key key: String) -> FieldPath { FieldPath(text: "\(text)[\(key)]") }
}

/// Mistakes as they are found, in the order of the checks.
package struct FieldErrors: Sendable {
  package private(set) var all: [FieldError] = []

  package init() {}

  package mutating func add(_ kind: FieldError.Kind, _ field: FieldPath, _ message: String) {
    all.append(FieldError(kind, field, message))
  }

  /// A value outside a closed set, with the values that are allowed.
  package mutating func addNotSupported(
    _ field: FieldPath,
    _ value: String,
    allowed: [String]
  ) {
    let list = allowed.sorted().map { "\"\($0)\"" }.joined(separator: ", ")
    add(.notSupported, field, "Unsupported value: \"\(value)\": supported values: \(list)")
  }
}
