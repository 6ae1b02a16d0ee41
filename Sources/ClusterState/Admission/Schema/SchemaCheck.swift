/// Compares an object with the schema of its kind, as the API server does when it decodes one
/// (apimachinery, `sigs.k8s.io/json`).
struct SchemaCheck {
  /// The first value that its field cannot hold: the object cannot be read at all.
  private(set) var mismatch: FieldError?
  /// Fields that are not known, and fields that are there twice.
  private(set) var oddities: [FieldError] = []

  private let kind: String
  private let apiVersion: String
  private let library = SchemaLibrary.kubernetes

  /// An object of a kind without a schema is left alone.
  init(_ raw: RawObject) {
    kind = raw.tree.text("kind")
    apiVersion = raw.tree.text("apiVersion")
    if library.hasKind(kind, apiVersion: apiVersion) {
      check(raw.tree, .structure(kind), .root, Place(structure: kind, fields: ""))
    }
    for field in raw.repeatedFields {
      addOddity("duplicate", FieldPath(verbatim: field))
    }
  }

  /// Where a value stands, in the words of Go: the structure around it and the fields to it.
  private struct Place {
    var structure: String
    var fields: String

    func member(_ name: String, of structure: String) -> Place {
      Place(structure: structure, fields: fields.isEmpty ? name : "\(fields).\(name)")
    }
  }

  private mutating func check(
    _ value: JSONTree,
    _ type: SchemaType,
    _ path: FieldPath,
    _ place: Place
  ) {
    guard value != .null, mismatch == nil else { return }
    switch (type, value) {
    case (.any, _), (.string, .string), (.boolean, .boolean), (.number, .integer),
      (.number, .number), (.intOrString, .string), (.int64, .integer):
      break
    case (.quantity, .string), (.quantity, .integer), (.quantity, .number):
      if Quantity(value) == nil { refuseQuantity(path) }
    case (.int32, .integer(let number)), (.intOrString, .integer(let number)):
      if Int32(exactly: number) == nil { refuse(value, type, path, place) }
    case (.time, .string(let text)):
      // Go's zero time is written as null, and read from empty text.
      if !text.isEmpty, Timestamp(text.utf8) == nil { refuse(value, type, path, place) }
    case (.list(let element), .array(let elements)):
      for (index, value) in elements.enumerated() { check(value, element, path[index], place) }
    case (.map(let element), .object(let members)):
      for member in members { check(member.value, element, path[member.key], place) }
    case (.structure(let name), .object(let members)):
      let fields = library[name] ?? [:]
      for member in members {
        if let field = fields[member.key] {
          check(member.value, field, path[member.key], place.member(member.key, of: name))
        } else {
          addOddity("unknown", path[member.key])
        }
      }
    default: refuse(value, type, path, place)
    }
  }

  private mutating func addOddity(_ what: String, _ path: FieldPath) {
    oddities.append(
      FieldError(.badRequest, path, "strict decoding error: \(what) field \"\(path.text)\"")
    )
  }

  private mutating func refuseQuantity(_ path: FieldPath) {
    mismatch = FieldError(
      .badRequest,
      .root,
      "\(kind) in version \"\(version)\" cannot be handled as a \(kind): quantities must match the"
        + " regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'",
      at: path.text
    )
  }

  private mutating func refuse(
    _ value: JSONTree,
    _ type: SchemaType,
    _ path: FieldPath,
    _ place: Place
  ) {
    mismatch = FieldError(
      .badRequest,
      .root,
      "\(kind) in version \"\(version)\" cannot be handled as a \(kind): json: cannot unmarshal"
        + " \(value.goName) into Go struct field \(place.structure).\(place.fields) of type"
        + " \(type.goName)",
      at: path.text
    )
  }

  private var version: Substring {
    apiVersion.lastIndex(of: "/").map { apiVersion[$0...].dropFirst() } ?? apiVersion[...]
  }
}

extension JSONTree {
  /// What Go's decoder calls a value that it cannot use.
  fileprivate var goName: String {
    switch self {
    case .null: "null"
    case .boolean: "bool"
    case .integer(let number): "number \(number)"
    case .number(let number): "number \(number)"
    case .string: "string"
    case .array: "array"
    case .object: "object"
    }
  }
}

extension SchemaType {
  /// The Go type.
  fileprivate var goName: String {
    switch self {
    case .string: "string"
    case .boolean: "bool"
    case .int32: "int32"
    case .int64: "int64"
    case .number: "float64"
    case .intOrString: "intstr.IntOrString"
    case .quantity: "resource.Quantity"
    case .time: "v1.Time"
    case .any: "interface {}"
    case .structure(let name): "v1.\(name)"
    case .list(let element): "[]\(element.goName)"
    case .map(let element): "map[string]\(element.goName)"
    }
  }
}
