/// What a plan says that no simulation can do, and what would be possible.
package struct PlanMistake: Error, Hashable, Sendable {
  /// The option as the command line names it, such as `rate` or `--clients`.
  package var option: String
  package var value: String
  package var limit: Sentence
}

extension TrafficPlan {
  /// The first thing about the plan that is out of bounds; `nil` if nothing is.
  package var mistake: PlanMistake? {
    let counts: [(String, Int?, ClosedRange<Int>)] = [
      ("--clients", clients, 1...Self.clientsMax),
      ("--requests", requests, 1...Simulation.requestsMax),
      ("--requests-per-connection", requestsPerConnection, 1...Simulation.requestsMax),
      ("--connections", connections, 1...Self.connectionsMax),
      ("--source-ports", sourcePorts, 1...EphemeralPorts.range.count),
      ("--retries", retries, 0...Self.retriesMax),
    ]
    for (option, count, range) in counts {
      if let mistake = Self.mistake(option, count, range) { return mistake }
    }
    return arrivalMistake ?? delayMistake ?? productMistake ?? nameMistake
  }

  private static func mistake(
    _ option: String,
    _ count: Int?,
    _ range: ClosedRange<Int>
  ) -> PlanMistake? {
    guard let count, !range.contains(count) else { return nil }
    let limit: Sentence = "between \(range.lowerBound) and \(range.upperBound)"
    return PlanMistake(option: option, value: "\(count)", limit: limit)
  }

  private static func mistake(_ option: String, _ delay: Delay, atLeast least: Delay)
    -> PlanMistake?
  {
    guard delay < least || delay > delayMax else { return nil }
    return PlanMistake(
      option: option,
      value: "\(delay)",
      limit: "between \(least) and \(delayMax)"
    )
  }

  private var arrivalMistake: PlanMistake? {
    let rates = 1...Simulation.rateMax
    let shortest = Delay.milliseconds(1)
    switch arrivals {
    case .constant(let rate), .poisson(let rate): return Self.mistake("rate", rate, rates)
    case .bursts(let size, let interval):
      return Self.mistake("burst", size, rates)
        ?? Self.mistake("every", interval, atLeast: shortest)
    case .ramp(let first, let last, let span):
      return Self.mistake("rate", first, 0...Simulation.rateMax)
        ?? Self.mistake("rate", last, rates) ?? Self.mistake("over", span, atLeast: shortest)
    case .closedLoop(let think):
      if let mistake = Self.mistake("think", think, atLeast: .zero) { return mistake }
      // Answers take a millisecond and more.
      let perSecond = clients * 1_000_000 / Int(think.microseconds + 1_000)
      return Self.mistake("clients a second", perSecond, 0...Simulation.rateMax)
    }
  }

  private var delayMistake: PlanMistake? {
    Self.mistake("--timeout", timeout, atLeast: Delay.milliseconds(1))
      ?? Self.mistake("--retry-backoff", retryBackoff, atLeast: .zero)
      ?? Self.mistake("--dns-ttl", dnsTTL, atLeast: .zero)
  }

  private var productMistake: PlanMistake? {
    let flows = clients * max(connections ?? 1, sourcePorts ?? 1)
    if flows > Self.connectionsMax {
      return PlanMistake(
        option: "--clients times --connections or --source-ports",
        value: "\(flows)",
        limit: "at most \(Self.connectionsMax)"
      )
    }
    let waiting = Double(mostPerSecond) * longestWait
    guard waiting > Double(Self.waitingMax) else { return nil }
    return PlanMistake(
      option: "rate times --timeout and retries",
      value: "\(Int(min(waiting, 1e18)))",
      limit: "at most \(Self.waitingMax) requests that wait at once"
    )
  }

  /// How many requests a second may come to wait; clients of a closed loop wait one at a time.
  private var mostPerSecond: Int {
    switch arrivals {
    case .constant(let rate), .poisson(let rate): rate
    case .ramp(let first, let last, _): max(first, last)
    case .bursts(let size, let interval): size * 1_000_000 / Int(interval.microseconds)
    case .closedLoop: 0
    }
  }

  /// Seconds from a request to the end of its last retry.
  private var longestWait: Double {
    var seconds = Double(timeout.microseconds) / 1e6
    var pause = Double(retryBackoff.microseconds) / 1e6
    for _ in 0..<retries {
      seconds += pause + Double(timeout.microseconds) / 1e6
      pause = min(pause * 2, Double(Self.delayMax.microseconds) / 1e6)
    }
    return seconds
  }

  private var nameMistake: PlanMistake? {
    guard let name, !Self.isName(name) else { return nil }
    return PlanMistake(
      option: "--name",
      value: name,
      limit: "small letters, digits and -, at most \(Self.nameLengthMax)"
    )
  }

  /// Whether a text can be the name of a plan (RFC 1123 label).
  package static func isName(_ text: String) -> Bool {
    (1...nameLengthMax).contains(text.utf8.count) && !text.hasPrefix("-") && !text.hasSuffix("-")
      && text.utf8.allSatisfy {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0)
          || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) || $0 == UInt8(ascii: "-")
      }
  }
}
