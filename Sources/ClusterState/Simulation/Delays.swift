/// How long the parts of a cluster take.
///
/// Kubernetes promises few of these; each has a name, a sensible default and a source
/// (docs/timing.md), and can be set.
package struct Delays: Equatable, Sendable {
  /// What takes time.
  package enum Name: String, CaseIterable, Sendable {
    /// From a write at the API server until a controller, a kubelet or a kube-proxy knows of it.
    case apiWatch
    /// How long the slice controller gathers changes of pods (`--endpoint-updates-batch-period`).
    case endpointUpdatesBatchPeriod
    /// What a kube-proxy rests after a sync before it begins the next (`minSyncPeriod`).
    case minSyncPeriod
    /// One sync of a kube-proxy.
    case proxySync
    /// What a sync takes longer for each endpoint of the Services that changed.
    case proxySyncPerEndpoint
    /// The scheduler's choice of a node.
    case podScheduling
    /// Fetching an image that the node does not have.
    case imagePull
    /// A pod's sandbox with its network, image present.
    case podSandbox
    /// From the start of a container's process until it answers.
    case appStart
    /// From SIGTERM to the end of a process that exits on it.
    case processExit
    /// From the death of a container to the kubelet's noticing it.
    case containerExitNoticed
    /// What a container that crashed again waits before it is started, the second time; doubled
    /// each time.
    case crashBackOff
    /// What that waiting never exceeds.
    case crashBackOffMax
    /// How long a container must run to be taken for sound again.
    case crashBackOffReset
    /// From the last report of a kubelet until its node counts as lost.
    case nodeMonitorGracePeriod
    /// From power on to the kubelet's first report.
    case nodeStart
    /// How often a load balancer asks a node.
    case healthCheckInterval
    /// How long a load balancer keeps connections to a node that it has given up.
    case deregistration
    /// From a slice's write until the cluster's DNS servers answer by it.
    case dnsWatch
    /// A preStop hook that does not say how long it takes.
    case preStopHook
    /// What `kubectl drain` waits before it tries a refused eviction again.
    case evictionRetry
    /// From the deletion of a Node until its pods are deleted.
    case podGarbageCollection
  }

  /// A span between two ends, each value in it equally likely.
  package struct Range: Hashable, Sendable {
    package var shortest: Delay
    package var longest: Delay

    package init(_ shortest: Delay, _ longest: Delay) {
      self.shortest = shortest
      self.longest = longest
    }

    package static func exactly(_ delay: Delay) -> Self { Self(delay, delay) }
    package static let zero = Self.exactly(.zero)
  }

  /// What somebody said; all others have their defaults.
  private var said: [Name: Range] = [:]
  /// Whether everything happens at once.
  package var isPerfect = false

  package init() {}

  /// Everything happens at once: the perfect control plane, and how a document is completed
  /// before time begins.
  package static let none: Self = {
    var delays = Self()
    delays.isPerfect = true
    return delays
  }()

  /// How long something takes; nothing at all under a perfect control plane.
  package subscript(name: Name) -> Range {
    get { isPerfect ? .zero : said[name] ?? name.standard }
    set { said[name] = newValue }
  }

  /// How long something takes when the control plane is not perfect.
  package func configured(_ name: Name) -> Range { said[name] ?? name.standard }

  /// Says how long something takes, or with `nil` nothing of it any more.
  package mutating func say(_ name: Name, _ range: Range?) { said[name] = range }

  /// Whether somebody said how long it takes.
  package func isSaid(_ name: Name) -> Bool { said[name] != nil }

  /// No delay may be longer: 24 hours.
  package static let longest = Delay.seconds(86_400)
}

extension Delays.Name {
  /// The default (docs/timing.md).
  ///
  /// For `minSyncPeriod` that of iptables and nftables mode; IPVS has none
  /// (pkg/proxy/apis/config/v1alpha1/defaults.go).
  package var standard: Delays.Range {
    switch self {
    case .apiWatch: .init(.milliseconds(1), .milliseconds(20))
    case .endpointUpdatesBatchPeriod, .appStart: .zero
    case .minSyncPeriod: .exactly(.seconds(1))
    case .proxySync: .init(.milliseconds(10), .milliseconds(50))
    case .proxySyncPerEndpoint: .exactly(Delay(microseconds: 20))
    case .podScheduling: .init(.milliseconds(5), .milliseconds(50))
    case .imagePull: .init(.seconds(2), .seconds(30))
    case .podSandbox: .init(.milliseconds(500), .seconds(2))
    case .processExit: .exactly(.seconds(1))
    case .containerExitNoticed: .init(.milliseconds(100), .seconds(1))
    case .crashBackOff: .exactly(.seconds(10))
    case .crashBackOffMax: .exactly(.seconds(300))
    case .crashBackOffReset: .exactly(.seconds(600))
    case .nodeMonitorGracePeriod: .init(.seconds(50), .seconds(55))
    case .nodeStart: .init(.seconds(1), .seconds(5))
    case .healthCheckInterval: .exactly(.seconds(10))
    case .deregistration: .exactly(.seconds(300))
    case .dnsWatch: .init(.milliseconds(1), .milliseconds(20))
    case .preStopHook: .exactly(.seconds(1))
    case .evictionRetry: .exactly(.seconds(5))
    case .podGarbageCollection: .init(.seconds(40), .seconds(60))
    }
  }

  /// Where the default comes from: a file of Kubernetes, or `typical`, which promises nothing.
  package var source: String {
    switch self {
    case .endpointUpdatesBatchPeriod:
      "pkg/controller/endpointslice/config/v1alpha1/defaults.go"
    case .minSyncPeriod: "pkg/proxy/apis/config/v1alpha1/defaults.go"
    case .crashBackOff, .crashBackOffMax, .crashBackOffReset: "pkg/kubelet/kubelet.go"
    case .nodeMonitorGracePeriod:
      "pkg/controller/nodelifecycle/config/v1alpha1/defaults.go"
    case .evictionRetry: "k8s.io/kubectl/pkg/drain/drain.go"
    case .podGarbageCollection: "pkg/controller/podgc/gc_controller.go"
    case .apiWatch, .proxySync, .proxySyncPerEndpoint, .podScheduling, .imagePull, .podSandbox,
      .appStart, .processExit, .containerExitNoticed, .nodeStart, .healthCheckInterval,
      .deregistration,
      .preStopHook, .dnsWatch:
      "typical"
    }
  }

  /// What it is, in a few words.
  package var meaning: Sentence {
    switch self {
    case .apiWatch: "from a write at the API server until a watcher knows of it"
    case .endpointUpdatesBatchPeriod: "the slice controller gathers changes of pods"
    case .minSyncPeriod: "kube-proxy's rest between two syncs (IPVS: none)"
    case .proxySync: "one sync of a kube-proxy"
    case .proxySyncPerEndpoint: "what each endpoint of a changed Service adds to a sync"
    case .podScheduling: "the scheduler's choice of a node"
    case .imagePull: "fetching an image that the node does not have"
    case .podSandbox: "a pod's sandbox and network, image present"
    case .appStart: "from a process's start until it answers"
    case .processExit: "from SIGTERM to the end of a process that exits on it"
    case .containerExitNoticed: "from a container's death until the kubelet sees it"
    case .crashBackOff: "before a container that crashed twice starts again, then doubled"
    case .crashBackOffMax: "the longest such wait"
    case .crashBackOffReset: "how long a container must run to count as sound"
    case .nodeMonitorGracePeriod: "from a kubelet's last report until its node is lost"
    case .nodeStart: "from power on to the kubelet's first report"
    case .healthCheckInterval: "how often a load balancer asks a node"
    case .deregistration: "until a load balancer closes connections to a node it gave up"
    case .dnsWatch: "from a slice's write until the cluster's DNS answers by it"
    case .preStopHook: "a preStop hook that does not say how long it takes"
    case .evictionRetry: "kubectl drain, before it tries a refused eviction again"
    case .podGarbageCollection: "from a Node's deletion until its pods are deleted"
    }
  }
}

extension Delays.Range: CustomStringConvertible {
  /// Reads `1.5s` or `10ms-50ms`; `nil` if it is neither, runs backwards, is negative or longer
  /// than ``Delays/longest``.
  package init?(_ text: String) {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false).map(String.init)
    let ends = parts.compactMap { Delay($0) }
    guard (1...2).contains(parts.count), ends.count == parts.count, let first = ends.first,
      let last = ends.last, first <= last, last <= Delays.longest
    else { return nil }
    self.init(first, last)
  }

  package var description: String {
    shortest == longest ? "\(shortest)" : "\(shortest)-\(longest)"
  }
}
