/// An object as the API server would hold it now, and where each of its fields comes from.
package struct StoredObject: Sendable {
  /// Who gave a field its value.
  package enum Origin: Sendable {
    /// The document has it so.
    case document
    /// The API server filled in its default.
    case defaulted
    /// The API server chose it: an address, a port, an identity.
    case allocated
    /// Controllers report it, or it was changed since the document was opened.
    case simulation
  }

  package let tree: JSONTree
  /// `nil` if the simulation made the object.
  private let source: JSONTree?

  /// `source` is the object as its document has it, `current` what the model knows of it now.
  package init(source: JSONTree?, current: JSONTree) {
    self.source = source
    let defaulted = source.map(ObjectAdmission.defaulted) ?? ObjectAdmission.defaulted(current)
    tree = defaulted.overlaid(with: current).withoutStandIns
  }

  /// Where the value at a path comes from; containers are their members' matter.
  package func origin(of path: [TreeStep]) -> Origin {
    guard let source else { return .simulation }
    if let given = source.value(at: path) {
      return given == tree.value(at: path) || given.isContainer ? .document : .simulation
    }
    if Self.isAllocated(path) { return .allocated }
    return path.first == .member("status") ? .simulation : .defaulted
  }

  private static let identity: Set<String> = [
    "uid", "creationTimestamp", "resourceVersion", "generation",
  ]
  /// Members of a specification that the API server chooses if nobody says them.
  static let allocated: Set<String> = [
    "clusterIP", "clusterIPs", "healthCheckNodePort", "nodePort", "nodeName", "podCIDR", "podCIDRs",
  ]

  private static func isAllocated(_ path: [TreeStep]) -> Bool {
    let names = path.compactMap(\.name)
    switch names.first {
    case "metadata": return names.count == 2 && identity.contains(names[1])
    case "spec": return names.dropFirst().contains(where: allocated.contains)
    default: return false
    }
  }
}

/// A step into a tree.
package enum TreeStep: Hashable, Sendable {
  case member(String)
  case element(Int)

  var name: String? { if case .member(let name) = self { name } else { nil } }
}

extension JSONTree {
  /// What stands at a path; `nil` if there is nothing.
  package func value(at path: some Collection<TreeStep>) -> JSONTree? {
    guard let step = path.first else { return self }
    let inner: JSONTree? =
      switch step {
      case .member(let name): self[name]
      case .element(let index): elements.indices.contains(index) ? elements[index] : nil
      }
    return inner?.value(at: path.dropFirst())
  }

  /// Whether it is an object or a list with something in it.
  var isContainer: Bool {
    switch self {
    case .object, .array: true
    default: false
    }
  }

  /// Without the handler that stands for any (see `Probe`) where the document has its own.
  fileprivate var withoutStandIns: JSONTree {
    switch self {
    case .object(let members):
      let handlers = ["httpGet", "exec", "grpc"]
      let hasOwn = members.contains { handlers.contains($0.key) && $0.value != .null }
      let kept = hasOwn ? members.filter { $0.key != "tcpSocket" } : members
      return .object(kept.map { Member(key: $0.key, value: $0.value.withoutStandIns) })
    case .array(let elements): return .array(elements.map(\.withoutStandIns))
    default: return self
    }
  }

  /// This tree with the values of `other` in their places; lists of another length are replaced.
  func overlaid(with other: JSONTree) -> JSONTree {
    switch (self, other) {
    case (.object, .object(let members)):
      var tree = self
      for member in members {
        tree[member.key] = tree[member.key]?.overlaid(with: member.value) ?? member.value
      }
      return tree
    case (.array(let mine), .array(let theirs)) where mine.count == theirs.count:
      return .array(zip(mine, theirs).map { $0.overlaid(with: $1) })
    default: return other
    }
  }
}
