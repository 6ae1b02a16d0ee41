package import ClusterState

/// Events in words: short, past tense, names as kubectl prints them.
package enum EventText {
  package static func text(_ kind: Event.Kind) -> Sentence {
    podText(kind) ?? platformText(kind) ?? otherText(kind)
  }

  /// What happened to a pod; `nil` for other events.
  private static func podText(_ kind: Event.Kind) -> Sentence? {
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
    case .podReadinessChanged(let pod, true): "\(pod.name) passes its readiness probe from now on"
    case .podReadinessChanged(let pod, false): "\(pod.name) fails its readiness probe from now on"
    default: nil
    }
  }

  /// What happened to nodes, proxies and settings; `nil` for other events.
  private static func platformText(_ kind: Event.Kind) -> Sentence? {
    switch kind {
    case .nodeCordoned(let node, true): "node \(node) cordoned"
    case .nodeCordoned(let node, false): "node \(node) uncordoned"
    case .nodeDrained(let node): "node \(node) cordoned, its pods are being evicted"
    case .nodeDeleted(let node): "node \(node) deleted; its pods run on until they are collected"
    case .podOrphaned(let pod, let node): "\(pod.name) collected: node \(node) does not exist"
    case .evictionRefused(let pod, let refusal): text(refusal, of: pod)
    case .nodeReadinessChanged(let node, true): "node \(node) reports again: Ready"
    case .nodeReadinessChanged(let node, false): "node \(node) was silent for too long: NotReady"
    case .nodePowered(let node, true): "node \(node) gets its power"
    case .nodePowered(let node, false): "node \(node) loses its power"
    case .proxiesSynced(let nodes, let services):
      "\(nodes.joined(separator: ", ")) synced their rules: "
        + "\(services.map(\.name).joined(separator: ", "))"
    case .healthCheckChanged(let node, let service, let isHealthy):
      healthText(node, service, isHealthy)
    case .delaySet(let name, let range, nil): "\(name.rawValue) is \(range)"
    case .delaySet(let name, let range, let node?): "\(name.rawValue) is \(range) on \(node)"
    case .perfectionSet(let isPerfect):
      isPerfect ? "perfect control plane: nothing takes time" : "the control plane takes its time"
    case .behaviorSet(let rule):
      PlanText.text(rule)
    case .modeChanged(let from, let to):
      "kube-proxy switched from \(from.rawValue) to \(to.rawValue)"
    default: nil
    }
  }

  private static func healthText(
    _ node: String,
    _ service: ObjectName?,
    _ isHealthy: Bool
  ) -> Sentence {
    switch (service, isHealthy) {
    case (let service?, true): "load balancers send to \(node) for \(service): health checks"
    case (let service?, false): "load balancers avoid \(node) for \(service): health checks"
    case (nil, true): "load balancers send to \(node): health checks"
    case (nil, false): "load balancers avoid \(node): health checks"
    }
  }

  private static func otherText(_ kind: Event.Kind) -> Sentence {
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
    case .rolloutUndone(let kind, let key, let revision):
      "\(ResourceNames.singular(kind)) \(key) rolls back to revision \(revision)"
    case .rolloutPaused(let key, true): "rollout of deployment \(key) paused"
    case .rolloutPaused(let key, false): "rollout of deployment \(key) resumed"
    case .imageSet(let kind, let key, let image):
      "\(ResourceNames.singular(kind)) \(key) rolls out \(image)"
    case .requestsSent(let report): text(report)
    case .streamStarted(let plan):
      "stream \(PlanText.name(plan))of \(PlanText.arrivals(plan)) \(plan.traffic)"
    case .streamStopped(let plan, let sent):
      "stream \(PlanText.name(plan))to \(plan.traffic.destination) stopped after "
        + "\(Quantities.count(sent))"
    default: preconditionFailure("\(kind) has no words")
    }
  }

  private static func text(_ refusal: EvictionRefusal, of pod: ObjectName) -> Sentence {
    switch refusal {
    case .budget(let budget, let desired, let healthy):
      "\(pod.name) not evicted: budget \(budget.name) needs "
        + "\(Quantities.counted(Int(desired), "ready pod")) and has \(healthy)"
    case .severalBudgets(let budgets):
      "\(pod.name) not evicted: it has more than one budget ("
        + "\(budgets.map(\.name).joined(separator: ", ")))"
    }
  }

  /// What an event goes back to.
  package static func text(_ cause: Event.Cause) -> Sentence {
    switch cause {
    case .document: "when the document was opened"
    case .command(let number): "because of command \(number)"
    case .time: "in the course of time"
    }
  }

  private static func text(_ completion: Completion) -> Sentence {
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
  private static func text(_ report: SendReport) -> Sentence {
    let verdicts = Verdict.allCases.filter { report.outcomes[$0] > 0 }
    let counts: [Sentence] = verdicts.enumerated().map { index, verdict in
      let count = report.outcomes[verdict]
      guard index == 0, verdicts.count == 1 else {
        return "\(Quantities.count(count)) \(VerdictText.word(verdict))"
      }
      return "\(Quantities.counted(count, "request")) \(VerdictText.word(verdict))"
    }
    let (from, to) = (report.traffic.source, report.traffic.destination)
    guard let reason = report.reasons.first.map(ReasonText.text) else {
      return "\(counts.joined()), to \(to) from \(from)"
    }
    return "\(counts.joined()): \(reason), to \(to) from \(from)"
  }
}
