/// Our one extra kind, `Simulation` (`svctui.dev/v1alpha1`): what Kubernetes has no object for.
///
/// Every field is optional; `nil` and empty mean "not said".
package struct SimulationSettings: Equatable, Sendable {
  package static let kind = "Simulation"
  package static let apiVersion = "svctui.dev/v1alpha1"

  /// Where requests may come from, offered first when sending.
  package struct Client: Hashable, Sendable {
    package var name = ""
    /// As SRC on the command line: `pod/NS/NAME`, `node/NAME`, `outside`, an address.
    package var from = ""

    package init() {}
  }

  /// A kind of traffic that is ready to be started.
  package struct Traffic: Hashable, Sendable {
    package var from = ""
    /// As DST on the command line.
    package var to = ""
    /// Requests a second.
    package var rate: Int64?
    /// Requests at once.
    package var burst: Int64?
    /// With a rate: clients that take turns; without: clients that wait for each answer.
    package var clients: Int64?
    package var requestsPerConnection: Int64?
    /// `requestsPerConnection: "unlimited"`.
    package var sharesConnections = false
    package var `protocol`: TransportProtocol?
    package var timeout: Delay?
    package var retries: Int64?

    package init() {}
  }

  /// An entry of `nodes`.
  package struct OwnSettings: Hashable, Sendable {
    package var addresses: [IPAddress] = []
    package var proxy = ProxySettings()
    /// `kubeProxy.minSyncPeriod`.
    package var minSyncPeriod: Delays.Range?

    package init() {}
  }

  package var metadata = ObjectMeta()
  package var seed: UInt64?
  /// `kubeProxy`.
  package var proxy = ProxySettings()
  /// `kubeProxy.minSyncPeriod`.
  package var minSyncPeriod: Delays.Range?
  package var delays: [Delays.Name: Delays.Range] = [:]
  /// `perfectControlPlane`.
  package var isPerfect: Bool?
  package var loadBalancer = LoadBalancerModel()
  /// `pods`: how those behave that a selector matches, in the order of the document.
  package var pods: [PodBehaviorRule] = []
  /// `nodes`, by name.
  package var nodes: [String: OwnSettings] = [:]
  package var serviceClusterIPRange: String?
  package var serviceNodePortRange: String?
  package var clients: [Client] = []
  package var traffic: [Traffic] = []
  package var title = ""
  /// What to try, in English and Korean.
  package var tryThis = ""
  package var tryThisKorean = ""

  package init() {}
}

extension SimulationSettings.Traffic {
  /// Requests a second where nobody says more.
  package static let usualRate = 100

  /// The plan it describes; `nil` if an end of it is not understood.
  package var plan: TrafficPlan? {
    guard let source = Source(from), let destination = Destination(to) else { return nil }
    let transport = `protocol` ?? .tcp
    let traffic = Traffic(from: source, to: destination, protocol: transport)
    var plan = TrafficPlan(traffic, arrivals)
    if burst != nil, rate == nil { plan.requests = burst.map { Int($0) } }
    plan.clients = clients.map { Int($0) } ?? 1
    plan.requestsPerConnection =
      sharesConnections ? nil : requestsPerConnection.map { Int($0) } ?? 1
    plan.timeout = timeout ?? plan.timeout
    plan.retries = retries.map { Int($0) } ?? 0
    return plan
  }

  private var arrivals: Arrivals {
    if let rate { return .constant(rate: Int(rate)) }
    if let burst { return .bursts(size: Int(burst), every: .seconds(1)) }
    return clients == nil ? .constant(rate: Self.usualRate) : .closedLoop(think: .zero)
  }
}

/// How kube-proxy writes a node's rules.
package enum ProxyMode: String, CaseIterable, Sendable {
  case iptables, ipvs, nftables
}
