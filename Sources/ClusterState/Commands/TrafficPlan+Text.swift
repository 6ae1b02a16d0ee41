// Plans of traffic as text: what follows `stream` in the command language.

extension TrafficPlan: CustomStringConvertible {
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

extension StreamSelection: CustomStringConvertible {
  /// What follows `stream stop` in the command language.
  package var description: String {
    switch self {
    case .all: ""
    case .named(let name): " \(name)"
    case .to(let destination): " to \(LineWord.quoted(destination.description))"
    }
  }
}
