/// The chance one endpoint has with requests of one kind.
package struct EndpointChance: Equatable, Sendable {
  /// Name of the Service port; empty for an unnamed one.
  package var servicePort: String
  package var endpoint: ProxyEndpoint
  /// Between 0 and 1.
  package var probability: Double
}

extension Simulation {
  /// How many endpoints the slices of a Service list in its first family, and how many are ready.
  package func endpointCounts(of service: ObjectName) -> (ready: Int, total: Int) {
    var counts = (ready: 0, total: 0)
    let slices = cluster.slices(of: service).compactMap { cluster.endpointSlices[$0] }
    for slice in slices where slice.addressType == slices.first?.addressType {
      counts.total += slice.endpoints.count
      counts.ready += slice.endpoints.count { $0.ready ?? true }
    }
    return counts
  }

  /// All endpoints of a Service by port, ready or not, in the order of the rules.
  ///
  /// Those of a headless Service, which no proxy knows, come from its slices.
  package func servingEndpoints(of key: ObjectName) -> [(port: Int, endpoint: ProxyEndpoint)] {
    if let entry = serviceTable[key] {
      return entry.ports.enumerated().flatMap { port, entry in
        entry.endpoints.map { (port, $0) }
      }
    }
    var found: [(port: Int, endpoint: ProxyEndpoint)] = []
    for slice in cluster.slices(of: key).compactMap({ cluster.endpointSlices[$0] }) {
      let numbers = slice.ports.compactMap(\.port).compactMap(UInt16.init(exactly:))
      for (port, number) in (numbers.isEmpty ? [0] : numbers).enumerated() {
        found += slice.endpoints.compactMap { endpoint in
          ProxyEndpoint(endpoint, port: number).map { (port, $0) }
        }
      }
    }
    return found
  }

  /// The chances of all endpoints that requests of this kind could reach now; empty if none can.
  package func chances(for traffic: Traffic) -> [EndpointChance] {
    guard let resolution = try? resolve(traffic),
      let origin = try? origin(traffic, toward: resolution.destination)
    else { return [] }
    return chances(through: resolution, from: origin)
  }

  /// The chances of all endpoints at the end of a way.
  func chances(through resolution: Resolution, from origin: Origin) -> [EndpointChance] {
    switch resolution.outcome {
    case .ended: return []
    case .balanced(let target):
      let shares = shares(of: target, from: origin)
      return target.endpoints.enumerated().map { index, endpoint in
        EndpointChance(
          servicePort: target.servicePort.port,
          endpoint: endpoint,
          probability: shares[index]
        )
      }
    case .spread(let shares): return chances(over: shares, from: origin)
    }
  }

  /// The chances over several ways, each with its weight.
  func chances(over shares: [Resolution.Share], from origin: Origin) -> [EndpointChance] {
    let total = Double(shares.reduce(0) { $0 + $1.weight })
    var merged: [EndpointChance] = []
    for share in shares {
      for chance in chances(through: share.way, from: origin) {
        let index = merged.firstIndex { $0.endpoint == chance.endpoint } ?? merged.endIndex
        if index == merged.endIndex {
          merged.append(chance)
          merged[index].probability = 0
        }
        merged[index].probability += chance.probability * Double(share.weight) / total
      }
    }
    return merged
  }
}
