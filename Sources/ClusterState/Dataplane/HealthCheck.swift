internal import HashTreeCollections

/// A load balancer's health check of a node that is about to change its mind: the node does not
/// answer any more as it did, but not often enough in a row yet.
///
/// Kubernetes leaves health checks to the cloud; interval and thresholds are a model
/// (``LoadBalancerModel``).
struct HealthCheck: Equatable, Sendable {
  /// What is asked.
  struct Subject: Hashable, Comparable, Sendable {
    var node: NodeID
    /// The Service whose health check node port is asked; `nil`: whether the node is there at all.
    var service: ObjectName?

    static func < (left: Self, right: Self) -> Bool {
      guard left.node == right.node else { return left.node < right.node }
      switch (left.service, right.service) {
      case (nil, nil): return false
      case (nil, _): return true
      case (_, nil): return false
      case (let one?, let other?): return one < other
      }
    }
  }

  /// What the load balancer still believes.
  let believesHealthy: Bool
  /// Answers in a row that said otherwise.
  var contrary = 0
}

extension Simulation {
  /// Whether a load balancer sends connections to a node, as far as its health checks decide:
  /// `service` has a health check node port of its own, or shares the node's.
  func passesHealthCheck(_ node: NodeID, of service: ObjectName?) -> Bool {
    believes(HealthCheck.Subject(node: node))
      && (service.map { believes(HealthCheck.Subject(node: node, service: $0)) } ?? true)
  }

  private func believes(_ subject: HealthCheck.Subject) -> Bool {
    healthChecks[subject]?.believesHealthy ?? answers(subject)
  }

  /// What the node would answer now.
  private func answers(_ subject: HealthCheck.Subject) -> Bool {
    guard let service = subject.service else { return isPoweredOn(subject.node) }
    guard let entry = serviceTable(of: subject.node)[service],
      let node = cluster.nodes[subject.node]?.metadata.name
    else { return false }
    return entry.hasReadyEndpoint(on: node)
  }

  /// A node lost its power or got it back: health checks will find out.
  mutating func watchHost(_ node: NodeID) {
    suspect(HealthCheck.Subject(node: node), was: !isPoweredOn(node))
  }

  /// The rules of nodes changed, and with them perhaps what they answer for a Service with the
  /// external policy Local; `nil`: of all nodes.
  mutating func watchLocalHealth(_ change: ProxyFleet.Learnt, on nodes: [NodeID]?) {
    guard let before = change.before, before.healthCheckPort != 0, let after = change.after,
      settings.delays[.healthCheckInterval] != .zero
    else { return }
    for node in nodes ?? cluster.nodes.ids {
      let name = cluster.nodes[node]?.metadata.name ?? ""
      let was = before.hasReadyEndpoint(on: name)
      guard was != after.hasReadyEndpoint(on: name) else { continue }
      suspect(HealthCheck.Subject(node: node, service: change.service), was: was)
    }
  }

  private mutating func suspect(_ subject: HealthCheck.Subject, was: Bool) {
    guard settings.delays[.healthCheckInterval] != .zero else { return giveUp(subject) }
    // A check that had begun to doubt is reassured at its next look.
    guard healthChecks[subject] == nil else { return }
    healthChecks[subject] = HealthCheck(believesHealthy: was)
    agenda.plan(.checkHealth(subject), at: nextCheck(of: subject))
  }

  /// Checks come at multiples of the interval, of every subject at another phase.
  private func nextCheck(of subject: HealthCheck.Subject) -> Instant {
    let interval = max(1, settings.delays[.healthCheckInterval].longest.microseconds)
    let key = ObjectName(
      namespace: cluster.nodes[subject.node]?.metadata.name ?? "",
      name: subject.service.map { "\($0)" } ?? ""
    )
    let range = Delays.Range(.zero, Delay(microseconds: interval - 1))
    let phase = draw(.healthCheckInterval, range, for: key).microseconds
    let passed = now.microseconds - phase
    let checks = passed < 0 ? 0 : passed / interval + 1
    return Instant(microseconds: phase + checks * interval)
  }

  /// A load balancer asks a node: after enough contrary answers in a row it changes its mind.
  mutating func checkHealth(_ subject: HealthCheck.Subject) {
    guard var check = healthChecks[subject] else { return }
    guard answers(subject) != check.believesHealthy else {
      healthChecks[subject] = nil
      return
    }
    check.contrary += 1
    let model = settings.loadBalancer
    let threshold = check.believesHealthy ? model.unhealthyThreshold : model.healthyThreshold
    if check.contrary >= threshold {
      healthChecks[subject] = nil
      let node = cluster.nodes[subject.node]?.metadata.name ?? ""
      note(.healthCheckChanged(node: node, subject.service, isHealthy: !check.believesHealthy))
      giveUp(subject)
    } else {
      healthChecks[subject] = check
      agenda.plan(.checkHealth(subject), at: nextCheck(of: subject))
    }
  }
}

// Connections that a load balancer holds.
extension Simulation {
  /// A load balancer has changed its mind of a node: connections to one that it gave up stay for a
  /// while.
  private mutating func giveUp(_ subject: HealthCheck.Subject) {
    guard !believes(subject), let name = cluster.nodes[subject.node]?.metadata.name else { return }
    let wait = draw(.deregistration, for: ObjectName(name: name))
    if wait == .zero {
      deregister(subject)
    } else {
      agenda.plan(.deregister(subject), at: now + wait)
    }
  }

  /// A load balancer closes what it still holds to a node, each connection after the answers that
  /// are awaited on it.
  mutating func deregister(_ subject: HealthCheck.Subject) {
    guard !believes(subject), let name = cluster.nodes[subject.node]?.metadata.name else { return }
    for number in traffic.connections.numbers {
      guard let connection = traffic.connections[number], connection.node == name,
        let service = connection.peer?.service, subject.service ?? service == service,
        cluster.services[service]?.status.ingress.contains(where: {
          IPAddress($0.ip) == connection.destination.address
        }) == true
      else { continue }
      retire(number)
    }
  }
}

extension ServiceEntry {
  /// Whether a node's health check node port answers 200 for the Service.
  func hasReadyEndpoint(on node: String) -> Bool {
    ports.contains { port in port.endpoints.contains { $0.isReady && $0.nodeName == node } }
  }
}
