internal import ClusterState

/// What just changed, in one whole sentence for a room.
enum CaptionText {
  /// The sentence for what happened at once; `nil` if nothing is worth one.
  static func text(_ kinds: [Event.Kind]) -> Sentence? {
    let killed = kinds.compactMap { kind -> ObjectName? in
      if case .podDeleted(let pod, _) = kind { pod } else { nil }
    }
    let services = changedServices(kinds)
    if let pod = killed.first, killed.count == 1 { return text(killed: pod, services) }
    if killed.count > 1 { return text(killed: killed.count, services) }
    if let important = kinds.last(where: isImportant) {
      return "\(EventText.text(important))."
    }
    guard let last = services.last else { return nil }
    return "Service \(last.key) now has \(last.ready) of \(last.total) endpoints ready."
  }

  private struct ChangedService {
    var key: ObjectName
    var ready: Int
    var total: Int
  }

  /// The endpoints that Services have in the end, in the order they changed.
  private static func changedServices(_ kinds: [Event.Kind]) -> [ChangedService] {
    var changed: [ChangedService] = []
    for case .endpointsChanged(let key, let ready, let total) in kinds {
      changed.removeAll { $0.key == key }
      changed.append(ChangedService(key: key, ready: ready, total: total))
    }
    return changed
  }

  private static func text(killed pod: ObjectName, _ services: [ChangedService]) -> Sentence {
    guard let first = services.first else {
      return "\(pod.name) was killed."
    }
    let (ready, total) = (first.ready, first.total)
    if services.count == 1 {
      return """
        \(pod.name) was killed; its Service \(first.key) now has \(ready) of \(total) endpoints.
        """
    }
    if services.allSatisfy({ $0.ready == ready && $0.total == total }) {
      return """
        \(pod.name) was killed; its \(services.count) Services now have \(ready) of \(total) \
        endpoints.
        """
    }
    return "\(pod.name) was killed; its \(services.count) Services have fewer endpoints now."
  }

  private static func text(killed count: Int, _ services: [ChangedService]) -> Sentence {
    guard let first = services.first else { return "\(count) pods were killed." }
    guard services.count == 1 else {
      return "\(count) pods were killed; \(services.count) Services have fewer endpoints now."
    }
    return """
      \(count) pods were killed; Service \(first.key) now has \(first.ready) of \(first.total) \
      endpoints.
      """
  }

  /// What a room should hear of by itself.
  private static func isImportant(_ kind: Event.Kind) -> Bool {
    switch kind {
    case .podCrashed, .podReady, .podUnready, .podRemoved, .podEvicted, .podUnschedulable, .scaled,
      .patched, .nodeCordoned, .nodeDrained, .nodeDeleted, .nodePowered, .nodeReadinessChanged,
      .evictionRefused, .serviceDeleted, .workloadDeleted, .modeChanged, .requestsSent,
      .streamStarted, .streamStopped, .rolloutRestarted, .rolloutUndone, .rolloutPaused, .imageSet,
      .delaySet, .perfectionSet, .behaviorSet, .podReadinessChanged, .healthCheckChanged:
      true
    default: false
    }
  }
}
