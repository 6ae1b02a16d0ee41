internal import ClusterState

/// The shares of the Services whose endpoints are shown, kept while nothing happens.
struct SharesBook: Sendable {
  /// All that shares depend on.
  struct Key: Equatable {
    var branch: String
    var commands: Int
    var revision: Int
    var events: Int
    /// Those begun and those ended.
    var requests: [UInt64]
  }

  private var key: Key?
  private var known: [ObjectName: EndpointShares] = [:]

  subscript(service: ObjectName) -> EndpointShares? { known[service] }

  /// Finds out about the Services that are not known yet, and forgets all others.
  mutating func keep(
    _ services: Set<ObjectName>,
    at key: Key,
    make: (ObjectName) -> EndpointShares
  ) {
    if self.key != key { known = [:] }
    self.key = key
    var kept: [ObjectName: EndpointShares] = [:]
    for service in services { kept[service] = known[service] ?? make(service) }
    known = kept
  }
}

/// Shares of the Services that are asked about, each found once.
final class EndpointSharesMemo {
  private let state: AppState
  private var known: [ObjectName: EndpointShares] = [:]

  init(_ state: AppState) { self.state = state }

  func shares(of service: ObjectName) -> EndpointShares {
    if let shares = state.rows.shares[service] ?? known[service] { return shares }
    let shares = EndpointShares(state, of: service)
    known[service] = shares
    return shares
  }
}

extension AppState {
  /// Of the selected Service.
  var sharesOfSelected: EndpointShares {
    selectedService.flatMap { rows.shares[$0] } ?? EndpointShares(self, of: selectedService)
  }

  /// Finds out what the visible rows of endpoints tell, so that drawing them again costs nothing.
  mutating func prepareShares() {
    var services: Set<ObjectName> = []
    switch screen {
    case .overview, .charts: if let selectedService { services.insert(selectedService) }
    case .list(.endpoints):
      let name = ListName.list(.endpoints)
      let shown = rowIDs(name).dropFirst(list(name).offset).prefix(visibleRows(name))
      for case .endpointOf(let service, _) in shown { services.insert(service) }
    default: break
    }
    let key = SharesBook.Key(
      branch: timeline.branchName,
      commands: timeline.commandsInForce,
      revision: simulation.cluster.revision,
      events: simulation.events.count,
      requests: [simulation.ledger.requests, simulation.ledger.outcomes.total]
    )
    var book = rows.shares
    book.keep(services, at: key) { EndpointShares(self, of: $0) }
    rows.shares = book
  }
}
