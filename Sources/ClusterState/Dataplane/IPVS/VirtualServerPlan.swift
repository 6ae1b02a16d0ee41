/// What kube-proxy in IPVS mode wants in the kernel of its node, for all Services.
package struct VirtualServerPlan: Equatable, Sendable {
  /// Sorted by address, port and protocol.
  package let virtualServers: [WantedVirtualServer]
  /// The addresses on the interface `kube-ipvs0`, sorted.
  package let boundAddresses: [IPAddress]

  /// Of Services that claim one address and port, the first in this order has it: in kube-proxy
  /// they overwrite each other by chance.
  package init(_ services: some Sequence<ServiceEntry>, on node: IPVSNode) {
    var claimed: Set<VirtualServer.Key> = []
    var wanted: [WantedVirtualServer] = []
    for service in services {
      for server in WantedVirtualServer.all(of: service, on: node)
      where claimed.insert(server.key).inserted {
        wanted.append(server)
      }
    }
    virtualServers = wanted.sorted { $0.key < $1.key }
    var addresses: [IPAddress] = []
    for server in virtualServers
    where server.isBound && addresses.last != server.key.address.address {
      addresses.append(server.key.address.address)
    }
    boundAddresses = addresses
  }
}
