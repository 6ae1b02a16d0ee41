// How admission reads trees: an absent field is the zero value of its type, as in Go.

extension JSONTree {
  /// The text of a member; empty where there is none.
  package func text(_ key: String) -> String { self[key]?.string ?? "" }

  /// The elements of a list; empty where there is none.
  package func list(_ key: String) -> [JSONTree] { self[key]?.elements ?? [] }

  /// The texts of a list of strings.
  package func texts(_ key: String) -> [String] { list(key).map { $0.string ?? "" } }

  /// The number of a member; `nil` where there is none.
  package func number(_ key: String) -> Int64? { self[key]?.integer }

  /// An object within the object; an empty one where there is none.
  package func object(_ key: String) -> JSONTree {
    if let member = self[key], case .object = member { member } else { .object([]) }
  }

  /// Whether a member is absent, empty text, 0, `false`, or without elements or members.
  package func isZero(_ key: String) -> Bool {
    switch self[key] {
    case nil, .null?: true
    case .boolean(let value)?: !value
    case .integer(let value)?: value == 0
    case .number(let value)?: value == 0
    case .string(let value)?: value.isEmpty
    case .array(let elements)?: elements.isEmpty
    case .object(let members)?: members.isEmpty
    }
  }

  /// Changes an object within the object, which is made if it is not there.
  package mutating func change(_ key: String, _ change: (inout JSONTree) -> Void) {
    var member = object(key)
    change(&member)
    self[key] = member
  }

  /// Gives a member a value unless it is there.
  package mutating func setDefault(_ key: String, _ value: JSONTree) {
    if self[key] == nil { self[key] = value }
  }

  /// Changes every object of a list; `null` is an empty one.
  package mutating func changeEach(of key: String, _ change: (inout JSONTree) -> Void) {
    guard case .array(var elements)? = self[key] else { return }
    for index in elements.indices {
      if elements[index] == .null { elements[index] = .object([]) }
      if case .object = elements[index] { change(&elements[index]) }
    }
    self[key] = .array(elements)
  }
}
