internal import HeapModule

/// What is going to happen, in the order of its instants and, at one instant, of its planning.
package struct Agenda: Sendable {
  /// A step that the kubelet takes later.
  package enum Step: Hashable, Sendable {
    /// The containers run; the pod has its address.
    case startPod(PodID)
    /// The readiness probe succeeded.
    case makeReady(PodID)
    /// The preStop hook is over: SIGTERM.
    case stopPod(PodID)
    /// The processes have ended after SIGTERM or SIGKILL: the pod object goes.
    case removePod(PodID)
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
