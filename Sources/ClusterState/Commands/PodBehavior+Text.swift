// What is said of pods' behavior as text.

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

extension PodBehaviorRule.Concurrency: CustomStringConvertible {
  package var description: String {
    switch self {
    case .unlimited: "unlimited"
    case .limited(let servers): "\(servers)"
    }
  }
}

extension PodBehaviorRule: CustomStringConvertible {
  /// What follows `behave` in the command language.
  package var description: String {
    var text = selector.selectorText
    if let serviceTime { text += " --service-time=\(serviceTime)" }
    if let concurrency { text += " --concurrency=\(concurrency)" }
    if let onSIGTERM { text += " --on-sigterm=\(onSIGTERM)" }
    return text
  }
}
