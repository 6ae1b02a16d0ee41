// Plans of traffic: when requests are sent, and over which connections.

extension Verb {
  /// The options of a plan beside those of its ends.
  static let planOptions = [
    VerbOption(name: "name", value: "NAME", summary: "What the stream is called."),
    VerbOption(name: "requests", value: "N", summary: "It ends by itself after so many."),
    VerbOption(
      name: "arrivals",
      value: "HOW",
      summary: "constant (the default), or poisson: independent of each other."
    ),
    VerbOption(name: "clients", value: "N", summary: "Clients that take turns; usually 1."),
    VerbOption(name: "behind-nat", summary: "Clients from outside share one address."),
    VerbOption(
      name: "requests-per-connection",
      value: "N",
      summary: "1 (the default), N with keep-alive, or unlimited: shared as in HTTP/2."
    ),
    VerbOption(name: "connections", value: "N", summary: "At most so many of each client."),
    VerbOption(
      name: "source-ports",
      value: "N",
      summary: "UDP: ports that a client uses in turn; usually a new one for every request."
    ),
    VerbOption(name: "timeout", value: "SPAN", summary: "How long a client waits; usually 5s."),
    VerbOption(name: "retries", value: "N", summary: "How often a request is tried again."),
    VerbOption(
      name: "retry-backoff",
      value: "SPAN",
      summary: "The pause before the first retry, usually 100ms; each further one is doubled."
    ),
    VerbOption(
      name: "dns-ttl",
      value: "SPAN",
      summary: "How long clients keep what DNS said; usually 30s."
    ),
  ]
}

extension CommandReader {
  private static let counts = 1...Simulation.requestsMax

  /// `100/s from A to B`, `50 every 5s ...`, `10/s..200/s over 30s ...`,
  /// `clients 20 think 100ms ...`, and the options of a plan.
  mutating func plan() throws(SyntaxFailure) -> TrafficPlan {
    guard let first = peek else { throw missing("RATE") }
    let (arrivals, clients) = try arrivals()
    var plan = TrafficPlan(try ends(), arrivals)
    plan.clients = clients ?? plan.clients
    try readOptions(into: &plan)
    if let mistake = plan.mistake {
      let option = mistake.option.prefix { $0 != " " }
      let isOption = option.hasPrefix("--")
      let column = isOption ? column(of: String(option.dropFirst(2))) : first.column
      throw SyntaxFailure(
        column,
        .invalid(what: mistake.option, text: mistake.value, expected: mistake.limit)
      )
    }
    return plan
  }

  private mutating func arrivals() throws(SyntaxFailure) -> (Arrivals, clients: Int?) {
    if takes("clients") {
      let clients = try count(try word("N"), "clients", in: 1...TrafficPlan.clientsMax)
      try keyword("think")
      let pause = try delay(try word("SPAN"), "think", in: .zero...TrafficPlan.delayMax)
      return (.closedLoop(think: pause), clients)
    }
    let word = try word("RATE")
    if takes("every") {
      let size = try count(word, "requests", in: 1...Simulation.rateMax)
      let shortest = Delay.milliseconds(1)
      let interval = try delay(
        try self.word("SPAN"),
        "every",
        in: shortest...TrafficPlan.delayMax
      )
      return (.bursts(size: size, every: interval), nil)
    }
    if let dots = word.text.firstRange(of: "..") {
      var first = word
      first.text = String(word.text[..<dots.lowerBound])
      let last = word.dropFirst(word.text.distance(from: word.text.startIndex, to: dots.upperBound))
      let ends = (
        try rate(first, in: 0...Simulation.rateMax), try rate(last, in: 1...Simulation.rateMax)
      )
      try keyword("over")
      let span = try delay(
        try self.word("SPAN"),
        "over",
        in: .milliseconds(1)...TrafficPlan.delayMax
      )
      return (.ramp(from: ends.0, to: ends.1, over: span), nil)
    }
    let rate = try rate(word, in: 1...Simulation.rateMax)
    guard let arrivals = option("arrivals") else { return (.constant(rate: rate), nil) }
    switch arrivals.text {
    case "constant": return (.constant(rate: rate), nil)
    case "poisson": return (.poisson(rate: rate), nil)
    default: throw .unknown("arrivals", arrivals, ["constant", "poisson"])
    }
  }

  private func rate(_ word: LineWord, in range: ClosedRange<Int>) throws(SyntaxFailure) -> Int {
    var digits = word
    if digits.text.hasSuffix("/s") { digits.text.removeLast(2) }
    return try count(digits, "rate", in: range)
  }

  private func readOptions(into plan: inout TrafficPlan) throws(SyntaxFailure) {
    plan.name = option("name")?.text
    plan.requests = try count(option: "requests", in: Self.counts)
    plan.clients = try count(option: "clients", in: 1...TrafficPlan.clientsMax) ?? plan.clients
    plan.isBehindNAT = isOn("behind-nat")
    if option("requests-per-connection")?.text == "unlimited" {
      plan.requestsPerConnection = nil
    } else {
      plan.requestsPerConnection =
        try count(option: "requests-per-connection", in: Self.counts) ?? 1
    }
    plan.connections = try count(option: "connections", in: 1...TrafficPlan.connectionsMax)
    plan.sourcePorts = try count(option: "source-ports", in: 1...EphemeralPorts.range.count)
    plan.retries = try count(option: "retries", in: 0...TrafficPlan.retriesMax) ?? plan.retries
    let most = TrafficPlan.delayMax
    plan.timeout = try delay(option: "timeout", in: .milliseconds(1)...most) ?? plan.timeout
    plan.retryBackoff = try delay(option: "retry-backoff", in: .zero...most) ?? plan.retryBackoff
    plan.dnsTTL = try delay(option: "dns-ttl", in: .zero...most) ?? plan.dnsTTL
  }

  private func count(
    option name: String,
    in range: ClosedRange<Int>
  ) throws(SyntaxFailure) -> Int? {
    try option(name).map { (word) throws(SyntaxFailure) in try count(word, name, in: range) }
  }

  private func delay(
    option name: String,
    in range: ClosedRange<Delay>
  ) throws(SyntaxFailure) -> Delay? {
    try option(name).map { (word) throws(SyntaxFailure) in try delay(word, name, in: range) }
  }

  /// `stop`, `stop NAME`, `stop to DST` and, for short, `stop DST`.
  mutating func stoppedStreams() throws(SyntaxFailure) -> StreamSelection {
    guard let word = peek else { return .all }
    if takes("to") || !TrafficPlan.isName(word.text) { return .to(try destination()) }
    return .named(try self.word("NAME").text)
  }
}
