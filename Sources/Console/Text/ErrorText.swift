package import ClusterState

/// Refused commands in words.
package enum ErrorText {
  package static func text(_ error: CommandError) -> Sentence {
    switch error {
    case .notFound(let kind, let key): "there is no \(kind) \(key)"
    case .nothingSelected(let namespace, let labels):
      "no pod of namespace \(namespace) has \(labels.text)"
    case .notScalable(let kind, let key): "\(kind) \(key) has one pod a node and no replicas"
    case .notPatchable(let kind):
      "\(kind): only Services, workloads, budgets, pods and nodes can be changed here"
    case .refused(let kind, let key, let errors):
      "\(kind) \(key) is invalid: "
        + "\(errors.map { "\($0.field): \($0.message)" }.joined(separator: "; "))"
    case .replicasOutOfRange(let number):
      "replicas must be between 0 and \(Simulation.replicasMax), not \(number)"
    case .requestsOutOfRange(let number):
      "\(Quantities.count(number)) requests: only 1 to "
        + "\(Quantities.count(Simulation.requestsMax)) can be sent"
    case .alreadyTerminating(let pod): "\(pod) is terminating already; --force ends it at once"
    case .sourceDown(let node): "\(node) has no power: nobody there can send"
    case .notRunning(let pod): "pod \(pod) does not run: nothing there can crash"
    case .noSuchRevision(let key, let revision):
      revision.map { "deployment \(key) has no revision \($0) to go back to" }
        ?? "deployment \(key) has no earlier revision"
    case .noSuchContainer(let key, let name, let containers):
      "\(key) has no container \(name); it has \(containers.joined(separator: ", "))"
    case .delayOfAllNodes(let name):
      "\(name.rawValue) is the same on all nodes; minSyncPeriod and proxySync can differ"
    case .powerUnchanged(let node, true): "node \(node) has power"
    case .powerUnchanged(let node, false): "node \(node) has no power already"
    case .noStream(.all): "no stream is running"
    case .noStream(.named(let name)): "no stream called \(name) is running"
    case .noStream(.to(let destination)): "no stream to \(destination) is running"
    case .outOfRange(let mistake):
      "\(mistake.option) \(mistake.value): it must be \(mistake.limit)"
    case .tooMany(let what, let limit):
      "there are \(Quantities.count(limit)) \(Sentence(words: what)) already"
    case .nothingPlanned: "nothing is planned: time alone would change nothing"
    case .portMissing(let service, let ports):
      "\(service) has several ports, name one: \(ports.joined(separator: ", "))"
    case .portUnknown(let service, let name, let ports):
      "\(service) has no port \(name), only \(ports.joined(separator: ", "))"
    case .noAddress(let who): "\(who) has no address"
    case .notProxied(let service):
      "kube-proxy has no rules for \(service): it is headless, an ExternalName, or another's"
    case .tooManyBranches(let most): text(.tooManyBranches(most) as HistoryError)
    }
  }

  /// Where a line is wrong, and what may have been meant.
  package static func text(_ failure: SyntaxFailure) -> Sentence {
    // Of all the commands there are, none is the nearest: the line shows no more than a few.
    if case .unknown("command", let word, _, nil) = failure.reason {
      return "column \(failure.column): \"\(word)\" is no command; Ctrl-A lists them"
    }
    return failure.sentence
  }
}
