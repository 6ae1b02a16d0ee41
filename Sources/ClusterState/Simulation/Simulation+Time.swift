extension Simulation {
  /// Streams are carried on at multiples of this, whatever the speed and the frame rate.
  static let streamGrid: Int64 = 50_000

  /// Whether nothing will change by the mere passing of time.
  package var isQuiet: Bool { agenda.isEmpty && traffic.isQuiet }

  /// When something happens next, without any command; `nil` if never.
  package var nextInstant: Instant? {
    guard !traffic.isQuiet else { return agenda.nextInstant }
    return agenda.nextInstant.map { min($0, nextGridInstant) } ?? nextGridInstant
  }

  private var nextGridInstant: Instant {
    Instant(microseconds: (now.microseconds / Self.streamGrid + 1) * Self.streamGrid)
  }

  /// Lets time pass up to `target`, doing all that falls due on the way.
  ///
  /// The result does not depend on how the way is cut into calls; a way of no length changes
  /// nothing, so that commands of one moment can be done again one after the other.
  package mutating func advance(to target: Instant) {
    guard target > now else { return }
    while let stop = nextStop(upTo: target) {
      now = stop
      let isChange = agenda.nextInstant.map { $0 <= stop } ?? false
      carryTraffic(to: stop, isChange ? .change : .grid)
      performDue()
      if isChange { forgetWays() }
    }
    carryTraffic(to: target, .look)
    now = max(now, target)
  }

  /// Does what is planned for this very moment.
  mutating func performDue() {
    while let step = agenda.popDue(at: now) {
      perform(step)
      settle()
    }
  }

  /// The next instant, not after `target`, at which something has to be done.
  private func nextStop(upTo target: Instant) -> Instant? {
    guard let next = nextInstant, next <= target else { return nil }
    return next
  }

  private mutating func perform(_ step: Agenda.Step) {
    switch step {
    case .reconcile(let change): reconcilePlanned(change)
    case .syncProxies(let cohort): syncProxies(cohort)
    case .startPod(let pod): startContainers(of: pod)
    case .answer: break
    case .endProbing(let pod, let epoch): endProbing(of: pod, epoch)
    case .stopPod(let pod): stopProcesses(of: pod)
    case .removePod(let pod): removePod(pod)
    case .crash(let pod): crash(pod)
    case .noticeCrash(let pod): noticeCrash(of: pod)
    case .restart(let pod): restartContainers(of: pod)
    case .becomeAvailable(let pod): becomeAvailable(pod)
    case .loseNode(let node, let outage): loseNode(node, outage)
    case .evict(let pod, let outage): evict(pod, outage)
    case .startNode(let node, let outage): startNode(node, outage)
    case .checkHealth(let subject): checkHealth(subject)
    case .deregister(let subject): deregister(subject)
    case .updateDNS(let service): updateDNS(service)
    case .retryEviction(let pod): retryEviction(of: pod)
    case .collectOrphans(let node): collectOrphans(of: node)
    case .checkRealServers: checkRealServers()
    }
  }
}
