/// Numbers and lists as findings say them.
enum LintWords {
  /// What stands before the last name of a list.
  enum Conjunction { case and, or }

  /// Names written out in one message; the others are counted.
  static let namesMax = 4

  /// `a`, `a and b`, `a, b, c and 12 more`.
  ///
  /// Of more than ``namesMax`` names the first are enough, with how many there are.
  static func list(
    _ names: [Sentence],
    _ conjunction: Conjunction = .and,
    count: Int? = nil
  ) -> Sentence {
    let count = count ?? names.count
    guard let last = names.last, count > 1 else { return names.first ?? "" }
    if count <= namesMax {
      let first = names.dropLast().joined()
      return switch conjunction {
      case .and: "\(first) and \(last)"
      case .or: "\(first) or \(last)"
      }
    }
    let shown = names.prefix(namesMax - 1)
    return switch conjunction {
    case .and: "\(shown.joined()) and \(count - shown.count) more"
    case .or: "\(shown.joined()) or \(count - shown.count) more"
    }
  }

  /// The same of names that are no words.
  static func list(
    _ names: [String],
    _ conjunction: Conjunction = .and,
    count: Int? = nil
  ) -> Sentence {
    list(names.map { Sentence(verbatim: $0) }, conjunction, count: count ?? names.count)
  }

  /// `1 pod`, `3 pods`.
  static func counted(_ number: Int, _ noun: String) -> Sentence {
    Sentence(counting: number, noun, isGrouped: false)
  }

  /// `app=web,tier=front`.
  static func labels(_ labels: Labels) -> String {
    labels.pairs.map { "\($0.key)=\($0.value)" }.joined(separator: ",")
  }

  /// Each different text once, in the order of their first appearance.
  static func unique(_ texts: [String]) -> [String] {
    var seen: Set<String> = []
    return texts.filter { seen.insert($0).inserted }
  }
}

/// kubectl commands that findings propose: the same in all languages.
enum LintFix {
  /// A command of kubectl's in the namespace of an object.
  static func kubectl(_ object: ObjectMeta, _ command: String) -> Sentence {
    kubectl(namespace: object.namespace, command)
  }

  /// A command of kubectl's in a namespace; in an empty one, that of cluster-scoped objects.
  static func kubectl(namespace: String, _ command: String) -> Sentence {
    Sentence(verbatim: "kubectl\(namespace.isEmpty ? "" : " -n \(namespace)") \(command)")
  }

  /// `kubectl -n shop patch service web --type merge -p '{"spec":...}'`.
  static func patch(_ service: Service, spec: String) -> Sentence {
    let change = "'{\"spec\":{\(spec)}}'"
    return kubectl(
      service.metadata,
      "patch service \(service.metadata.name) --type merge -p \(change)"
    )
  }

  /// Takes an annotation off.
  static func removeAnnotation(_ key: String, from kind: String, _ object: ObjectMeta) -> Sentence {
    kubectl(object, "annotate \(kind) \(object.name) \(key)-")
  }

  /// Takes a label off.
  static func removeLabel(_ key: String, from kind: String, _ object: ObjectMeta) -> Sentence {
    kubectl(object, "label \(kind) \(object.name) \(key)-")
  }
}
