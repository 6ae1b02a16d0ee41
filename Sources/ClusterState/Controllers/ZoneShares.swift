/// How the CPUs of a cluster are spread over its zones: what topology mode Auto goes by
/// (staging/src/k8s.io/endpointslice/topologycache/topologycache.go).
struct ZoneShares: Equatable, Sendable {
  /// The part of all CPUs that one zone has.
  struct Share: Equatable, Sendable {
    let zone: String
    let ratio: Double
  }

  /// How many endpoints a zone must, may and should have.
  struct Allocation {
    let zone: String
    let minimum: Int
    let maximum: Int
    let desired: Double
  }

  /// A zone may get this much more traffic for each of its endpoints than the others.
  private static let overloadMax = 0.2

  /// At least two, by name of the zone.
  let shares: [Share]

  /// Counts the ready worker nodes; `nil` if one of them lacks zone or CPUs, or all are in one
  /// zone.
  init?(_ nodes: some Sequence<Node>) {
    var thousandths: [String: Int64] = [:]
    for node in nodes where node.isReady && !node.isControlPlane {
      guard !node.zone.isEmpty, let cpu = node.status.allocatableCPU, cpu != 0 else { return nil }
      let sum = thousandths[node.zone, default: 0].addingReportingOverflow(cpu)
      thousandths[node.zone] = sum.overflow ? .max : sum.partialValue
    }
    let total = thousandths.values.reduce(0.0) { $0 + Double($1) }
    guard thousandths.count >= 2, total > 0 else { return nil }
    shares = thousandths.sorted { $0.key < $1.key }
      .map { Share(zone: $0.key, ratio: Double($0.value) / total) }
  }

  /// How to spread so many endpoints; `nil` if there are too few to do so without overload.
  func allocations(of endpoints: Int) -> [Allocation]? {
    guard shares.count <= endpoints else { return nil }
    let minima = shares.map { share in
      Self.roundedUp(share.ratio * Double(endpoints) * (1 / (1 + Self.overloadMax)))
    }
    let spare = endpoints - minima.reduce(0, +)
    guard spare >= 0 else { return nil }
    return zip(shares, minima).map { share, minimum in
      Allocation(
        zone: share.zone,
        minimum: minimum,
        maximum: minimum + spare,
        desired: max(share.ratio * Double(endpoints), Double(minimum))
      )
    }
  }

  /// Whether endpoints that are spread like this overload a zone.
  func isOverloaded(_ endpoints: [String: Int]) -> Bool {
    let total = Double(endpoints.values.reduce(0, +))
    return shares.contains { share in
      guard let count = endpoints[share.zone] else { return true }
      return count < Self.roundedUp(total * share.ratio * (1 / (1 + Self.overloadMax)))
    }
  }

  private static func roundedUp(_ number: Double) -> Int {
    Int(exactly: number.rounded(.up)) ?? .max
  }
}

extension Node {
  /// Whether the node carries one of the labels of control planes, which take no part in the
  /// capacity of zones.
  var isControlPlane: Bool {
    ["node-role.kubernetes.io/control-plane", "node-role.kubernetes.io/master"].contains {
      metadata.labels[$0] != nil
    }
  }
}

/// Endpoints that zones give to others which need more
/// (`getGivingAndReceivingZones` and `redistributeHints` in topologycache/utils.go).
///
/// Where the real controller takes zones in random order, this one takes them by name.
struct ZoneExchange {
  private var giving: [String: Int] = [:]
  private var receiving: [String: Int] = [:]

  /// Compares what zones should have with what they have.
  init(_ allocations: [ZoneShares.Allocation], having counts: [String: Int]) {
    let surplus = allocations.map { Double(counts[$0.zone] ?? 0) - $0.desired }
    var spare = surplus.map { max(0, $0) }
    var need = surplus.map { max(0, -$0) }
    while let giver = spare.indices.max(by: { spare[$0] < spare[$1] }),
      let receiver = need.indices.max(by: { need[$0] < need[$1] })
    {
      let (most, least) = (max(spare[giver], need[receiver]), min(spare[giver], need[receiver]))
      guard most >= 1, least >= 0.5 else { return }
      giving[allocations[giver].zone, default: 0] += 1
      receiving[allocations[receiver].zone, default: 0] += 1
      spare[giver] -= 1
      need[receiver] -= 1
    }
  }

  /// The zone that gets the next endpoint of `zone`; `nil` if it stays where it is.
  mutating func recipient(of zone: String) -> String? {
    guard let count = giving[zone], count > 0 else { return nil }
    guard let recipient = receiving.filter({ $0.value > 0 }).keys.min() else { return nil }
    giving[zone] = count - 1
    receiving[recipient, default: 0] -= 1
    return recipient
  }
}
