package import ClusterState

/// Events in words: short, past tense, names as kubectl prints them.
package enum EventText {
  package static func text(_ kind: Event.Kind) -> String {
    switch kind {
    case .completed(let completion): text(completion)
    case .podDeleted(let pod, let grace):
      grace == 0 ? "\(pod.name) deleted at once" : "\(pod.name) deleted (grace \(grace) s)"
    case .podStopped(let pod): "\(pod.name) got SIGTERM, stopped listening"
    case .podRemoved(let pod): "\(pod.name) and its address are gone"
    case .podCreated(let pod, let owner): "\(pod.name) created by \(owner)"
    case .podsLimited(let workload, let wanted, let created):
      "\(workload) lacks \(Quantities.count(wanted)) pods; only \(Quantities.count(created)) "
        + "fit: a cluster has at most \(Quantities.count(Simulation.replicasMax))"
    case .podUnschedulable(let pod): "no node suits \(pod)"
    case .podWithoutAddress(let pod, let node): "\(node) has no address left for \(pod)"
    case .podStarted(let pod, let address, let node): "\(pod.name) has \(address) on \(node)"
    case .podReady(let pod): "\(pod.name) is ready"
    case .endpointsChanged(let service, let ready, let total):
      "\(service): \(ready) of \(total) endpoints ready"
    case .patched(let kind, let key, let fields):
      "\(ResourceNames.singular(kind)) \(key) patched: \(fields.joined(separator: ", "))"
    case .podReadinessChanged(let pod, let isReady):
      "\(pod.name) \(isReady ? "passes" : "fails") its readiness probe"
    case .nodeCordoned(let node, let isOn): "node \(node) \(isOn ? "cordoned" : "uncordoned")"
    case .nodeDrained(let node): "node \(node) drained"
    case .nodeReadinessChanged(let node, let isReady):
      "node \(node) \(isReady ? "reports again" : "stopped reporting: not ready")"
    case .scaled(let kind, let key, let from, let to):
      "\(ResourceNames.singular(kind)) \(key) scaled from \(from) to \(to)"
    case .serviceDeleted(let service, let address): "service \(service) deleted, \(address) is free"
    case .workloadDeleted(let kind, let key):
      "\(ResourceNames.singular(kind)) \(key) deleted, its pods with it"
    case .modeChanged(let from, let to): "kube-proxy switched from \(from) to \(to)"
    case .requestsSent(let report): text(report)
    case .streamStarted(let plan):
      "stream \(PlanText.name(plan))of \(PlanText.arrivals(plan)) \(plan.traffic)"
    case .streamStopped(let plan, let sent):
      "stream \(PlanText.name(plan))to \(plan.traffic.destination) stopped after "
        + Quantities.count(sent)
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
