/// How a pod's processes serve, which Kubernetes leaves to them: our own model.
package struct PodBehavior: Hashable, Sendable {
  /// What a process does when SIGTERM comes.
  package enum OnSIGTERM: Hashable, Sendable {
    /// Stops listening at once and is gone a little later (``Delays/Name/processExit``).
    case exit
    /// Takes no new connections, finishes what it has, and is gone after this time.
    case drain(Delay)
    /// Serves on until SIGKILL.
    case ignore
  }

  /// How long one request takes.
  package var serviceTime = Delay(microseconds: LatencyModel.service)
  /// How many requests are served at a time, the others queueing; `nil`: any number.
  package var concurrency: Int?
  package var onSIGTERM = OnSIGTERM.exit

  package init() {}

  /// Servers in one pod.
  package static let concurrencies = 1...10_000
  package static let serviceTimes = Delay(microseconds: 1)...Delay.seconds(3_600)
}

/// What is said of the pods that a selector matches: an entry of `pods` in a `Simulation`.
package struct PodBehaviorRule: Hashable, Sendable {
  /// How many requests are served at a time.
  package enum Concurrency: Hashable, Sendable {
    case unlimited
    case limited(Int)
  }

  /// Labels that a pod must have; empty: all pods.
  package var selector: Labels
  /// `nil`, here and below: nothing is said of it.
  package var serviceTime: Delay?
  package var concurrency: Concurrency?
  package var onSIGTERM: PodBehavior.OnSIGTERM?

  package init(_ selector: Labels) { self.selector = selector }

  /// Says all that another rule says.
  mutating func take(_ other: Self) {
    serviceTime = other.serviceTime ?? serviceTime
    concurrency = other.concurrency ?? concurrency
    onSIGTERM = other.onSIGTERM ?? onSIGTERM
  }
}

extension Settings {
  /// Selectors that something can be said of.
  package static let behaviorRulesMax = 1_000

  /// How a pod behaves: for each part of it, what the first rule says that matches its labels.
  package func behavior(of pod: Pod) -> PodBehavior {
    var said = PodBehaviorRule(Labels())
    for rule in pods.reversed() where pod.metadata.labels.contains(rule.selector) {
      said.take(rule)
    }
    var behavior = PodBehavior()
    behavior.serviceTime = said.serviceTime ?? behavior.serviceTime
    if case .limited(let servers) = said.concurrency { behavior.concurrency = servers }
    behavior.onSIGTERM = said.onSIGTERM ?? behavior.onSIGTERM
    return behavior
  }

  /// Takes a rule, which counts more than what was said before.
  mutating func take(_ rule: PodBehaviorRule) {
    var whole = pods.first { $0.selector == rule.selector } ?? PodBehaviorRule(rule.selector)
    whole.take(rule)
    pods.removeAll { $0.selector == rule.selector }
    pods.insert(whole, at: 0)
  }
}
