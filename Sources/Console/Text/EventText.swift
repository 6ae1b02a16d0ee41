package import ClusterState

/// Events in words: short, past tense, names as kubectl prints them.
package enum EventText {
  package static func text(_ kind: Event.Kind) -> String {
    podText(kind) ?? platformText(kind) ?? otherText(kind)
  }

  /// What happened to a pod; `nil` for other events.
  private static func podText(_ kind: Event.Kind) -> String? {
    switch kind {
    case .podDeleted(let pod, let grace):
      grace == 0 ? "\(pod.name) deleted at once" : "\(pod.name) deleted (grace \(grace) s)"
    case .podStopped(let pod): "\(pod.name) got SIGTERM, stopped listening"
    case .podDraining(let pod, let duration):
      "\(pod.name) got SIGTERM, takes nothing new and drains for \(duration)"
    case .podIgnoresSIGTERM(let pod): "\(pod.name) got SIGTERM and ignores it"
    case .podCrashed(let pod): "\(pod.name) crashed"
    case .podBackingOff(let pod, let wait):
      wait == .zero
        ? "\(pod.name) is started again at once" : "\(pod.name) backs off for \(wait)"
    case .podRestarted(let pod): "\(pod.name) runs again under its old address"
    case .imagesPulling(let pod, let node, let images):
      "\(node) pulls \(images.joined(separator: ", ")) for \(pod.name)"
    case .podEvicted(let pod, let node): "\(pod.name) evicted from \(node), which is lost"
    case .podRemoved(let pod): "\(pod.name) and its address are gone"
    case .podCreated(let pod, let owner): "\(pod.name) created by \(owner)"
    case .podsLimited(let workload, let wanted, let created):
      "\(workload) lacks \(Quantities.count(wanted)) pods; only \(Quantities.count(created)) "
        + "fit: a cluster has at most \(Quantities.count(Simulation.replicasMax))"
    case .podUnschedulable(let pod): "no node suits \(pod)"
    case .podWithoutAddress(let pod, let node): "\(node) has no address left for \(pod)"
    case .podStarted(let pod, let address, let node): "\(pod.name) has \(address) on \(node)"
    case .podReady(let pod): "\(pod.name) is ready"
    case .podUnready(let pod): "\(pod.name) is not ready any more: its probes failed"
    case .podReadinessChanged(let pod, let isReady):
      "\(pod.name) \(isReady ? "passes" : "fails") its readiness probe from now on"
    default: nil
    }
  }

  /// What happened to nodes, proxies and settings; `nil` for other events.
  private static func platformText(_ kind: Event.Kind) -> String? {
    switch kind {
    case .nodeCordoned(let node, let isOn): "node \(node) \(isOn ? "cordoned" : "uncordoned")"
    case .nodeDrained(let node): "node \(node) drained"
    case .nodeReadinessChanged(let node, let isReady):
      "node \(node) \(isReady ? "reports again: Ready" : "was silent for too long: NotReady")"
    case .nodePowered(let node, let isOn): "node \(node) \(isOn ? "gets" : "loses") its power"
    case .proxiesSynced(let nodes, let services):
      "\(nodes.joined(separator: ", ")) synced their rules: "
        + services.map(\.name).joined(separator: ", ")
    case .healthCheckChanged(let node, let service, let isHealthy):
      "load balancers \(isHealthy ? "send to" : "avoid") \(node)"
        + (service.map { " for \($0)" } ?? "") + ": health checks"
    case .delaySet(let name, let range, let node):
      "\(name.rawValue) is \(range)" + (node.map { " on \($0)" } ?? "")
    case .perfectionSet(let isPerfect):
      isPerfect ? "perfect control plane: nothing takes time" : "the control plane takes its time"
    case .behaviorSet(let rule):
      PlanText.text(rule)
    case .modeChanged(let from, let to): "kube-proxy switched from \(from) to \(to)"
    default: nil
    }
  }

  private static func otherText(_ kind: Event.Kind) -> String {
    switch kind {
    case .completed(let completion): text(completion)
    case .endpointsChanged(let service, let ready, let total):
      "\(service): \(ready) of \(total) endpoints ready"
    case .patched(let kind, let key, let fields):
      "\(ResourceNames.singular(kind)) \(key) patched: \(fields.joined(separator: ", "))"
    case .scaled(let kind, let key, let from, let to):
      "\(ResourceNames.singular(kind)) \(key) scaled from \(from) to \(to)"
    case .serviceDeleted(let service, let address): "service \(service) deleted, \(address) is free"
    case .workloadDeleted(let kind, let key):
      "\(ResourceNames.singular(kind)) \(key) deleted, its pods with it"
    case .rolloutRestarted(let kind, let key):
      "\(ResourceNames.singular(kind)) \(key) restarts its pods"
    case .rolloutUndone(let key, let revision):
      "deployment \(key) rolls back to revision \(revision)"
    case .rolloutPaused(let key, let isPaused):
      "rollout of deployment \(key) \(isPaused ? "paused" : "resumed")"
    case .imageSet(let kind, let key, let image):
      "\(ResourceNames.singular(kind)) \(key) rolls out \(image)"
    case .requestsSent(let report): text(report)
    case .streamStarted(let plan):
      "stream \(PlanText.name(plan))of \(PlanText.arrivals(plan)) \(plan.traffic)"
    case .streamStopped(let plan, let sent):
      "stream \(PlanText.name(plan))to \(plan.traffic.destination) stopped after "
        + Quantities.count(sent)
    default: preconditionFailure("\(kind) has no words")
    }
  }

  /// What an event goes back to.
  package static func text(_ cause: Event.Cause) -> String {
    switch cause {
    case .document: "when the document was opened"
    case .command(let number): "because of command \(number)"
    case .time: "in the course of time"
    }
  }

  private static func text(_ completion: Completion) -> String {
    switch completion {
    case .nodesMadeUp(let names):
      "no nodes in the document: made up \(names.joined(separator: ", "))"
    case .podsCreated(let workload, let count):
      "\(workload): \(Quantities.counted(count, "pod")) created, as the document has none"
    case .workloadAssumed(let kind, let key, let replicas):
      "\(kind) \(key) is not in the document: assumed, replicas \(replicas)"
    case .clusterIPAllocated(let service, let address): "\(service) was given \(address)"
    case .nodePortAllocated(let service, let port): "\(service) was given node port \(port)"
    case .objectsIgnored(let count):
      "\(Quantities.counted(count, "object")) of kinds that play no part (:ignored)"
    case .slicesComputed(let services):
      "EndpointSlices computed for \(Quantities.counted(services, "Service"))"
    }
  }

  /// `1,000 requests delivered to web.shop:80 from pod/shop/client`; with several verdicts
  /// `963 delivered, 37 refused to ...`, and why.
  private static func text(_ report: SendReport) -> String {
    let verdicts = Verdict.allCases.filter { report.outcomes[$0] > 0 }
    let noun = report.requests == 1 ? "request" : "requests"
    let counts = verdicts.enumerated().map { index, verdict in
      let count = Quantities.count(report.outcomes[verdict])
      return index == 0
        ? "\(count) \(verdicts.count == 1 ? "\(noun) " : "")\(VerdictText.word(verdict))"
        : "\(count) \(VerdictText.word(verdict))"
    }
    let reason = report.reasons.first.map { ": \(ReasonText.text($0))" } ?? ""
    let traffic = report.traffic
    return counts.joined(separator: ", ") + reason
      + ", to \(traffic.destination) from \(traffic.source)"
  }
}
