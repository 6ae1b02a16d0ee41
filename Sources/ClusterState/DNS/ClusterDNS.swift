/// The cluster's DNS server: CoreDNS as kubeadm sets it up, with the records of the specification
/// (kubernetes/dns docs/specification.md, schema 1.1.0).
///
/// The Corefile in force (kubernetes cmd/kubeadm/app/phases/addons/dns/manifests.go): cluster
/// domain `cluster.local`, `pods insecure`, `ttl 30` (CoreDNS's own default is 5), reverse zones
/// that fall through, no cache for the cluster's own names, everything else forwarded upstream. The
/// simulation has no upstream: it stands for a resolver that knows no name and answers NXDOMAIN.
/// CoreDNS shuffles addresses (`loadbalance`); here they keep the order of the slices.
package struct ClusterDNS: Sendable {
  package static let domain = "cluster.local"
  static let timeToLive = 30
  static let versionTimeToLive = 28_800
  static let schemaVersion = "1.1.0"
  /// Aliases in a row that are followed (coredns plugin/backend_lookup.go).
  static let aliasesMax = 8

  let cluster: Cluster
  /// What is known of headless Services, where that is not what there is.
  let view: DNSView
  /// Cluster IPs of the DNS server, which pods have as their nameserver.
  package let addresses: [IPAddress]

  /// Takes the addresses of Service `kube-system/kube-dns`, or, where the document does not hold
  /// it, the tenth of each Service range, as kubeadm does (`GetDNSIP`).
  package init(cluster: Cluster, serviceCIDRs: [CIDR] = []) {
    self.init(cluster: cluster, serviceCIDRs: serviceCIDRs, view: DNSView())
  }

  init(cluster: Cluster, serviceCIDRs: [CIDR], view: DNSView) {
    self.cluster = cluster
    self.view = view
    let service = cluster.services[ObjectName(namespace: "kube-system", name: "kube-dns")]
    let known = service?.spec.proxiedClusterIPs.compactMap(IPAddress.init) ?? []
    addresses = known.isEmpty ? serviceCIDRs.compactMap { $0.address(at: 10) } : known
  }

  /// What the server says to one query.
  struct Reply {
    var code = DNSResponseCode.noError
    var records: [DNSRecord] = []
    var reason: DNSReason
  }

  /// Answers a query for a name, whose search path was applied before.
  func reply(to name: DNSName, _ type: DNSRecordType) -> Reply {
    if name.labels(under: Self.domain) != nil { return replyOfZone(to: name, type) }
    if type == .ptr, let address = name.reversedAddress { return reverse(address, name) }
    return Reply(code: .nameError, reason: .outsideCluster(name.description))
  }

  private func replyOfZone(to name: DNSName, _ type: DNSRecordType) -> Reply {
    switch type {
    case .a, .aaaa: return addresses(of: name, type)
    case .txt: return version(name)
    case .srv, .cname, .ptr: break
    }
    switch entries(of: name) {
    case .nothing(let reason): return Reply(code: .nameError, reason: reason)
    case .found(let entries, let reason):
      let records =
        switch type {
        case .srv: servers(name, entries)
        case .cname: alias(name, entries)
        default: [DNSRecord]()
        }
      return Reply(records: records, reason: records.isEmpty ? .noRecord(type) : reason)
    }
  }

  /// Only the version has a text; of all other names CoreDNS says that they have none, whether
  /// they exist or not.
  private func version(_ name: DNSName) -> Reply {
    guard name.labels(under: Self.domain) == ["dns-version"] else {
      return Reply(reason: .noRecord(.txt))
    }
    let record = DNSRecord(
      name: name.description,
      type: .txt,
      timeToLive: Self.versionTimeToLive,
      content: .text(Self.schemaVersion)
    )
    return Reply(records: [record], reason: .schemaVersion)
  }

  func record(_ name: DNSName, _ type: DNSRecordType, _ content: DNSRecord.Content) -> DNSRecord {
    DNSRecord(
      name: name.description,
      type: type,
      timeToLive: Self.timeToLive,
      content: content
    )
  }
}

extension Simulation {
  /// The cluster's DNS server as things are now.
  package var dns: ClusterDNS {
    ClusterDNS(cluster: cluster, serviceCIDRs: settings.serviceCIDRs, view: dnsView)
  }
}
