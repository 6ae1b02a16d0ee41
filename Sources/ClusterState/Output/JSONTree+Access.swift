// Reading and changing a tree. A member that is null counts as absent, as in the Kubernetes API.

extension JSONTree {
  /// An object of these members, in any order; of several with one name the last counts.
  package init(members: [Member]) {
    let isSorted = zip(members, members.dropFirst()).allSatisfy { $0.key < $1.key }
    guard !isSorted else {
      self = .object(members)
      return
    }
    var tree = JSONTree.object([])
    for member in members { tree.set(member.key, member.value) }
    self = tree
  }

  /// The member called `key`.
  ///
  /// `nil` if there is none or it is null; setting `nil` removes it.
  package subscript(key: String) -> JSONTree? {
    get {
      guard case .object(let members) = self,
        let member = members.first(where: { $0.key == key }), member.value != .null
      else { return nil }
      return member.value
    }
    // `condition ? nil : tree` is a tree that is null, not the absence of one.
    set { set(key, newValue == .null ? nil : newValue) }
  }

  /// The members of an object; empty for anything else.
  package var members: [Member] {
    if case .object(let members) = self { members } else { [] }
  }

  /// The elements of an array; empty for anything else.
  package var elements: [JSONTree] {
    if case .array(let elements) = self { elements } else { [] }
  }

  /// The text of a string; `nil` for anything else.
  package var string: String? {
    if case .string(let text) = self { text } else { nil }
  }

  /// The value of a whole number; `nil` for anything else.
  package var integer: Int64? {
    if case .integer(let number) = self { number } else { nil }
  }

  /// The value of `true` and `false`; `nil` for anything else.
  package var boolean: Bool? {
    if case .boolean(let value) = self { value } else { nil }
  }

  private mutating func set(_ key: String, _ value: JSONTree?) {
    guard case .object(var members) = self else {
      preconditionFailure("only objects have members")
    }
    // Emptied meanwhile, so that the members have one owner and change in place.
    self = .null
    defer { self = .object(members) }
    let index = members.firstIndex { $0.key >= key } ?? members.endIndex
    let isPresent = index < members.endIndex && members[index].key == key
    switch (isPresent, value) {
    case (true, let value?): members[index].value = value
    case (true, nil): members.remove(at: index)
    case (false, let value?): members.insert(Member(key: key, value: value), at: index)
    case (false, nil): break
    }
  }
}
