/// An EndpointSlice: up to 100 (at most 1000) endpoints of one Service and one address family.
package struct EndpointSlice: ClusterObject {
  package static let kind = "EndpointSlice"
  package static let apiVersion = "discovery.k8s.io/v1"
  /// Label that names the Service a slice belongs to.
  package static let serviceNameLabel = "kubernetes.io/service-name"
  /// Label that names who writes a slice.
  package static let managedByLabel = "endpointslice.kubernetes.io/managed-by"
  /// ``managedByLabel`` of the endpoint slice controller.
  package static let controllerName = "endpointslice-controller.k8s.io"
  /// ``managedByLabel`` of the controller that mirrors Endpoints objects.
  package static let mirroringControllerName = "endpointslicemirroring-controller.k8s.io"
  /// Label on slices of Services without cluster IP.
  package static let headlessLabel = "service.kubernetes.io/headless"

  package var metadata = ObjectMeta()
  package var addressType = IPFamily.v4
  package var endpoints: [Endpoint] = []
  package var ports: [EndpointPort] = []

  package init() {}

  /// The Service named by the label; `nil` without it.
  package var serviceKey: ObjectName? {
    metadata.labels[Self.serviceNameLabel].map {
      ObjectName(namespace: metadata.namespace, name: $0)
    }
  }
}

/// An entry of `endpoints` of a slice.
package struct Endpoint: Hashable, Sendable {
  package var addresses: [String] = []
  /// `conditions.ready`, `.serving` and `.terminating`; `nil` when absent.
  package var ready: Bool?
  package var serving: Bool?
  package var terminating: Bool?
  package var hostname = ""
  package var nodeName = ""
  package var zone = ""
  package var targetRef: ObjectReference?
  /// `hints.forZones` and `hints.forNodes`, names only.
  package var zoneHints: [String] = []
  package var nodeHints: [String] = []

  package init() {}
}

/// `targetRef`: the object behind an endpoint.
package struct ObjectReference: Hashable, Sendable {
  package var kind = ""
  package var namespace = ""
  package var name = ""
  package var uid = ""

  package init() {}
}

/// An entry of `ports` of a slice; `nil` when absent.
package struct EndpointPort: Hashable, Sendable {
  package var name: String?
  package var `protocol`: TransportProtocol?
  package var port: Int64?
  package var appProtocol: String?

  package init() {}
}

/// The older Endpoints object: all addresses of a Service in one.
package struct Endpoints: ClusterObject {
  package static let kind = "Endpoints"
  package static let apiVersion = "v1"

  /// One address of a subset.
  package struct Address: Hashable, Sendable {
    package var ip = ""
    package var hostname = ""
    package var nodeName = ""
    package var targetRef: ObjectReference?

    package init() {}
  }

  /// Addresses that share the same ports.
  package struct Subset: Hashable, Sendable {
    package var addresses: [Address] = []
    package var notReadyAddresses: [Address] = []
    package var ports: [EndpointPort] = []

    package init() {}
  }

  package var metadata = ObjectMeta()
  package var subsets: [Subset] = []

  package init() {}
}
