/// How the processes of some pods behave: an entry of `pods` in a `Simulation`, our own model.
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

  package var onSIGTERM = OnSIGTERM.exit

  package init() {}
}

extension PodBehavior.OnSIGTERM: CustomStringConvertible {
  /// Reads `exit`, `drain(5s)` or `ignore`; `nil` if it is none.
  package init?(_ text: String) {
    switch text {
    case "exit": self = .exit
    case "ignore": self = .ignore
    default:
      guard text.hasPrefix("drain("), text.hasSuffix(")"),
        let duration = Delay(String(text.dropFirst(6).dropLast())),
        (.zero...Delays.longest).contains(duration)
      else { return nil }
      self = .drain(duration)
    }
  }

  package var description: String {
    switch self {
    case .exit: "exit"
    case .drain(let duration): "drain(\(duration))"
    case .ignore: "ignore"
    }
  }
}

extension Settings {
  /// How a pod behaves: as the first entry says whose selector matches its labels.
  package func behavior(of pod: Pod) -> PodBehavior {
    pods.first { pod.metadata.labels.contains($0.selector) }?.behavior ?? PodBehavior()
  }
}

/// Pods that a selector matches, and how they behave.
package struct PodBehaviorRule: Hashable, Sendable {
  /// Labels that a pod must have; empty: all pods.
  package var selector: Labels
  package var behavior: PodBehavior

  package init(selector: Labels, behavior: PodBehavior) {
    self.selector = selector
    self.behavior = behavior
  }
}
