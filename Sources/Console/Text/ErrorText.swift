package import ClusterState

/// Refused commands in words.
package enum ErrorText {
  package static func text(_ error: CommandError) -> String {
    switch error {
    case .notFound(let kind, let key): "there is no \(kind) \(key)"
    case .notScalable(let kind, let key): "\(kind) \(key) has one pod a node and no replicas"
    case .notPatchable(let kind): "only Services and Deployments can be patched, not a \(kind)"
    case .refused(let kind, let key, let errors):
      "\(kind) \(key) is invalid: "
        + errors.map { "\($0.field): \($0.message)" }.joined(separator: "; ")
    case .replicasOutOfRange(let number):
      "replicas must be between 0 and \(Simulation.replicasMax), not \(number)"
    case .requestsOutOfRange(let number):
      "\(Quantities.count(number)) requests: only 1 to "
        + "\(Quantities.count(Simulation.requestsMax)) can be sent"
    case .alreadyTerminating(let pod): "\(pod) is terminating already; --force ends it at once"
    case .noStream(let destination): "no stream to \(destination) is running"
    case .sourceDown(let node): "\(node) has no power: nobody there can send"
    case .notRunning(let pod): "pod \(pod) does not run: nothing there can crash"
    case .noSuchRevision(let key, let revision):
      revision.map { "deployment \(key) has no revision \($0) to go back to" }
        ?? "deployment \(key) has no earlier revision"
    case .noSuchContainer(let key, let name, let containers):
      "\(key) has no container \(name); it has \(containers.joined(separator: ", "))"
    case .delayOfAllNodes(let name):
      "\(name.rawValue) is the same on all nodes; minSyncPeriod and proxySync can differ"
    case .powerUnchanged(let node, let isOn):
      "node \(node) \(isOn ? "has power" : "has no power already")"
    case .nothingPlanned: "nothing is planned: time alone would change nothing"
    case .portMissing(let service, let ports):
      "\(service) has several ports, name one: \(ports.joined(separator: ", "))"
    case .portUnknown(let service, let name, let ports):
      "\(service) has no port \(name), only \(ports.joined(separator: ", "))"
    case .noAddress(let who): "\(who) has no address"
    case .notProxied(let service):
      "kube-proxy has no rules for \(service): it is headless, an ExternalName, or another's"
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
    case "from", "to": "; say from pod/shop/client to web.shop:80"
    case "requests": "; say a whole number, as in send 100 from pod/shop/client to web.shop:80"
    case "patch": #"; say patch service web -p '{"spec":{"internalTrafficPolicy":"Local"}}'"#
    case "on or off": "; say ready pod web-1 off"
    case "up or down": "; say node down node-b"
    case "mode": "; modes are iptables, ipvs, nftables"
    case "rate": "; say stream 100/s, or stream stop to web.shop:80"
    case "replicas": "; say scale deployment web --replicas=5"
    case "protocol": "; protocols are tcp, udp, sctp"
    default: ""
    }
  }
}
