/// A Service, or a part of one, for which a kube-proxy writes no rules.
package struct UnservedService: Equatable, Sendable {
  /// Why there are none.
  package enum Cause: Equatable, Sendable {
    case headless
    case externalName
    /// A label leaves it to another proxy.
    case otherProxy
    /// The API server gave it no cluster IP yet.
    case noClusterIP
    /// Its cluster IPs are of the other family only.
    case otherFamily
    /// The node does not know of it yet.
    case unknownYet
    /// An address that is not of a family that the Service has a cluster IP of.
    case foreignAddress(String)
    /// Another Service claims the same address and port, and comes first.
    case claimed(SocketAddress, by: ObjectName)
    /// Another Service claims the same node port, and comes first.
    case nodePortClaimed(UInt16, by: ObjectName)
  }

  package let service: ObjectName
  package let cause: Cause
}

extension Simulation {
  /// The Services and addresses that the proxy of a node leaves out, by name.
  package func unservedServices(on id: NodeID, isIPv6: Bool = false) -> [UnservedService] {
    let table = serviceTable(of: id)
    let services = cluster.services.ids.compactMap { cluster.services[$0] }
    return services.sorted { $0.key < $1.key }.flatMap { service -> [UnservedService] in
      func unserved(_ cause: UnservedService.Cause) -> UnservedService {
        UnservedService(service: service.key, cause: cause)
      }
      if let cause = service.neverServed { return [unserved(cause)] }
      guard let entry = table[service.key] else { return [unserved(.unknownYet)] }
      guard entry.serves(isIPv6: isIPv6) else { return [unserved(.otherFamily)] }
      return
        (entry.foreignAddresses(of: service) + table.lostClaims(of: service.key, entry, isIPv6))
        .map(unserved)
    }
  }
}

extension Service {
  /// Why no kube-proxy has rules for it; `nil`: they have.
  fileprivate var neverServed: UnservedService.Cause? {
    if spec.type == .externalName { return .externalName }
    if isHeadless { return .headless }
    if metadata.labels["service.kubernetes.io/service-proxy-name"] != nil { return .otherProxy }
    if metadata.labels["service.kubernetes.io/headless"] != nil { return .headless }
    return spec.clusterIP.isEmpty ? .noClusterIP : nil
  }
}

extension ServiceEntry {
  /// Addresses from outside in a family that the Service has no cluster IP of.
  fileprivate func foreignAddresses(of service: Service) -> [UnservedService.Cause] {
    let virtual = service.status.ingress.filter { $0.ipMode != "Proxy" }.map(\.ip)
    return (service.spec.externalIPs + virtual).compactMap { text in
      guard let address = IPAddress(text), !serves(isIPv6: address.isIPv6) else { return nil }
      return .foreignAddress("\(address)")
    }
  }
}

extension ServiceTable {
  /// What the Service claims and another one has.
  fileprivate func lostClaims(
    of service: ObjectName,
    _ entry: ServiceEntry,
    _ isIPv6: Bool
  ) -> [UnservedService.Cause] {
    entry.ports.flatMap { port -> [UnservedService.Cause] in
      let addresses = entry.addresses.filter { $0.address.isIPv6 == isIPv6 }
      var lost = addresses.compactMap { address, _ -> UnservedService.Cause? in
        guard let holder = match(address, port.port, port.protocol)?.service, holder != service
        else { return nil }
        return .claimed(SocketAddress(address, port.port), by: holder)
      }
      if port.nodePort != 0, let holder = match(nodePort: port.nodePort, port.protocol)?.service,
        holder != service
      {
        lost.append(.nodePortClaimed(port.nodePort, by: holder))
      }
      return lost
    }
  }
}
