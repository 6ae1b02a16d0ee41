extension IngressRouter.Candidate {
  private var isExact: Bool { path.pathType == "Exact" }

  /// A path may be left out where its type is `ImplementationSpecific`: it takes everything then.
  private var pattern: String { path.path.isEmpty ? "/" : path.path }

  /// `/api (Prefix)`.
  var text: String { "\(pattern) (\(path.pathType))" }

  /// Where the comparison is described.
  var source: Sentence {
    path.pathType == "ImplementationSpecific"
      ? "networking/v1 types.go PathType; our model: ImplementationSpecific is compared like Prefix"
      : "networking/v1 types.go PathType"
  }

  /// Whether the path of a request is one of those meant.
  func matches(_ request: String) -> Bool {
    isExact ? pattern == request : PathPrefix.matches(pattern, request)
  }

  /// Whether this one is taken where both match: the longer, then the exact, then that of the
  /// older Ingress, then the earlier.
  func precedes(_ other: Self) -> Bool {
    let (mine, its) = (pattern.utf8.count, other.pattern.utf8.count)
    if mine != its { return mine > its }
    if isExact != other.isExact { return isExact }
    guard ingress.key == other.ingress.key else {
      return ingress.metadata.isBefore(other.ingress.metadata)
    }
    return (rule, index) < (other.rule, other.index)
  }

  /// Why this one was not taken but `winner`.
  func whyNot(_ winner: Self, _ request: String) -> Sentence {
    guard matches(request) else { return Sentence(verbatim: text) }
    if pattern.utf8.count < winner.pattern.utf8.count { return "\(text), which is shorter" }
    if winner.isExact, !isExact { return "\(text), as Exact goes before it" }
    if ingress.key == winner.ingress.key { return "\(text), which stands later" }
    let isYounger =
      ingress.metadata.creationTimestamp != winner.ingress.metadata.creationTimestamp
    return isYounger
      ? "\(text) of Ingress \(ingress.key), which is younger"
      : "\(text) of Ingress \(ingress.key), whose name comes later"
  }
}
