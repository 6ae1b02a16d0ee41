// Every node's kube-proxy learns of changes at its own pace.

extension Simulation {
  /// Up to so many nodes each sync is told as an event of its own.
  private static let toldNodesMax = 20
  /// Draws fall on so many steps of their range: proxies of a large cluster share their paces.
  private static let paceSteps: Int64 = 8

  /// A Service or one of its slices changed at the API server.
  mutating func announce(_ key: ObjectName) {
    let before = serviceTable[key]
    let after = cluster.serviceEntry(key)
    guard before != after else { return }
    serviceTable.set(after, for: key)
    guard !proxies.cohorts.isEmpty else {
      learn(ProxyFleet.Learnt(service: key, before: before, after: after), on: nil)
      return
    }
    for (cohort, end) in proxies.tell(key, after, at: now) {
      agenda.plan(.syncProxies(cohort), at: end)
    }
  }

  /// The kube-proxies of a cohort have written their rules.
  mutating func syncProxies(_ cohort: Int) {
    guard cohort < proxies.cohorts.count else { return }
    let (learnt, next) = proxies.finishRun(of: cohort, at: now)
    guard !learnt.isEmpty else { return }
    if let next { agenda.plan(.syncProxies(cohort), at: next) }
    let nodes = proxies.cohorts[cohort].nodes.filter(isPoweredOn)
    for change in learnt { learn(change, on: proxies.cohorts[cohort].nodes) }
    if cluster.nodes.count <= Self.toldNodesMax, !nodes.isEmpty {
      let names = nodes.compactMap { cluster.nodes[$0]?.metadata.name }
      var services: [ObjectName] = []
      for change in learnt where !services.contains(change.service) {
        services.append(change.service)
      }
      note(.proxiesSynced(nodes: names, services: services))
    }
    if proxies.isInStep { proxies.share(serviceTable) }
  }

  /// What nodes whose rules change forget and change besides; `nil`: all nodes.
  private mutating func learn(_ change: ProxyFleet.Learnt, on nodes: [NodeID]?) {
    let names = nodes.map { nodes in Set(nodes.compactMap { cluster.nodes[$0]?.metadata.name }) }
    syncVirtualServers(change) { names?.contains($0) ?? true }
    forgetClients(change) { names?.contains($0) ?? true }
    watchLocalHealth(change, on: nodes)
    for node in nodes ?? Array(cluster.nodes.ids) {
      flushStaleFlows(on: node, of: [change.service])
    }
  }

  /// Sets the paces of all kube-proxies by the settings; under a perfect control plane there are
  /// none, and all know everything at once.
  mutating func regroupProxies() {
    guard !settings.delays.isPerfect else {
      let cohorts = proxies.cohorts
      proxies = ProxyFleet()
      for cohort in cohorts {
        for notice in cohort.notices {
          let change = ProxyFleet.Learnt(
            service: notice.service,
            before: cohort.table[notice.service],
            after: notice.entry
          )
          learn(change, on: cohort.nodes)
        }
      }
      return
    }
    let paces = cluster.nodes.ids.map { ($0, pace(of: $0)) }
    guard !proxies.cohorts.isEmpty else {
      proxies = ProxyFleet(paces, knowing: serviceTable)
      return
    }
    let (fleet, planned) = proxies.regrouped(paces)
    proxies = fleet
    for (cohort, end) in planned { agenda.plan(.syncProxies(cohort), at: end) }
  }

  private func pace(of id: NodeID) -> ProxyFleet.Pace {
    let name = cluster.nodes[id]?.metadata.name ?? ""
    let own = settings.nodes[name]
    let mode = own?.proxy?.mode ?? settings.mode
    let delays = settings.delays
    // IPVS mode rests only if somebody says so (pkg/proxy/apis/config/v1alpha1/defaults.go).
    let usualRest =
      mode == .ipvs && !delays.isSaid(.minSyncPeriod) ? .zero : delays[.minSyncPeriod]
    func part(_ name: Delays.Name, _ range: Delays.Range, _ node: String) -> Delay {
      stepped(range, draw(name, range, for: ObjectName(name: node)))
    }
    return ProxyFleet.Pace(
      watch: part(.apiWatch, delays[.apiWatch], name),
      sync: part(.proxySync, own?.proxySync ?? delays[.proxySync], name),
      perEndpoint: part(.proxySyncPerEndpoint, delays[.proxySyncPerEndpoint], name),
      rest: part(.minSyncPeriod, own?.minSyncPeriod ?? usualRest, name)
    )
  }

  private func stepped(_ range: Delays.Range, _ delay: Delay) -> Delay {
    let width = range.longest.microseconds - range.shortest.microseconds
    let offset = delay.microseconds - range.shortest.microseconds
    guard width >= Self.paceSteps else { return delay }
    let step = width / Self.paceSteps
    return Delay(microseconds: range.shortest.microseconds + offset / step * step)
  }
}
