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

/// How kube-proxy writes a node's rules.
package enum ProxyMode: String, CaseIterable, Sendable {
  case iptables, ipvs, nftables
}
