import Testing

@testable import ClusterState

/// The fields that objects may have.
@Suite struct SchemaTests {
  @Test func `schemas refer to nothing that is not described`() {
    #expect(SchemaLibrary.kubernetes.missing.isEmpty)
  }

  @Test(arguments: [
    ("v1", "Pod"), ("v1", "Node"), ("v1", "Namespace"), ("apps/v1", "Deployment"),
    ("apps/v1", "ReplicaSet"), ("apps/v1", "StatefulSet"), ("apps/v1", "DaemonSet"),
    ("networking.k8s.io/v1", "Ingress"), ("networking.k8s.io/v1", "IngressClass"),
    ("networking.k8s.io/v1", "IPAddress"), ("networking.k8s.io/v1", "ServiceCIDR"),
    ("networking.k8s.io/v1", "NetworkPolicy"),
  ])
  func `objects of these kinds are compared with their schema`(apiVersion: String, kind: String) {
    #expect(SchemaLibrary.kubernetes.hasKind(kind, apiVersion: apiVersion))
  }
}
