internal import HeapModule

/// What is going to happen, in the order of its instants and, at one instant, of its planning.
package struct Agenda: Sendable {
  /// Something that is going to happen by itself.
  enum Step: Hashable, Sendable {
    /// A controller has learnt of a change.
    case reconcile(Change)
    /// The kube-proxies of a cohort end a sync.
    case syncProxies(Int)
    /// The containers run; the pod has its address.
    case startPod(PodID)
    /// The processes of a pod answer from now on, whoever knows: nothing else changes.
    case answer(PodID)
    /// As many probes in a row as it takes have said whether the pod is ready; void if the pod's
    /// answer has changed since (``PodProcess/probeEpoch``).
    case endProbing(PodID, epoch: Int)
    /// The preStop hook is over: SIGTERM.
    case stopPod(PodID)
    /// The processes have ended, after SIGTERM or by SIGKILL: the pod object goes.
    case removePod(PodID)
    /// A container ends by itself.
    case crash(PodID)
    /// The kubelet notices that a container has ended.
    case noticeCrash(PodID)
    /// A container that had ended is started again.
    case restart(PodID)
    /// The containers of a pod have run for `minReadySeconds` since it became ready.
    case becomeAvailable(PodID)
    /// Nothing was heard of a node for too long; void if it had power in between.
    case loseNode(NodeID, outage: Int)
    /// A pod does not tolerate a lost node any longer.
    case evict(PodID, outage: Int)
    /// The kubelet of a node reports again.
    case startNode(NodeID, outage: Int)
    /// A load balancer asks a node.
    case checkHealth(HealthCheck.Subject)
    /// A load balancer closes its connections to a node that it gave up.
    case deregister(HealthCheck.Subject)
    /// The DNS servers have heard of a headless Service's endpoints.
    case updateDNS(ObjectName)
    /// A refused eviction is tried again.
    case retryEviction(PodID)
    /// The pods of a node that was deleted go.
    case collectOrphans(node: String)
    /// kube-proxy in IPVS mode looks after real servers that wait for their connections to end.
    case checkRealServers
  }

  struct Item: Hashable, Comparable, Sendable {
    let instant: Instant
    let sequence: Int
    let step: Step

    static func < (left: Self, right: Self) -> Bool {
      left.instant == right.instant
        ? left.sequence < right.sequence : left.instant < right.instant
    }
  }

  private var items = Heap<Item>()
  private var planned = 0

  package init() {}

  package var isEmpty: Bool { items.isEmpty }

  /// When the next step is due; `nil` if nothing is planned.
  package var nextInstant: Instant? { items.min?.instant }

  mutating func plan(_ step: Step, at instant: Instant) {
    items.insert(Item(instant: instant, sequence: planned, step: step))
    planned += 1
  }

  /// Takes out all that controllers were going to look at, in its order.
  mutating func takePlannedChanges() -> [Change] {
    var changes: [Change] = []
    var others = Heap<Item>()
    while let item = items.popMin() {
      if case .reconcile(let change) = item.step {
        changes.append(change)
      } else {
        others.insert(item)
      }
    }
    items = others
    return changes
  }

  /// Takes out the first step if it is due at `instant`.
  mutating func popDue(at instant: Instant) -> Step? {
    guard let first = items.min, first.instant <= instant else { return nil }
    return items.popMin()?.step
  }
}

extension Agenda: Equatable {
  /// Equal plans, however the heap happens to hold them.
  package static func == (left: Self, right: Self) -> Bool {
    left.planned == right.planned
      && left.items.unordered.sorted() == right.items.unordered.sorted()
  }
}
