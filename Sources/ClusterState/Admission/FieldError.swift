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

  /// Whether the API server's answer names the field in its message only, as it does of values
  /// that it cannot read.
  package var isUnread = false

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

  /// A path as someone else wrote it.
  package init(verbatim text: String) { self.text = text }

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
///
/// What `add...` writes as message is what the API server's answer says besides the field
/// (apimachinery, `field.Error.ErrorBody`).
package struct FieldErrors: Sendable {
  package private(set) var all: [FieldError] = []

  package init() {}

  /// Whether nothing is wrong so far.
  package var isEmpty: Bool { all.isEmpty }

  package mutating func add(_ kind: FieldError.Kind, _ field: FieldPath, _ message: String) {
    all.append(FieldError(kind, field, message))
  }

  /// Takes over what was found elsewhere.
  package mutating func add(_ errors: FieldErrors) { all += errors.all }

  /// A value that must be there and is not.
  package mutating func addRequired(_ field: FieldPath, _ detail: String = "") {
    add(.required, field, Self.body("Required value", detail))
  }

  /// A value that is malformed or out of bounds.
  package mutating func addInvalid(_ field: FieldPath, _ value: JSONTree, _ detail: String) {
    add(.invalid, field, Self.body("Invalid value: \(value.compactText)", detail))
  }

  /// A malformed value, once for every rule that it breaks.
  package mutating func addInvalid(_ field: FieldPath, _ value: String, _ details: [String]) {
    for detail in details { addInvalid(field, .string(value), detail) }
  }

  /// A value that is good in itself and not permitted here.
  package mutating func addForbidden(_ field: FieldPath, _ detail: String) {
    add(.forbidden, field, Self.body("Forbidden", detail))
  }

  /// A value that is there twice and must not be.
  package mutating func addDuplicate(_ field: FieldPath, _ value: JSONTree) {
    add(.duplicate, field, "Duplicate value: \(value.compactText)")
  }

  /// A reference to something that is not there.
  package mutating func addNotFound(_ field: FieldPath, _ value: JSONTree) {
    add(.notFound, field, "Not found: \(value.compactText)")
  }

  /// A text of more than `most` bytes.
  package mutating func addTooLong(_ field: FieldPath, most: Int) {
    add(.tooLong, field, "Too long: may not be more than \(most) byte\(most == 1 ? "" : "s")")
  }

  /// A list of more than `most` elements.
  package mutating func addTooMany(_ field: FieldPath, count: Int, most: Int) {
    let items = "item\(most == 1 ? "" : "s")"
    add(.tooMany, field, "Too many: \(count): must have at most \(most) \(items)")
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

  private static func body(_ start: String, _ detail: String) -> String {
    detail.isEmpty ? start : "\(start): \(detail)"
  }

}
