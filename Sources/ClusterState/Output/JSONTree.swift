/// A JSON value to be printed, with the keys of every object in alphabetical order.
///
/// Written as literals: `["kind": "Pod", "spec": ["nodeName": .string(name)]]`.
package indirect enum JSONTree: Hashable, Sendable {
  /// A key and its value within an object.
  package struct Member: Hashable, Sendable {
    package var key: String
    package var value: JSONTree

    package init(key: String, value: JSONTree) {
      self.key = key
      self.value = value
    }
  }

  case null
  case boolean(Bool)
  case integer(Int64)
  /// A finite number; printed with as many digits as tell it from its neighbours.
  case number(Double)
  case string(String)
  case array([JSONTree])
  /// Sorted by key; made through literals or ``adding(_:_:)``, which see to it.
  case object([Member])

  /// This object with one more member, or as it is where `value` is absent.
  package func adding(_ key: String, _ value: JSONTree?) -> JSONTree {
    guard let value else { return self }
    guard case .object(var members) = self else {
      preconditionFailure("only objects have members")
    }
    let index = members.firstIndex { $0.key >= key } ?? members.endIndex
    precondition(index == members.endIndex || members[index].key != key, "\(key) is there already")
    members.insert(Member(key: key, value: value), at: index)
    return .object(members)
  }
}

extension JSONTree: ExpressibleByDictionaryLiteral, ExpressibleByArrayLiteral,
  ExpressibleByStringInterpolation, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral,
  ExpressibleByNilLiteral
{
  package init(dictionaryLiteral elements: (String, JSONTree)...) {
    self = .object(elements.map { Member(key: $0, value: $1) }.sorted { $0.key < $1.key })
  }

  package init(arrayLiteral elements: JSONTree...) { self = .array(elements) }
  package init(stringLiteral value: String) { self = .string(value) }
  package init(integerLiteral value: Int64) { self = .integer(value) }
  package init(booleanLiteral value: Bool) { self = .boolean(value) }
  package init(nilLiteral: ()) { self = .null }
}
