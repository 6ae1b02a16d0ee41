internal import ClusterState

/// What the program is, and where more is told.
enum AboutText {
  static func lines(_ state: AppState) -> [TextLine] {
    let settings = state.simulation.settings
    return [
      TextLine("SvcTUI: see where every request goes", Style(.title, .bold)), .empty,
      TextLine(
        "A flight simulator for Kubernetes Services: it simulates Service networking of Kubernetes "
          + "1.36 in memory and touches no cluster. Everything can be taken back.",
        wraps: true
      ), .empty,
      TextLine("document: \(state.session.title)", wraps: true),
      TextLine("kube-proxy: \(settings.mode.rawValue), seed \(settings.seed)"), .empty,
      TextLine(
        "What Kubernetes leaves open is a model that can be set: delays of the control plane "
          + "(:delays), how pods serve (:behave), the cloud's load balancer.",
        wraps: true
      ), .empty,
      TextLine("? shows the keys of a screen, m all that can be done, : takes kubectl's words."),
      TextLine("svctui --help lists the commands that need no screen."), .empty,
      TextLine("Apache License 2.0", Style(.dim)),
    ]
  }
}
