/// A number of requests with all that the command line can say of them.
package struct SendPlan: Equatable, Sendable {
  package var traffic: Traffic
  package var requests: Int
  /// From outside: so many clients, with addresses counting up from the source's.
  package var clients = 1
  package var requestsPerConnection = 1
  /// Requests a second on the simulated clock; `nil`: all at once.
  package var rate: Int?

  package init(
    traffic: Traffic,
    requests: Int,
    clients: Int = 1,
    requestsPerConnection: Int = 1,
    rate: Int? = nil
  ) {
    self.traffic = traffic
    self.requests = requests
    self.clients = clients
    self.requestsPerConnection = requestsPerConnection
    self.rate = rate
  }

  /// Sends everything and returns what became of it.
  package func run(_ simulation: inout Simulation) throws(CommandError) -> SendReport {
    var report = SendReport(traffic: traffic, requests: 0)
    guard let rate else {
      try sendShare(requests, &simulation, &report)
      return report
    }
    // At a rate, what happens in the course of time meets the requests: tenths of a second.
    let start = simulation.now
    var sent = 0
    while sent < requests {
      simulation.advance(to: simulation.now + .milliseconds(100))
      let elapsed = (simulation.now - start).microseconds
      let due = min(requests, Int(Int128(elapsed) * Int128(rate) / 1_000_000))
      if due > sent { try sendShare(due - sent, &simulation, &report) }
      sent = due
    }
    return report
  }

  /// Sends `count` requests, evenly from all clients, in connections.
  private func sendShare(
    _ count: Int,
    _ simulation: inout Simulation,
    _ report: inout SendReport
  ) throws(CommandError) {
    for client in 0..<clients {
      let share = count / clients + (client < count % clients ? 1 : 0)
      let (connections, rest) = share.quotientAndRemainder(dividingBy: requestsPerConnection)
      let mine = traffic.ofClient(client)
      if connections > 0 {
        report.add(
          try simulation.report(mine, count: connections),
          weight: requestsPerConnection
        )
      }
      if rest > 0 { report.add(try simulation.report(mine, count: 1), weight: rest) }
    }
  }
}

extension Simulation {
  /// Sends `count` requests now and returns what became of them.
  fileprivate mutating func report(
    _ traffic: Traffic,
    count: Int
  ) throws(CommandError) -> SendReport {
    for event in try apply(.send(traffic, count: count)) {
      if case .requestsSent(let report) = event.kind { return report }
    }
    preconditionFailure("sending notes a report")
  }
}
