/// Something in the cluster that confuses people, with what to do about it.
package struct Finding: Hashable, Sendable {
  /// How much a finding matters.
  package enum Severity: String, CaseIterable, Comparable, Sendable {
    /// Worth knowing; nothing is wrong.
    case info
    /// Some requests fail or go astray, or will after the next change.
    case warning
    /// Requests fail now.
    case error

    package static func < (left: Self, right: Self) -> Bool { left.rank < right.rank }

    private var rank: Int {
      switch self {
      case .info: 0
      case .warning: 1
      case .error: 2
      }
    }
  }

  /// What a finding is about.
  package struct Object: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// The `kind`; `kube-proxy` for what holds of every node's proxy.
    package var kind: String
    /// The name is empty where there is one such thing only.
    package var key: ObjectName

    package init(kind: String, key: ObjectName) {
      self.kind = kind
      self.key = key
    }

    package static func < (left: Self, right: Self) -> Bool {
      left.kind == right.kind ? left.key < right.key : left.kind < right.kind
    }

    /// `Service shop/web`.
    package var description: String { key.name.isEmpty ? kind : "\(kind) \(key)" }
  }

  /// The id of the rule, such as `selector-matches-nothing`.
  package var id: String
  package var severity: Severity
  package var object: Object
  /// The reason, with what is concretely wrong here.
  package var message: Sentence
  /// What to change: a field with its value or a kubectl command.
  package var fix: Sentence
}

extension Finding: Comparable {
  /// By object, then by rule: the order of all lists of findings.
  package static func < (left: Self, right: Self) -> Bool {
    if left.object != right.object { return left.object < right.object }
    // Text that is the same in all languages, so that all have the same order.
    return (left.id, left.message.english) < (right.id, right.message.english)
  }
}
