internal import HashTreeCollections

/// A cluster in motion: all objects, what is planned, what was counted, and the random streams.
///
/// A pure value. It reads no clock and no file; time and commands come in as arguments, so the
/// same document, seed and commands give the same result to the digit. Copies share storage.
package struct Simulation: Equatable, Sendable {
  package internal(set) var settings: Settings
  package internal(set) var cluster = Cluster()
  package internal(set) var now = Instant.zero
  /// The calendar time at which the document was taken: instant zero.
  package let openedAt: Timestamp
  package internal(set) var events = ChunkedArray<Event>()
  package internal(set) var ledger = TrafficLedger()
  /// What goes on between clients and pods.
  package internal(set) var traffic = TrafficState()
  /// What was lost since the last change.
  package internal(set) var losses = LossWindow()
  package internal(set) var agenda = Agenda()

  /// What a kube-proxy would know that has seen all there is at the API server.
  var serviceTable = ServiceTable()
  /// What each node's kube-proxy knows, and when it learns more.
  var proxies = ProxyFleet()
  var random: RandomStreams
  var topology = TopologyMemory()
  /// Services whose slices lack pods because the nodes of those do not exist.
  var servicesToRetry = TreeSet<ServiceID>()
  var podAddresses = PodAddressAllocator()
  /// What Services have of the cluster's addresses and node ports.
  var services: ServiceRegistry
  /// How pods' processes are, where there is more to say than that they run.
  var processes = TreeDictionary<PodID, PodProcess>()
  /// Images that were fetched to a node since the document was opened, by node name.
  var pulledImages = TreeDictionary<String, TreeSet<String>>()
  /// Nodes that have no power, or have just got it back.
  var nodePower = TreeDictionary<NodeID, NodePower>()
  /// Health checks of load balancers that are about to change their mind.
  var healthChecks = TreeDictionary<HealthCheck.Subject, HealthCheck>()
  /// What controllers will look at once they know of it.
  var plannedChanges = TreeSet<Change>()
  var affinity = AffinityTable()
  /// The kernels of nodes in IPVS mode, by name: the virtual servers that were used.
  var ipvsTables = TreeDictionary<String, IPVSTable>()
  /// Whether kube-proxy's look after real servers that wait is on the agenda.
  var isRealServerCheckPlanned = false
  /// The ports that clients connect from next.
  var ephemeralPorts = EphemeralPorts()
  /// What the scheduler has counted; only while the controllers run.
  var siblings: SiblingCounts?
  /// Cause of the events that are being noted.
  var cause = Event.Cause.document
  var commandCount = 0

  init(settings: Settings, openedAt: Timestamp) {
    self.settings = settings
    self.openedAt = openedAt
    random = RandomStreams(seed: settings.seed)
    services = ServiceRegistry(settings)
  }

  /// Calendar time now, as timestamps of new objects have it.
  package var timestamp: Timestamp {
    Timestamp(microseconds: openedAt.microseconds + now.microseconds)
  }

  /// What a kube-proxy would know that has seen all there is at the API server.
  package var proxyTable: ServiceTable { serviceTable }

  /// What the kube-proxy of a node knows.
  package func serviceTable(of node: NodeID) -> ServiceTable {
    proxies.table(of: node) ?? serviceTable
  }

  /// Whether every node's rules are as the API server would have them.
  package var areProxiesInStep: Bool { proxies.isInStep }

  mutating func note(_ kind: Event.Kind) {
    events.append(Event(instant: now, cause: cause, kind: kind))
  }
}
