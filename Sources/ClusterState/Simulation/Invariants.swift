internal import HashTreeCollections

// What holds at rest, whatever was done. Each index and each derived table is compared with one
// made from nothing; tests ask after every command.

extension Simulation {
  /// What does not hold, in words for whoever looks for the defect; empty if all is well.
  package var brokenInvariants: [String] {
    cluster.brokenPodIndexes + cluster.brokenServiceIndexes + brokenSlices + brokenServiceTable
      + brokenAddresses + brokenCounters + brokenPlans
  }

  /// What kube-proxies know at rest is what they would know after a start.
  private var brokenServiceTable: [String] {
    var fresh = ServiceTable()
    for service in cluster.services.ids.compactMap({ cluster.services[$0] }) {
      let slices = cluster.slices(of: service.key).compactMap { cluster.endpointSlices[$0] }
      fresh.set(ServiceEntry(service, slices: slices), for: service.key)
    }
    let isStale = proxies.isInStep && proxies.cohorts.contains { $0.table != fresh }
    return (fresh == serviceTable ? [] : ["the table of Services differs from one made afresh"])
      + (isStale ? ["kube-proxies that have synced lack something"] : [])
  }

  /// No two Services share a cluster IP or a node port.
  private var brokenAddresses: [String] {
    let services = cluster.services.ids.compactMap { cluster.services[$0] }
    let addresses = services.flatMap(\.spec.proxiedClusterIPs).filter { $0 != "None" }
    let ports = services.flatMap(\.spec.ports).filter { $0.nodePort != 0 }
      .map { "\($0.nodePort)/\($0.protocol)" }
    return (Set(addresses).count == addresses.count ? [] : ["two Services share a cluster IP"])
      + (Set(ports).count == ports.count ? [] : ["two Services share a node port"])
  }

  /// Every request has one outcome, and no endpoint has requests that nobody sent.
  private var brokenCounters: [String] {
    var broken: [String] = []
    var counted: UInt64 = 0
    for service in cluster.services.ids.compactMap({ cluster.services[$0] }) {
      guard let tally = ledger[service.key] else { continue }
      counted += tally.requests
      if tally.outcomes.total > tally.requests {
        broken.append("\(service.key): \(tally.requests) requests have more outcomes")
      }
      if tally.chosen > tally.requests { broken.append("\(service.key): too many were chosen") }
      if tally.nodes.reduce(0, { $0 + $1.value }) > tally.requests {
        broken.append("\(service.key): nodes decided more than was sent")
      }
      if tally.latencies.total != tally.outcomes[.delivered] {
        broken.append("\(service.key): latencies of other requests than those delivered")
      }
    }
    if counted > ledger.requests { broken.append("Services took more than was sent") }
    return broken
  }

  /// Controllers rest, nothing overdue is planned, streams are one a destination and source.
  private var brokenPlans: [String] {
    var broken: [String] = []
    if !cluster.changes.isEmpty { broken.append("controllers have not looked at all changes") }
    if let next = agenda.nextInstant, next < now { broken.append("a step is overdue") }
    broken += brokenTraffic
    if processes.keys.contains(where: { cluster.pods[$0] == nil }) {
      broken.append("a pod that is gone has processes")
    }
    return broken
  }
}

extension Cluster {
  /// Addresses, owners and nodes find exactly the pods they should.
  fileprivate var brokenPodIndexes: [String] {
    var broken: [String] = []
    var byAddress: [IPAddress: PodID] = [:]
    var byOwner: [String: [PodID]] = [:]
    var perNode: [String: Int] = [:]
    for id in pods.ids {
      guard let pod = pods[id] else { continue }
      if let owner = pod.metadata.controller { byOwner[owner.uid, default: []].append(id) }
      guard !pod.isFinished else { continue }
      perNode[pod.spec.nodeName, default: 0] += 1
      guard !pod.spec.hostNetwork else { continue }
      for address in pod.status.podIPs.compactMap(IPAddress.init) {
        if byAddress.updateValue(id, forKey: address) != nil {
          broken.append("two pods have \(address)")
        }
      }
    }
    if Dictionary(uniqueKeysWithValues: podByAddress.map { ($0.key, $0.value) }) != byAddress {
      broken.append("the index of pod addresses differs from the pods")
    }
    let owned = podsByOwner.filter { !$0.value.isEmpty }.map { ($0.key, $0.value) }
    if Dictionary(uniqueKeysWithValues: owned) != byOwner {
      broken.append("the index of owners differs from the pods")
    }
    let waiting = pods.ids.filter { id in
      pods[id].map { !$0.isFinished && $0.spec.nodeName.isEmpty } ?? false
    }
    if unscheduledPods.sorted() != waiting {
      broken.append("the index of pods without a node differs from the pods")
    }
    let counts = podsByNode.filter { !$0.value.isEmpty }.map { ($0.key, $0.value.count) }
    if Dictionary(uniqueKeysWithValues: counts) != perNode {
      broken.append("the count of pods by node differs from the pods")
    }
    return broken
  }

  /// Selectors find exactly the pods whose labels they match, and no slice lacks its Service.
  fileprivate var brokenServiceIndexes: [String] {
    var broken: [String] = []
    for id in services.ids {
      guard let service = services[id] else { continue }
      let matching = pods.ids.filter { pod in
        guard let pod = pods[pod], !service.spec.selector.isEmpty else { return false }
        return pod.metadata.namespace == service.metadata.namespace
          && pod.metadata.labels.contains(service.spec.selector)
      }
      if pods(selectedBy: id) != Array(matching) {
        broken.append("\(service.key): the index of selected pods differs from the pods")
      }
    }
    var perNamespace: [String: Int] = [:]
    for service in services.ids.compactMap({ services[$0] }) {
      perNamespace[service.metadata.namespace, default: 0] += 1
    }
    let counts = serviceCountByNamespace.filter { $0.value != 0 }.map { ($0.key, $0.value) }
    if Dictionary(uniqueKeysWithValues: counts) != perNamespace {
      broken.append("the count of Services by namespace differs from the Services")
    }
    for slice in endpointSlices.ids.compactMap({ endpointSlices[$0] }) {
      let isOwned = slice.metadata.ownerReferences.contains { $0.kind == Service.kind }
      if isOwned, let key = slice.serviceKey, services[key] == nil {
        broken.append("\(slice.key): its Service is gone")
      }
    }
    return broken
  }
}
