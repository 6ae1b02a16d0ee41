/// A ServiceCIDR: ranges that cluster IPs come from, at most one a family.
package struct ServiceCIDR: ClusterObject {
  package static let kind = "ServiceCIDR"
  package static let apiVersion = "networking.k8s.io/v1"
  package static let isNamespaced = false
  package var metadata = ObjectMeta()
  /// `spec.cidrs`.
  package var cidrs: [String] = []

  package init() {}
}
