/// Compares an object with the schema of its kind, as the API server does when it decodes one
/// (apimachinery, `sigs.k8s.io/json`).
struct SchemaCheck {
  /// The first value that its field cannot hold: the object cannot be read at all.
  ///
  /// The API server tells its field in the message only.
  private(set) var mismatch: FieldError?
  /// Fields that are not known, and fields that are there twice.
  private(set) var oddities: [FieldError] = []

  private let kind: String
  private let apiVersion: String
  private let library = SchemaLibrary.kubernetes

  /// The way to the value that is looked at; paths are written only where something is wrong.
  private var trail: [Step] = []

  /// An object of a kind without a schema is left alone.
  init(_ tree: JSONTree, repeatedFields: [String] = []) {
    kind = tree.text("kind")
    apiVersion = tree.text("apiVersion")
    if library.hasKind(kind, apiVersion: apiVersion) {
      check(tree, .structure(kind), in: kind)
    }
    for field in repeatedFields {
      addOddity("duplicate", FieldPath(verbatim: field))
    }
  }

  private enum Step {
    case member(String)
    case element(Int)
  }

  private var path: FieldPath {
    trail.reduce(.root) { path, step in
      switch step {
      case .member(let name): path[name]
      case .element(let index): path[index]
      }
    }
  }

  /// The fields on the way, as Go names them.
  private var fields: String {
    trail.compactMap { step in
      if case .member(let name) = step { name } else { nil }
    }.joined(separator: ".")
  }

  /// `structure` is the Go type around the value.
  private mutating func check(_ value: JSONTree, _ type: SchemaType, in structure: String) {
    guard value != .null, mismatch == nil else { return }
    switch (type, value) {
    case (.any, _), (.string, .string), (.boolean, .boolean), (.number, .integer),
      (.number, .number), (.intOrString, .string), (.int64, .integer):
      break
    case (.quantity, .string), (.quantity, .integer), (.quantity, .number):
      if Quantity(value) == nil { refuseQuantity() }
    case (.int32, .integer(let number)), (.intOrString, .integer(let number)):
      if Int32(exactly: number) == nil { refuse(value, type, in: structure) }
    case (.time, .string(let text)):
      // Go's zero time is written as null, and read from empty text.
      if !text.isEmpty, Timestamp(text.utf8) == nil { refuse(value, type, in: structure) }
    case (.list(let element), .array(let elements)):
      for (index, value) in elements.enumerated() {
        enter(.element(index)) { $0.check(value, element, in: structure) }
      }
    case (.map(let element), .object(let members)):
      for member in members {
        enter(.member(member.key)) { $0.check(member.value, element, in: structure) }
      }
    case (.structure(let name), .object(let members)): check(members, of: name)
    default: refuse(value, type, in: structure)
    }
  }

  private mutating func check(_ members: [JSONTree.Member], of structure: String) {
    let fields = library[structure] ?? [:]
    for member in members {
      enter(.member(member.key)) { check in
        if let field = fields[member.key] {
          check.check(member.value, field, in: structure)
        } else {
          check.addOddity("unknown", check.path)
        }
      }
    }
  }

  private mutating func enter(_ step: Step, _ body: (inout SchemaCheck) -> Void) {
    trail.append(step)
    body(&self)
    trail.removeLast()
  }

  private mutating func addOddity(_ what: String, _ path: FieldPath) {
    oddities.append(FieldError(.badRequest, path, "\(what) field \"\(path.text)\""))
  }

  private mutating func refuseQuantity() {
    mismatch = FieldError(
      .badRequest,
      path,
      "\(refusal): quantities must match the regular expression"
        + " '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'"
    )
    mismatch?.isUnread = true
  }

  private mutating func refuse(_ value: JSONTree, _ type: SchemaType, in structure: String) {
    mismatch = FieldError(
      .badRequest,
      path,
      "\(refusal): json: cannot unmarshal \(value.goName) into Go struct field"
        + " \(structure).\(fields) of type \(type.goName)"
    )
    mismatch?.isUnread = true
  }

  /// How the API server's answer begins.
  private var refusal: String {
    let version = apiVersion.lastIndex(of: "/").map { apiVersion[$0...].dropFirst() }
    return "\(kind) in version \"\(version ?? apiVersion[...])\" cannot be handled as a \(kind)"
  }

  /// ``oddities`` as the mistakes that they are when fields are validated strictly.
  var strictErrors: [FieldError] {
    oddities.map { oddity in
      var error = oddity
      error.message = "\(refusal): strict decoding error: \(oddity.message)"
      return error
    }
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
