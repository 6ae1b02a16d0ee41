/// How a pod's processes serve, which Kubernetes leaves to them.
package struct PodBehavior: Hashable, Sendable {
  /// What a process does when SIGTERM comes.
  package enum OnSIGTERM: Hashable, Sendable {
    /// It stops listening at once and is gone soon after.
    case exit
    /// It takes no new connections, finishes what it has, and is gone after this time.
    case drain(Delay)
    /// It serves on until SIGKILL.
    case ignore
  }

  /// How long one request takes.
  package var serviceTime = Delay(microseconds: LatencyModel.service)
  /// How many requests are served at a time, the others queueing; `nil`: any number.
  package var concurrency: Int?
  package var onSIGTERM = OnSIGTERM.exit

  package init() {}
}

extension PodBehavior {
  /// Servers in one pod.
  package static let concurrencyMax = 10_000
  package static let serviceTimeMax = Delay.seconds(3_600)

  /// What is said of pods that a selector matches; what is `nil` is left to others.
  package struct Change: Hashable, Sendable {
    package var serviceTime: Delay?
    /// 0: any number.
    package var concurrency: Int?
    package var onSIGTERM: OnSIGTERM?

    package init() {}

    /// The first thing that is out of bounds; `nil` if nothing is.
    package var mistake: PlanMistake? {
      if let serviceTime, serviceTime <= .zero || serviceTime > serviceTimeMax {
        return PlanMistake(
          option: "--service-time",
          value: "\(serviceTime)",
          limit: "above 0 and at most \(serviceTimeMax)"
        )
      }
      if let concurrency, !(0...concurrencyMax).contains(concurrency) {
        return PlanMistake(
          option: "--concurrency",
          value: "\(concurrency)",
          limit: "between 1 and \(concurrencyMax), or 0 for no limit"
        )
      }
      if case .drain(let time) = onSIGTERM, time < .zero || time > TrafficPlan.delayMax {
        return PlanMistake(
          option: "--on-sigterm",
          value: "drain:\(time)",
          limit: "between \(Delay.zero) and \(TrafficPlan.delayMax)"
        )
      }
      return nil
    }
  }

  /// Which pods are meant.
  package struct Selector: Hashable, Sendable {
    package var labels: Labels
    /// `nil`: in all namespaces.
    package var namespace: String?

    package init(_ labels: Labels, in namespace: String? = nil) {
      self.labels = labels
      self.namespace = namespace
    }

    func matches(_ pod: Pod) -> Bool {
      (namespace == nil || namespace == pod.metadata.namespace)
        && pod.metadata.labels.contains(labels)
    }
  }

  mutating func take(_ change: Change) {
    serviceTime = change.serviceTime ?? serviceTime
    if let limit = change.concurrency { concurrency = limit == 0 ? nil : limit }
    onSIGTERM = change.onSIGTERM ?? onSIGTERM
  }
}

/// What was said of pods' behavior, in the order in which it was said.
package struct PodBehaviors: Hashable, Sendable {
  /// Selectors that something can be said of.
  package static let selectorsMax = 1_000

  private var changes: [(selector: PodBehavior.Selector, change: PodBehavior.Change)] = []

  package init() {}

  package var isEmpty: Bool { changes.isEmpty }
  package var count: Int { changes.count }

  /// What is said later counts more than what was said before.
  package mutating func take(_ change: PodBehavior.Change, for selector: PodBehavior.Selector) {
    var whole = change
    if let index = changes.firstIndex(where: { $0.selector == selector }) {
      let former = changes.remove(at: index).change
      whole.serviceTime = change.serviceTime ?? former.serviceTime
      whole.concurrency = change.concurrency ?? former.concurrency
      whole.onSIGTERM = change.onSIGTERM ?? former.onSIGTERM
    }
    changes.append((selector, whole))
  }

  /// Whether something is said of this very selector.
  package func mentions(_ selector: PodBehavior.Selector) -> Bool {
    changes.contains { $0.selector == selector }
  }

  package func behavior(of pod: Pod) -> PodBehavior {
    var behavior = PodBehavior()
    for (selector, change) in changes where selector.matches(pod) { behavior.take(change) }
    return behavior
  }

  package static func == (left: Self, right: Self) -> Bool {
    left.changes.elementsEqual(right.changes, by: ==)
  }

  package func hash(into hasher: inout Hasher) {
    for (selector, change) in changes {
      hasher.combine(selector)
      hasher.combine(change)
    }
  }
}

extension Simulation {
  /// How a pod's processes serve.
  package func behavior(of pod: Pod) -> PodBehavior { settings.behaviors.behavior(of: pod) }
}
