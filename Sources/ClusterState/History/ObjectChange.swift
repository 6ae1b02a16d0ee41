/// One field of one object that differs between two clusters, or a whole object.
package struct ObjectChange: Equatable, Sendable {
  /// A step into an object.
  package enum Step: Hashable, Sendable {
    case member(String)
    /// The element of a list that has this name, address or type.
    case named(String)
    case element(Int)
  }

  package var kind: String
  package var key: ObjectName
  /// Empty for the whole object.
  package var path: [Step]
  /// `nil` where the first cluster has no such field or object.
  package var from: JSONTree?
  /// `nil` where the second cluster has no such field or object.
  package var to: JSONTree?

  /// `Service shop/web`.
  package var object: String { "\(kind) \(key)" }

  /// `spec.ports[http].port`, as the API server writes paths.
  package var field: String {
    path.reduce("") { text, step in
      switch step {
      case .member(let name) where name.utf8.allSatisfy(Self.isPlain):
        text + (text.isEmpty ? "" : ".") + name
      case .member(let name), .named(let name): "\(text)[\(name)]"
      case .element(let index): "\(text)[\(index)]"
      }
    }
  }

  private static func isPlain(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"):
      true
    default: false
    }
  }
}

extension ObjectChange {
  /// What differs between two lists of objects: by kind, namespace, name and field.
  ///
  /// Identities that every cluster gives anew (uid, creation time, versions) do not count.
  package static func between(_ first: [JSONTree], _ second: [JSONTree]) -> [ObjectChange] {
    var pairs: [ObjectIdentity: (first: JSONTree?, second: JSONTree?)] = [:]
    for tree in first { pairs[ObjectIdentity(tree), default: (nil, nil)].first = tree }
    for tree in second { pairs[ObjectIdentity(tree), default: (nil, nil)].second = tree }
    let sorted = pairs.sorted { left, right in left.key.order < right.key.order }
    return sorted.flatMap { identity, pair in
      between(
        pair.first,
        pair.second,
        kind: identity.kind,
        ObjectName(namespace: identity.namespace, name: identity.name)
      )
    }
  }

  /// What differs between two states of one object; `nil` where it is not there.
  package static func between(
    _ first: JSONTree?,
    _ second: JSONTree?,
    kind: String,
    _ key: ObjectName
  ) -> [ObjectChange] {
    var changes: [ObjectChange] = []
    if let first, let second {
      first.collectDifferences(to: second, at: []) { path, from, to in
        guard !isIdentity(path) else { return }
        changes.append(ObjectChange(kind: kind, key: key, path: path, from: from, to: to))
      }
    } else if first != nil || second != nil {
      changes.append(ObjectChange(kind: kind, key: key, path: [], from: first, to: second))
    }
    return changes
  }

  private static let identities: Set<String> = [
    "uid", "resourceVersion", "creationTimestamp", "generation", "managedFields", "selfLink",
  ]

  private static func isIdentity(_ path: [Step]) -> Bool {
    guard path.count > 1, path[0] == .member("metadata"), case .member(let name) = path[1] else {
      return false
    }
    // It repeats the object as it was applied.
    let repeated = Step.member("kubectl.kubernetes.io/last-applied-configuration")
    return identities.contains(name) || path.contains(repeated)
  }
}

extension ObjectIdentity {
  /// Objects are listed by kind, then as kubectl lists them.
  fileprivate var order: (String, String, String, String) { (kind, group, namespace, name) }
}

extension JSONTree {
  /// Calls `body` for every value that differs, in the order of the fields.
  fileprivate func collectDifferences(
    to other: JSONTree,
    at path: [ObjectChange.Step],
    _ body: ([ObjectChange.Step], JSONTree?, JSONTree?) -> Void
  ) {
    guard self != other else { return }
    switch (self, other) {
    case (.object(let mine), .object(let theirs)):
      // `metadata` before `spec`: keys are sorted in both.
      for name in Set(mine.map(\.key) + theirs.map(\.key)).sorted() {
        Self.collect(self[name], other[name], at: path + [.member(name)], body)
      }
    case (.array(let mine), .array(let theirs)):
      if let names = Self.names(of: mine), let others = Self.names(of: theirs) {
        let added = others.filter { !names.contains($0) }
        for name in names + added {
          let first = names.firstIndex(of: name).map { mine[$0] }
          let second = others.firstIndex(of: name).map { theirs[$0] }
          Self.collect(first, second, at: path + [.named(name)], body)
        }
      } else if mine.count == theirs.count {
        for (index, pair) in zip(mine, theirs).enumerated() {
          pair.0.collectDifferences(to: pair.1, at: path + [.element(index)], body)
        }
      } else {
        body(path, self, other)
      }
    default: body(path, self, other)
    }
  }

  private static func collect(
    _ first: JSONTree?,
    _ second: JSONTree?,
    at path: [ObjectChange.Step],
    _ body: ([ObjectChange.Step], JSONTree?, JSONTree?) -> Void
  ) {
    if let first, let second {
      first.collectDifferences(to: second, at: path, body)
    } else if first != nil || second != nil {
      body(path, first, second)
    }
  }

  /// What tells the elements of a list apart; `nil` if nothing does.
  static func names(of elements: [JSONTree]) -> [String]? {
    let names = elements.compactMap { element in
      element["name"]?.string ?? element["type"]?.string ?? element["ip"]?.string
        ?? element["addresses"]?.elements.first?.string
    }
    return names.count == elements.count && Set(names).count == names.count && !names.isEmpty
      ? names : nil
  }
}
