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
    case .noStream(.all): "no stream is running"
    case .noStream(.named(let name)): "no stream called \(name) is running"
    case .noStream(.to(let destination)): "no stream to \(destination) is running"
    case .outOfRange(let mistake):
      "\(mistake.option) \(mistake.value): it must be \(mistake.limit)"
    case .tooMany(let what, let limit): "there are \(Quantities.count(limit)) \(what) already"
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
    case "think", "clients": "; say stream clients 20 think 100ms from ... to ..."
    case "every": "; say stream 50 every 5s from ... to ..."
    case "over": "; say stream 10/s..200/s over 30s from ... to ..."
    case "arrivals": "; arrivals are constant, poisson"
    case "timeout", "retry-backoff", "dns-ttl", "service-time": "; say a time such as 250ms or 2s"
    case "selector", "behavior": "; say behave app=web --service-time=2ms --concurrency=4"
    case "on-sigterm": "; say exit, drain:5s or ignore"
    case "replicas": "; say scale deployment web --replicas=5"
    case "protocol": "; protocols are tcp, udp, sctp"
    default: ""
    }
  }
}
