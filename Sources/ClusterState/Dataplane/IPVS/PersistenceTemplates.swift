internal import HashTreeCollections

/// Which real server each client of one virtual server is bound to (`sessionAffinity: ClientIP` in
/// IPVS mode; net/netfilter/ipvs/ip_vs_core.c `ip_vs_sched_persist`, ip_vs_conn.c).
///
/// Every new connection starts a template's timer again. If it fires while a connection that the
/// template made is still there, the template looks again every minute, and from then on its timer
/// is a minute.
struct PersistenceTemplates: Equatable, Sendable {
  private struct Template: Equatable, Sendable {
    var server: SocketAddress
    var timeout: Delay
    var expiry: Instant
    /// When the last connection made with it is gone.
    var busyUntil: Instant

    /// Lets the timer fire as often as it must have until now; whether the template is still there.
    mutating func survives(until now: Instant) -> Bool {
      guard expiry <= now else { return true }
      guard busyUntil > expiry else { return false }
      timeout = PersistenceTemplates.recheck
      let step = timeout.microseconds
      let last = min(busyUntil, now + Delay(microseconds: 1))
      let missing = (last - expiry).microseconds
      expiry = expiry + Delay(microseconds: (missing + step - 1) / step * step)
      return expiry > now
    }
  }

  private static let recheck = Delay.seconds(60)
  /// Below this many templates nobody looks for dead ones.
  private static let sweepMin = 1_024

  private var templates = TreeDictionary<IPAddress, Template>()
  private var sweepCount = Self.sweepMin

  /// Dead ones count until somebody notices.
  var count: Int { templates.count }

  /// The server that a new connection of a client is bound to, or `nil`.
  ///
  /// A template whose server is not usable any more (gone or without weight, as kube-proxy sets
  /// `expire_quiescent_template`) is void from then on.
  mutating func server(
    of client: IPAddress,
    at now: Instant,
    connectionEnd: Instant? = nil,
    isUsable: (SocketAddress) -> Bool
  ) -> SocketAddress? {
    guard var template = templates[client] else { return nil }
    guard template.survives(until: now), isUsable(template.server) else {
      templates[client] = nil
      return nil
    }
    template.expiry = now + template.timeout
    template.busyUntil = max(template.busyUntil, connectionEnd ?? now)
    templates[client] = template
    return template.server
  }

  /// Whether a client is bound to this very server.
  func binds(_ client: IPAddress, to server: SocketAddress, at now: Instant) -> Bool {
    guard var template = templates[client] else { return false }
    return template.server == server && template.survives(until: now)
  }

  /// Binds a client to the server that was chosen for it.
  mutating func bind(
    _ client: IPAddress,
    to server: SocketAddress,
    at now: Instant,
    timeoutSeconds: Int64,
    connectionEnd: Instant? = nil
  ) {
    let timeout = Delay.seconds(timeoutSeconds)
    templates[client] = Template(
      server: server,
      timeout: timeout,
      expiry: now + timeout,
      busyUntil: connectionEnd ?? now
    )
    if templates.count >= sweepCount { sweep(at: now) }
  }

  private mutating func sweep(at now: Instant) {
    templates = templates.filter { entry in
      var template = entry.value
      return template.survives(until: now)
    }
    sweepCount = max(Self.sweepMin, templates.count * 2)
  }
}
