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
    case .scaled(let kind, let key, let from, let to):
      "\(ResourceNames.singular(kind)) \(key) scaled from \(from) to \(to)"
    case .serviceDeleted(let service, let address): "service \(service) deleted, \(address) is free"
    case .workloadDeleted(let kind, let key):
      "\(ResourceNames.singular(kind)) \(key) deleted, its pods with it"
    case .modeChanged(let from, let to): "kube-proxy switched from \(from) to \(to)"
    case .requestsSent(let report): text(report)
    case .streamStarted(let stream):
      "stream of \(Quantities.count(stream.rate)) requests/s \(stream.traffic)"
    case .streamStopped(let stream):
      "stream to \(stream.traffic.destination) stopped after \(Quantities.count(stream.sent))"
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

/// Verdicts in words.
package enum VerdictText {
  package static func word(_ verdict: Verdict) -> String {
    switch verdict {
    case .timedOut: "timed out"
    case .nameError: "not resolved"
    case .notHandled: "not handled"
    default: verdict.name
    }
  }

  /// What a count of them looks like.
  package static func role(_ verdict: Verdict) -> Role {
    switch verdict {
    case .delivered: .good
    case .notHandled: .warning
    default: .bad
    }
  }
}

/// Reasons in words that name the rule.
package enum ReasonText {
  package static func text(_ reason: Reason) -> String {
    switch reason {
    case .served: "served"
    case .noEndpoints(let port): "\(port) has no endpoints"
    case .noLocalEndpoints(let port, let node): "\(port) has no local endpoints on \(node)"
    case .outsideSourceRanges(let port, let source):
      "\(source) is in none of the loadBalancerSourceRanges of \(port)"
    case .healthCheck(let answer, let node):
      "the health check of \(answer.service): \(node) answers \(answer.httpStatus)"
    case .noHealthyNode(let service): "no node passes the health check of \(service)"
    case .noNodePort(let service): "\(service) has no node port to go on to"
    case .noRouteToServiceRange: "no route to the Service range"
    case .noSuchServicePort(let address, let port): "\(address) has no Service port \(port)"
    case .unallocatedClusterIP(let address): "no Service has the cluster IP \(address)"
    case .noSuchName(let name): "no such name: \(name)"
    case .externalName(let name): "the name is an alias for \(name), outside the cluster"
    case .aliasLoop(let name): "aliases lead in a circle at \(name)"
    case .notListening(let pod): "\(pod) has stopped listening"
    case .portClosed(let pod, let port): "\(pod) does not listen on \(port)"
    case .nobodyThere(let address): "nobody has \(address) any more"
    case .answerBypasses(let node):
      "the answer does not come back through \(node), which translated the address"
    case .notAService(let address): "\(address) is no Service's address"
    }
  }
}

/// Refused commands in words.
package enum ErrorText {
  package static func text(_ error: CommandError) -> String {
    switch error {
    case .notFound(let kind, let key): "there is no \(kind) \(key)"
    case .notScalable(let kind, let key): "\(kind) \(key) has one pod a node and no replicas"
    case .replicasOutOfRange(let number):
      "replicas must be between 0 and \(Simulation.replicasMax), not \(number)"
    case .requestsOutOfRange(let number):
      "\(Quantities.count(number)) requests: only 1 to "
        + "\(Quantities.count(Simulation.requestsMax)) can be sent"
    case .alreadyTerminating(let pod): "\(pod) is terminating already; --force ends it at once"
    case .noStream(let destination): "no stream to \(destination) is running"
    case .nothingPlanned: "nothing is planned: time alone would change nothing"
    case .portMissing(let service, let ports):
      "\(service) has several ports, name one: \(ports.joined(separator: ", "))"
    case .portUnknown(let service, let name, let ports):
      "\(service) has no port \(name), only \(ports.joined(separator: ", "))"
    case .noAddress(let who): "\(who) has no address"
    }
  }

  package static func text(_ failure: CommandParser.Failure) -> String {
    switch failure {
    case .empty: "nothing was typed"
    case .unknownVerb(let verb): "unknown command: \(verb); Tab after : lists them"
    case .unknownResource(let name):
      "unknown resource: \(name); there are pod, service, deployment, statefulset, daemonset, "
        + "replicaset"
    case .missing(let what): "\(what) is missing" + example(what)
    case .unexpected(let word): "not understood: \(word)"
    case .invalid(let what, let text): "\(what): \(text) is not valid" + example(what)
    }
  }

  /// How to say it right.
  private static func example(_ what: String) -> String {
    switch what {
    case "from", "to": "; say send 100 from pod/shop/client to web.shop:80"
    case "requests": "; say a whole number, as in send 100 from pod/shop/client to web.shop:80"
    case "mode": "; modes are iptables, ipvs, nftables"
    case "rate": "; say stream 100/s, or stream stop to web.shop:80"
    case "replicas": "; say scale deployment web --replicas=5"
    case "protocol": "; protocols are tcp, udp, sctp"
    default: ""
    }
  }
}
