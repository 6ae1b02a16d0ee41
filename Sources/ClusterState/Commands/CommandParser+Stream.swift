// `stream ...`: plans of traffic, with their options in kubectl's form.

extension CommandParser {
  static let planOptions: Set<String> = [
    "name", "requests", "arrivals", "clients", "behind-nat", "requests-per-connection",
    "connections", "source-ports", "timeout", "retries", "retry-backoff", "dns-ttl",
  ]

  /// `stream 100/s from A to B`, `stream 50 every 5s ...`, `stream 10/s..200/s over 30s ...`,
  /// `stream clients 20 think 100ms ...`, `stream stop [NAME | to B]`.
  mutating func stream() throws(Failure) -> Command {
    if peek == "stop" {
      _ = next()
      return .stopStream(try stopped())
    }
    let (arrivals, clients) = try arrivals()
    var plan = TrafficPlan(try traffic(), arrivals)
    plan.clients = clients ?? plan.clients
    try readOptions(into: &plan)
    return .startStream(plan)
  }

  private mutating func stopped() throws(Failure) -> StreamSelection {
    guard let first = next() else { return .all }
    let isNamed = first != "to" && TrafficPlan.isName(first)
    if isNamed { return .named(first) }
    let text = first == "to" ? try word("to") : first
    guard let destination = Destination(text) else { throw .invalid(what: "to", text: text) }
    return .to(destination)
  }

  private mutating func arrivals() throws(Failure) -> (Arrivals, clients: Int?) {
    let text = try word("rate")
    if text == "clients" {
      let count = try number(word("clients"), "clients")
      guard next() == "think" else { throw .missing("think") }
      return (.closedLoop(think: try delay(word("think"), "think")), count)
    }
    if peek == "every" {
      _ = next()
      let size = try number(text, "requests")
      return (.bursts(size: size, every: try delay(word("every"), "every")), nil)
    }
    let ends = text.split(separator: "..", maxSplits: 1, omittingEmptySubsequences: false)
    let rates = try ends.map { end throws(Failure) in try rate(String(end), in: text) }
    if rates.count == 2 {
      guard next() == "over" else { throw .missing("over") }
      let span = try delay(word("over"), "over")
      return (.ramp(from: rates[0], to: rates[1], over: span), nil)
    }
    switch options["arrivals"] {
    case nil, "constant"?: return (.constant(rate: rates[0]), nil)
    case "poisson"?: return (.poisson(rate: rates[0]), nil)
    case let other?: throw .invalid(what: "arrivals", text: other)
    }
  }

  private func rate(_ text: String, in whole: String) throws(Failure) -> Int {
    let digits = text.hasSuffix("/s") ? String(text.dropLast(2)) : text
    guard let rate = Self.number(digits) else { throw .invalid(what: "rate", text: whole) }
    return rate
  }

  private func number(_ text: String, _ what: String) throws(Failure) -> Int {
    guard let number = Self.number(text) else { throw .invalid(what: what, text: text) }
    return number
  }

  private func delay(_ text: String, _ what: String) throws(Failure) -> Delay {
    guard let delay = Delay(text) else { throw .invalid(what: what, text: text) }
    return delay
  }

  private func readOptions(into plan: inout TrafficPlan) throws(Failure) {
    plan.name = options["name"]
    plan.requests = try count("requests")
    plan.clients = try count("clients") ?? plan.clients
    plan.isBehindNAT = try flag("behind-nat")
    if let text = options["requests-per-connection"] {
      plan.requestsPerConnection =
        text == "unlimited" ? nil : try number(text, "requests-per-connection")
    }
    plan.connections = try count("connections")
    plan.sourcePorts = try count("source-ports")
    plan.timeout = try span("timeout") ?? plan.timeout
    plan.retries = try count("retries") ?? plan.retries
    plan.retryBackoff = try span("retry-backoff") ?? plan.retryBackoff
    plan.dnsTTL = try span("dns-ttl") ?? plan.dnsTTL
  }

  private func count(_ option: String) throws(Failure) -> Int? {
    guard let text = options[option] else { return nil }
    return try number(text, option)
  }

  private func span(_ option: String) throws(Failure) -> Delay? {
    guard let text = options[option] else { return nil }
    return try delay(text, option)
  }

  private func flag(_ option: String) throws(Failure) -> Bool {
    switch options[option] {
    case nil, "false"?: false
    case ""?, "true"?: true
    case let other?: throw .invalid(what: option, text: other)
    }
  }
}

extension TrafficPlan: CustomStringConvertible {
  /// What follows `stream` in the command language.
  package var description: String { "\(arrivalText) \(traffic)\(optionText)" }

  private var arrivalText: String {
    switch arrivals {
    case .constant(let rate), .poisson(let rate): "\(rate)/s"
    case .bursts(let size, let interval): "\(size) every \(interval)"
    case .ramp(let first, let last, let span): "\(first)/s..\(last)/s over \(span)"
    case .closedLoop(let think): "clients \(clients) think \(think)"
    }
  }

  private var optionText: String {
    let usual = TrafficPlan(traffic, arrivals)
    var text = ""
    func say<Value: Equatable>(_ option: String, _ value: Value?, unless usual: Value?) {
      guard let value, value != usual else { return }
      text += " --\(option)=\(value)"
    }
    if case .poisson = arrivals { text += " --arrivals=poisson" }
    if case .closedLoop = arrivals {} else { say("clients", clients, unless: usual.clients) }
    if isBehindNAT { text += " --behind-nat" }
    switch requestsPerConnection {
    case nil: text += " --requests-per-connection=unlimited"
    case let count: say("requests-per-connection", count, unless: usual.requestsPerConnection)
    }
    say("connections", connections, unless: nil)
    say("source-ports", sourcePorts, unless: nil)
    say("timeout", timeout, unless: usual.timeout)
    say("retries", retries, unless: usual.retries)
    say("retry-backoff", retryBackoff, unless: usual.retryBackoff)
    say("dns-ttl", dnsTTL, unless: usual.dnsTTL)
    say("requests", requests, unless: nil)
    say("name", name, unless: nil)
    return text
  }
}
