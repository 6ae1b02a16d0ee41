/// A Node: where pods run and a kube-proxy writes rules.
package struct Node: ClusterObject {
  package static let kind = "Node"
  package static let apiVersion = "v1"
  package static let isNamespaced = false
  package var metadata = ObjectMeta()
  package var spec = NodeSpec()
  package var status = NodeStatus()

  package init() {}

  /// The label `topology.kubernetes.io/zone`; empty without it.
  package var zone: String { metadata.labels["topology.kubernetes.io/zone"] ?? "" }
  /// Whether the kubelet reports that pods may run there.
  package var isReady: Bool { status.ready == "True" }
}

/// `spec` of a Node.
package struct NodeSpec: Hashable, Sendable {
  /// What keeps pods away that do not tolerate it.
  package struct Taint: Hashable, Sendable {
    package var key = ""
    package var value = ""
    /// `NoSchedule`, `PreferNoSchedule` or `NoExecute`.
    package var effect = ""

    package init(key: String = "", value: String = "", effect: String = "") {
      self.key = key
      self.value = value
      self.effect = effect
    }
  }

  /// The ranges pod addresses come from, one a family.
  package var podCIDRs: [String] = []
  package var unschedulable = false
  package var taints: [Taint] = []

  package init() {}
}

/// `status` of a Node.
package struct NodeStatus: Hashable, Sendable {
  /// An address of the node and what kind it is.
  package struct Address: Hashable, Sendable {
    /// `InternalIP`, `ExternalIP`, `Hostname`, ...
    package var type = ""
    package var address = ""

    package init(type: String = "", address: String = "") {
      self.type = type
      self.address = address
    }
  }

  package var addresses: [Address] = []
  /// The Ready condition: `True`, `False` or `Unknown`; empty without one.
  package var ready = ""
  /// Thousandths of a CPU that pods may use (`allocatable.cpu`); `nil` if it is not said.
  package var allocatableCPU: Int64?

  package init() {}

  /// InternalIPs in document order: the addresses kube-proxy knows the node by.
  package var internalIPs: [String] {
    addresses.filter { $0.type == "InternalIP" }.map(\.address)
  }
}

/// A Namespace.
package struct Namespace: ClusterObject {
  package static let kind = "Namespace"
  package static let apiVersion = "v1"
  package static let isNamespaced = false
  package var metadata = ObjectMeta()

  package init() {}
}
