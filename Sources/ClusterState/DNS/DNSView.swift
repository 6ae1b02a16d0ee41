internal import HashTreeCollections

/// What the cluster's DNS servers know of the endpoints of headless Services.
///
/// CoreDNS watches slices as kube-proxy does and answers by what it has heard
/// (plugin/kubernetes/controller.go). Names with one address, cluster IPs and aliases, do not
/// change and need no memory. It caches no answers of the cluster's zone (kubeadm's Corefile has
/// `cache 30` with `disable success cluster.local` and `disable denial cluster.local`).
struct DNSView: Equatable, Sendable {
  private var slices = TreeDictionary<ObjectName, [EndpointSlice]>()

  /// The slices that answers about a Service are made from; `nil` if it was not headless.
  subscript(service: ObjectName) -> [EndpointSlice]? {
    get { slices[service] }
    set { slices[service] = newValue }
  }
}

extension Simulation {
  /// The DNS servers know all there is, as they do when a document is opened.
  mutating func fillDNSView() {
    for id in cluster.services.ids {
      if let key = cluster.services[id]?.key { updateDNS(key) }
    }
  }

  /// A Service or its slices changed at the API server: the DNS servers will hear of it.
  mutating func announceToDNS(_ key: ObjectName) {
    guard knownToDNS(key) != dnsView[key] else { return }
    let wait = draw(.dnsWatch, for: key)
    if wait == .zero { updateDNS(key) } else { agenda.plan(.updateDNS(key), at: now + wait) }
  }

  /// The DNS servers have heard of what there is now.
  mutating func updateDNS(_ key: ObjectName) {
    dnsView[key] = knownToDNS(key)
  }

  private func knownToDNS(_ key: ObjectName) -> [EndpointSlice]? {
    guard cluster.services[key]?.isHeadless == true else { return nil }
    return cluster.slices(of: key).compactMap { cluster.endpointSlices[$0] }
  }
}
