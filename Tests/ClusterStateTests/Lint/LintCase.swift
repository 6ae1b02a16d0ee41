import ClusterState

/// A rule with a cluster in which it finds something and one in which it does not.
struct LintCase: Sendable, CustomStringConvertible {
  var id: String
  var object: String
  /// What the message and the fix must contain.
  var says: [String]
  var options = SessionOptions()
  var spoil: @Sendable (inout LoadedDocument) -> Void
  /// Nearly the same, and right.
  var mend: @Sendable (inout LoadedDocument) -> Void

  init(
    _ id: String,
    _ object: String = "Service shop/web",
    says: [String],
    options: SessionOptions = SessionOptions(),
    _ spoil: @escaping @Sendable (inout LoadedDocument) -> Void,
    but mend: @escaping @Sendable (inout LoadedDocument) -> Void = { _ in }
  ) {
    self.id = id
    self.object = object
    self.says = says
    self.options = options
    self.spoil = spoil
    self.mend = mend
  }

  var description: String { id }

  static let all =
    pods + ports + slices + policies + topology + addresses + balancers + kinds + aliases
    + ingresses + routes + workloads + budgets + proxies
}

extension SessionOptions {
  /// Options of kube-proxy.
  static func proxy(_ change: (inout ProxySettings) -> Void) -> SessionOptions {
    var options = SessionOptions()
    change(&options.proxy)
    return options
  }
}
