// The parts of a `Simulation` that say how long things take and how they behave.

private enum BalancerField: String, FieldName {
  case spread, healthCheckInterval, unhealthyThreshold, healthyThreshold, deregistration
  static let table = FieldTable<Self>()
}

private enum BehaviorField: String, FieldName {
  case serviceTime, concurrency, onSIGTERM
  static let table = FieldTable<Self>()
}

extension JSONReader {
  /// `delays`: spans by the names of ``Delays/Name``.
  mutating func delays(_ settings: inout SimulationSettings) {
    guard enterObject() else { return }
    var isFirst = true
    while let key = nextKey(&isFirst) {
      let start = offset
      let text = makeString(key)
      guard let name = Delays.Name(rawValue: text) else {
        let all = Delays.Name.allCases.map(\.rawValue).joined(separator: ", ")
        note("NotSupported", at: start, "\"\(text)\" is no delay; there are \(all)")
        skipValue()
        continue
      }
      if let range = delayRange() { settings.delays[name] = range }
    }
  }

  /// `1.5s` or `10ms-50ms`.
  mutating func delayRange() -> Delays.Range? {
    let start = offset
    guard let text = string() else { return nil }
    if let range = Delays.Range(text) { return range }
    note(
      "Invalid",
      at: start,
      "\"\(text)\" is no span such as 1.5s or 10ms-50ms between 0 and \(Delays.longest)"
    )
    return nil
  }

  mutating func loadBalancer(_ settings: inout SimulationSettings) {
    guard enterObject() else { return }
    var scope = FieldScope<BalancerField>(isClosed: true)
    while let field = next(&scope) {
      switch field {
      case .healthCheckInterval: settings.delays[.healthCheckInterval] = delayRange()
      case .unhealthyThreshold:
        settings.loadBalancer.unhealthyThreshold = threshold() ?? 2
      case .healthyThreshold: settings.loadBalancer.healthyThreshold = threshold() ?? 2
      case .deregistration: settings.delays[.deregistration] = delayRange()
      // There is one way to spread so far: evenly over the nodes that pass.
      case .spread: skipValue()
      }
    }
  }

  private mutating func threshold() -> Int? {
    let start = offset
    guard let number = int64() else { return nil }
    if (1...100).contains(number) { return Int(number) }
    note("Invalid", at: start, "\(number) is not between 1 and 100")
    return nil
  }

  /// `pods`: behaviours by selector.
  mutating func podBehaviors(_ settings: inout SimulationSettings) {
    guard enterObject() else { return }
    var isFirst = true
    while let key = nextKey(&isFirst) {
      let start = offset
      let text = makeString(key)
      guard let selector = Labels(selector: text) else {
        note("Invalid", at: start, "\"\(text)\" is no selector such as app=web,tier=front or *")
        skipValue()
        continue
      }
      guard settings.pods.count < Settings.behaviorRulesMax else {
        note("TooMany", at: start, "at most \(Settings.behaviorRulesMax) selectors")
        skipValue()
        continue
      }
      if let rule = behavior(of: selector) { settings.pods.append(rule) }
    }
  }

  private mutating func behavior(of selector: Labels) -> PodBehaviorRule? {
    guard enterObject() else { return nil }
    var rule = PodBehaviorRule(selector)
    var scope = FieldScope<BehaviorField>(isClosed: true)
    while let field = next(&scope) {
      switch field {
      case .serviceTime: rule.serviceTime = delay(PodBehavior.serviceTimes)
      case .concurrency:
        let range = PodBehavior.concurrencies
        let servers = number(
          "requests at a time",
          Int64(range.lowerBound)...Int64(range.upperBound)
        )
        rule.concurrency = servers.map { .limited(Int($0)) }
      case .onSIGTERM: rule.onSIGTERM = onSIGTERM()
      }
    }
    return rule
  }

  private mutating func onSIGTERM() -> PodBehavior.OnSIGTERM? {
    let start = offset
    guard let text = string() else { return nil }
    if let reaction = PodBehavior.OnSIGTERM(text) { return reaction }
    note(
      "NotSupported",
      at: start,
      "\"\(text)\" is nothing that a process does; supported are exit, drain(5s) and ignore"
    )
    return nil
  }
}
