package import ClusterState

/// Verdicts in words.
package enum VerdictText {
  package static func word(_ verdict: Verdict) -> Sentence {
    switch verdict {
    case .delivered: "delivered"
    case .rejected: "rejected"
    case .dropped: "dropped"
    case .refused: "refused"
    case .reset: "reset"
    case .timedOut: "timed out"
    case .nameError: "not resolved"
    case .notHandled: "not handled"
    case .loop: "loop"
    }
  }

  /// One character, for a table of them.
  package static func letter(_ verdict: Verdict) -> String {
    switch verdict {
    case .delivered: "."
    case .rejected: "X"
    case .dropped: "d"
    case .timedOut: "t"
    case .notHandled: "-"
    case .nameError: "n"
    case .refused, .reset, .loop: "!"
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
  package static func text(_ reason: Reason) -> Sentence {
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
    case .unresolved(let name, let reason): "\(name) is not resolved: \(reason.text)"
    case .noSuchHost(let host): "no Ingress and no Gateway serves \(host)"
    case .httpStatus(let code, let reason): "answered with \(code): \(reason)"
    case .redirected(let code, let location): "redirected (\(code)) to \(location)"
    case .externalName(let name): "the name is an alias for \(name), outside the cluster"
    case .aliasLoop(let name): "aliases lead in a circle at \(name)"
    case .notListening(let pod): "\(pod) has stopped listening"
    case .portClosed(let pod, let port): "\(pod) does not listen on \(port)"
    case .nobodyThere(let address): "nobody has \(address) any more"
    case .nodeDown(let node): "node \(node) has no power: nobody answers there"
    case .answerBypasses(let node):
      "the answer does not come back through \(node), which translated the address"
    case .connectionBroken(let pod): "\(pod) ended while its answer was awaited"
    case .noAnswer(let pod): "the machine of \(pod) does not answer any more"
    case .answerTooLate(let pod): "the answer of \(pod) took longer than the client waits"
    case .noConnectionFree: "all connections of the client were busy"
    case .clientGone(let source): "\(source) itself has ended"
    case .notAService(let address): "\(address) is no Service's address"
    case .nodePortClosed(let cause, let address, let port, let mode):
      closedText(cause, address, port, mode)
    case .ownLoopback(let pod?):
      "the loopback of \(pod) is its own: the packet never leaves it"
    case .ownLoopback(nil): "the loopback of a pod is its own: the packet never leaves it"
    case .otherFamily(let source, let destination):
      "\(source) cannot send to \(destination): they are of different families"
    }
  }

  private static func closedText(
    _ cause: ProxyDecision.Cause,
    _ address: IPAddress,
    _ port: UInt16,
    _ mode: ProxyMode
  ) -> Sentence {
    switch cause {
    case .otherProtocol(let service, let transport):
      "node port \(port) of \(service) is \(transport) only"
    case .nodePortAddresses(let service) where mode == .nftables:
      "node port \(port) of \(service) does not answer at \(address): "
        + "in nftables mode only the node's first one does, or what --nodeport-addresses says"
    case .nodePortAddresses(let service):
      "node port \(port) of \(service) does not answer at \(address): "
        + "--nodeport-addresses leaves it out"
    case .localhostNodePorts(let service):
      "node port \(port) of \(service) does not answer on loopback: "
        + "--iptables-localhost-nodeports=false"
    case .loopback(let service):
      "node port \(port) of \(service) does not answer on loopback: "
        + "only iptables mode does, for IPv4"
    default: "\(address) is no Service's address"
    }
  }
}
