// `behave SELECTOR`: how pods serve.

extension CommandParser {
  static let behaviorOptions: Set<String> = [
    "service-time", "concurrency", "on-sigterm", "all-namespaces",
  ]

  /// `behave app=web -n shop --service-time=2ms --concurrency=4 --on-sigterm=drain:5s`.
  mutating func behave() throws(Failure) -> Command {
    let text = try word("selector")
    guard let labels = Labels(selector: text) else { throw .invalid(what: "selector", text: text) }
    var change = PodBehavior.Change()
    if let text = options["service-time"] {
      guard let time = Delay(text) else { throw .invalid(what: "service-time", text: text) }
      change.serviceTime = time
    }
    if let text = options["concurrency"] {
      guard let limit = text == "unlimited" ? 0 : Self.number(text) else {
        throw .invalid(what: "concurrency", text: text)
      }
      change.concurrency = limit
    }
    if let text = options["on-sigterm"] {
      guard let behavior = PodBehavior.OnSIGTERM(text) else {
        throw .invalid(what: "on-sigterm", text: text)
      }
      change.onSIGTERM = behavior
    }
    guard change != PodBehavior.Change() else { throw .missing("behavior") }
    let namespace = options["all-namespaces"] == nil ? options["namespace"] : nil
    return .behave(PodBehavior.Selector(labels, in: namespace), change)
  }
}

extension Labels {
  /// Reads `app=web,tier=front`; `nil` if it is no list of label and value.
  package init?(selector text: String) {
    self.init()
    for pair in text.split(separator: ",", omittingEmptySubsequences: false) {
      let sides = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard sides.count == 2, !sides[0].isEmpty, !sides[1].contains("="),
        self[String(sides[0])] == nil
      else { return nil }
      self[String(sides[0])] = String(sides[1])
    }
  }

  /// `app=web,tier=front`.
  package var selectorText: String {
    pairs.map { "\($0.key)=\($0.value)" }.joined(separator: ",")
  }
}

extension PodBehavior.OnSIGTERM: CustomStringConvertible {
  /// Reads `exit`, `ignore`, `drain:5s` and `drain(5s)`.
  package init?(_ text: String) {
    switch text {
    case "exit": self = .exit
    case "ignore": self = .ignore
    default:
      guard text.hasPrefix("drain") else { return nil }
      var time = text.dropFirst("drain".count)
      if time.hasPrefix("("), time.hasSuffix(")") {
        time = time.dropFirst().dropLast()
      } else if time.hasPrefix(":") {
        time = time.dropFirst()
      } else {
        return nil
      }
      guard let delay = Delay(String(time)) else { return nil }
      self = .drain(delay)
    }
  }

  package var description: String {
    switch self {
    case .exit: "exit"
    case .drain(let time): "drain:\(time)"
    case .ignore: "ignore"
    }
  }
}

extension PodBehavior.Selector: CustomStringConvertible {
  package var description: String {
    labels.selectorText + (namespace.map { " -n \($0)" } ?? " --all-namespaces")
  }
}

extension PodBehavior.Change: CustomStringConvertible {
  /// The options of `behave`, each with a blank before it.
  package var description: String {
    var text = ""
    if let serviceTime { text += " --service-time=\(serviceTime)" }
    if let concurrency {
      text += " --concurrency=\(concurrency == 0 ? "unlimited" : "\(concurrency)")"
    }
    if let onSIGTERM { text += " --on-sigterm=\(onSIGTERM)" }
    return text
  }
}
