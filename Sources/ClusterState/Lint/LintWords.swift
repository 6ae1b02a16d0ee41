/// Numbers and lists as findings say them.
enum LintWords {
  /// Names written out in one message; the others are counted.
  static let namesMax = 4

  /// `a`, `a and b`, `a, b, c and 12 more`.
  ///
  /// Of more than ``namesMax`` names the first are enough, with how many there are.
  static func list(
    _ names: [String],
    _ conjunction: String = "and",
    count: Int? = nil
  ) -> String {
    let count = count ?? names.count
    guard let last = names.last, count > 1 else { return names.first ?? "" }
    if count <= namesMax {
      return "\(names.dropLast().joined(separator: ", ")) \(conjunction) \(last)"
    }
    let shown = names.prefix(namesMax - 1)
    return "\(shown.joined(separator: ", ")) \(conjunction) \(count - shown.count) more"
  }

  /// `1 pod`, `3 pods`, `2 addresses`.
  static func counted(_ number: Int, _ noun: String) -> String {
    guard number != 1 else { return "1 \(noun)" }
    return "\(number) \(noun)\(noun.hasSuffix("s") ? "es" : "s")"
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

/// kubectl commands that findings propose.
enum LintFix {
  /// `kubectl -n shop patch service web --type merge -p '{"spec":...}'`.
  static func patch(_ service: Service, spec: String) -> String {
    "kubectl -n \(service.metadata.namespace) patch service \(service.metadata.name)"
      + " --type merge -p '{\"spec\":{\(spec)}}'"
  }

  /// Takes an annotation off.
  static func removeAnnotation(_ key: String, from kind: String, _ object: ObjectMeta) -> String {
    "kubectl\(inNamespace(object)) annotate \(kind) \(object.name) \(key)-"
  }

  /// Takes a label off.
  static func removeLabel(_ key: String, from kind: String, _ object: ObjectMeta) -> String {
    "kubectl\(inNamespace(object)) label \(kind) \(object.name) \(key)-"
  }

  /// ` -n shop`; empty for cluster-scoped objects.
  static func inNamespace(_ object: ObjectMeta) -> String {
    object.namespace.isEmpty ? "" : " -n \(object.namespace)"
  }
}
