/// The options of one kube-proxy that decide what its rules do (pkg/proxy/apis/config).
package struct ProxyOptions: Hashable, Sendable {
  package var mode = ProxyMode.iptables
  /// `--ipvs-scheduler`.
  package var scheduler = IPVSScheduler.roundRobin
  package var detection = LocalDetection.clusterCIDR([])
  /// Whether the source of all traffic to cluster IPs is replaced (`--masquerade-all`).
  package var masqueradesAll = false
  /// The bit of the packet mark that asks for masquerading (`--iptables-masquerade-bit`).
  package var masqueradeBit = 14
  /// Whether node ports answer on 127.0.0.1 (`--iptables-localhost-nodeports`).
  ///
  /// Means something in iptables mode and for IPv4 only.
  package var answersOnLocalhost = true
  /// `--nodeport-addresses`; `nil`: all addresses of the node, in nftables mode its first ones.
  package var nodePortAddresses: NodePortAddresses?

  package init() {}
}

/// How kube-proxy tells traffic of the node's own pods from all other (`--detect-local-mode`,
/// pkg/proxy/util/localdetector.go).
package enum LocalDetection: Hashable, Sendable {
  /// By the ranges of all pods; without any there is no detection.
  case clusterCIDR([CIDR])
  /// By the range of the node's pods.
  case nodeCIDR
  /// By the bridge that the node's pods are connected to.
  case bridgeInterface(String)
  /// By how the names of the pods' interfaces begin.
  case interfaceNamePrefix(String)
}

/// Which addresses of a node take node-port traffic (`--nodeport-addresses`).
package enum NodePortAddresses: Hashable, Sendable {
  /// The node's first address of each family.
  case primary
  /// The node's addresses in these ranges; of a family without a range: all.
  case ranges([CIDR])
}

/// What somebody says about a kube-proxy's options; `nil` leaves it to whoever says more generally.
package struct ProxySettings: Hashable, Sendable {
  package var mode: ProxyMode?
  package var scheduler: IPVSScheduler?
  /// Ranges of pod addresses; an empty list means that no traffic counts as a pod's.
  package var clusterCIDRs: [CIDR]?
  package var detectLocalMode: DetectLocalMode?
  package var podBridgeInterface: String?
  package var podInterfaceNamePrefix: String?
  package var masqueradesAll: Bool?
  package var masqueradeBit: Int?
  package var answersOnLocalhost: Bool?
  package var nodePortAddresses: NodePortAddresses?

  package init() {}

  /// The values of `--detect-local-mode`.
  package enum DetectLocalMode: String, CaseIterable, Sendable {
    case clusterCIDR = "ClusterCIDR"
    case nodeCIDR = "NodeCIDR"
    case bridgeInterface = "BridgeInterface"
    case interfaceNamePrefix = "InterfaceNamePrefix"
  }

  /// The bits that a packet's mark has (pkg/proxy/apis/config/validation).
  package static let masqueradeBits = 0...31

  /// Whether the kernel could give an interface this name: up to 15 bytes without blanks,
  /// slashes and colons (net/core/dev.c `dev_valid_name`); rules quote no quotation marks either.
  package static func isInterfaceName(_ text: String) -> Bool {
    (1...15).contains(text.utf8.count)
      && text.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7f && !"/:\"\\".utf8.contains($0) }
  }

  /// These settings where they say something, `general` ones where not.
  package func over(_ general: Self) -> Self {
    var merged = general
    func take<Value>(_ path: WritableKeyPath<Self, Value?>) {
      if let value = self[keyPath: path] { merged[keyPath: path] = value }
    }
    take(\.mode)
    take(\.scheduler)
    take(\.clusterCIDRs)
    take(\.detectLocalMode)
    take(\.podBridgeInterface)
    take(\.podInterfaceNamePrefix)
    take(\.masqueradesAll)
    take(\.masqueradeBit)
    take(\.answersOnLocalhost)
    take(\.nodePortAddresses)
    return merged
  }
}

extension ProxyOptions {
  /// Fills in Kubernetes's defaults; `impliedClusterCIDRs` are what the nodes' ranges imply.
  package init(_ settings: ProxySettings, impliedClusterCIDRs: [CIDR]) {
    self.init()
    mode = settings.mode ?? mode
    scheduler = settings.scheduler ?? scheduler
    masqueradesAll = settings.masqueradesAll ?? masqueradesAll
    masqueradeBit = settings.masqueradeBit ?? masqueradeBit
    answersOnLocalhost = settings.answersOnLocalhost ?? answersOnLocalhost
    nodePortAddresses = settings.nodePortAddresses
    detection =
      switch settings.detectLocalMode ?? .clusterCIDR {
      case .clusterCIDR: .clusterCIDR(settings.clusterCIDRs ?? impliedClusterCIDRs)
      case .nodeCIDR: .nodeCIDR
      case .bridgeInterface: .bridgeInterface(settings.podBridgeInterface ?? "")
      case .interfaceNamePrefix: .interfaceNamePrefix(settings.podInterfaceNamePrefix ?? "")
      }
  }
}
