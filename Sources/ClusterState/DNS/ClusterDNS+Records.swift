extension ClusterDNS {
  /// A or AAAA records of a name, through aliases within the cluster
  /// (coredns plugin/backend_lookup.go).
  ///
  /// An alias that leads to nothing, round in a circle, or on over too many others is no error
  /// there: the name exists and has no records.
  func addresses(of name: DNSName, _ type: DNSRecordType) -> Reply {
    var chain: [DNSRecord] = []
    var names = [name]
    while let current = names.last {
      switch entries(of: current) {
      case .nothing(let reason):
        return chain.isEmpty
          ? Reply(code: .nameError, reason: reason)
          : Reply(reason: .aliasToNothing(current.description))
      case .found(let entries, let reason):
        guard case .alias(let text)? = entries.first?.host else {
          let records = addressRecords(current, type, entries)
          if records.isEmpty, !chain.isEmpty {
            return Reply(reason: .aliasToNothing(current.description))
          }
          return Reply(
            records: records.isEmpty ? [] : chain + records,
            reason: records.isEmpty ? .noRecord(type) : reason
          )
        }
        let target = text.hasSuffix(".") ? text : "\(text)."
        guard let next = DNSName(target) else { return Reply(reason: .aliasToNothing(target)) }
        if current.holds(next) || names.contains(where: { $0.labels == next.labels }) {
          return Reply(reason: .aliasLoop((names + [next]).map(\.description)))
        }
        guard chain.count < Self.aliasesMax else {
          return Reply(reason: .aliasesTooMany(Self.aliasesMax))
        }
        chain.append(record(current, .cname, .name(target)))
        guard next.labels(under: Self.domain) != nil else {
          return Reply(records: chain, reason: .aliasOutside(target))
        }
        names.append(next)
      }
    }
    return Reply(reason: .noRecord(type))
  }

  private func addressRecords(
    _ name: DNSName,
    _ type: DNSRecordType,
    _ entries: [Entry]
  ) -> [DNSRecord] {
    var seen: Set<IPAddress> = []
    return entries.compactMap { entry in
      guard case .address(let address) = entry.host,
        DNSRecordType.address(of: address.family) == type,
        seen.insert(address).inserted
      else { return nil }
      return record(name, type, .address(address))
    }
  }

  /// SRV records: one for each port and target (coredns plugin/backend_lookup.go, `SRV`).
  ///
  /// Priority 0, the weight a hundredth part for each port and address.
  func servers(_ name: DNSName, _ entries: [Entry]) -> [DNSRecord] {
    let entries = entries.filter { $0.isAddress }
    let weight = max(1, 100 / max(1, entries.count))
    var seen: Set<String> = []
    return entries.compactMap { entry in
      guard let port = entry.port else { return nil }
      let target = "\(entry.target)."
      guard seen.insert("\(port) \(target)").inserted else { return nil }
      return record(
        name,
        .srv,
        .service(priority: 0, weight: weight, port: port, target: target)
      )
    }
  }

  func alias(_ name: DNSName, _ entries: [Entry]) -> [DNSRecord] {
    guard case .alias(let target)? = entries.first?.host else { return [] }
    return [record(name, .cname, .name(target.hasSuffix(".") ? target : "\(target)."))]
  }

  /// PTR records of a cluster IP, or else of all ready endpoints with the address
  /// (coredns plugin/kubernetes/reverse.go).
  ///
  /// The specification asks for those of headless Services; CoreDNS answers for the endpoints of
  /// all. No index is kept for it: one question looks at every Service and slice.
  func reverse(_ address: IPAddress, _ name: DNSName) -> Reply {
    let targets = servicesWithClusterIP(address).map { "\($0.name).\($0.namespace)" }.prefix(1)
    let found = targets.isEmpty ? endpointNames(with: address) : Array(targets)
    guard !found.isEmpty else { return Reply(code: .nameError, reason: .nobodyHas(address)) }
    let records = found.map { record(name, .ptr, .name("\($0).svc.\(Self.domain).")) }
    return Reply(records: records, reason: .reverse(address))
  }

  private func servicesWithClusterIP(_ address: IPAddress) -> [ObjectName] {
    cluster.services.ids.compactMap { id in
      guard let service = cluster.services[id], !service.isHeadless else { return nil }
      let addresses = service.spec.proxiedClusterIPs.compactMap(IPAddress.init)
      return addresses.contains(address) ? service.key : nil
    }
  }

  private func endpointNames(with address: IPAddress) -> [String] {
    var names: [String] = []
    for id in cluster.endpointSlices.ids {
      guard let slice = cluster.endpointSlices[id], slice.addressType == address.family,
        let service = slice.serviceKey
      else { continue }
      for endpoint in slice.endpoints where endpoint.ready ?? true {
        guard endpoint.addresses.contains(where: { IPAddress($0) == address }) else { continue }
        let name = "\(endpoint.dnsHostname(address)).\(service.name).\(service.namespace)"
        if !names.contains(name) { names.append(name) }
      }
    }
    return names.sorted()
  }
}
