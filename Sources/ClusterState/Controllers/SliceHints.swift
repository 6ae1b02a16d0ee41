// Hints: which zones and nodes an endpoint is meant for.

extension SlicePlan {
  /// Takes all hints away, also from slices that would stay as they are
  /// (`RemoveHintsFromSlices` in topologycache/utils.go).
  mutating func removeHints() {
    for index in drafts.indices where drafts[index].isAlive {
      guard drafts[index].endpoints.contains(where: \.hasHints) else { continue }
      if drafts[index].fate == .kept { drafts[index].fate = .changed }
      for number in drafts[index].endpoints.indices {
        drafts[index].endpoints[number].setHints(zones: [], nodes: [])
      }
    }
  }

  /// Hints each ready endpoint to its own zone and, if `nodes`, its own node
  /// (staging/src/k8s.io/endpointslice/trafficdist/trafficdist.go, KEP-3015).
  ///
  /// Endpoints that are not ready are not looked at.
  mutating func hintToOwnPlace(nodes: Bool) {
    for index in drafts.indices where drafts[index].isAlive {
      let ready = drafts[index].endpoints.indices.filter {
        drafts[index].endpoints[$0].ready == true
      }
      let isRight = ready.allSatisfy {
        drafts[index].endpoints[$0].isHintedToOwnPlace(nodes: nodes)
      }
      if isRight, drafts[index].fate == .kept { continue }
      if drafts[index].fate == .kept { drafts[index].fate = .changed }
      for number in ready { drafts[index].endpoints[number].hintToOwnPlace(nodes: nodes) }
    }
  }

  /// Hints ready endpoints to zones in proportion to their CPUs, and says how many each has;
  /// takes all hints away, and returns `nil`, if that cannot be done
  /// (`AddHints` in topologycache/topologycache.go).
  ///
  /// Slices that need no change are left alone as long as what they hint to does not exceed what
  /// a zone may have.
  mutating func hintByShares(_ shares: ZoneShares?) -> [String: Int]? {
    let ready = drafts.filter(\.isAlive).reduce(0) { $0 + $1.endpoints.count { $0.ready == true } }
    guard let allocations = shares?.allocations(of: ready),
      var counts = hintWrittenSlices(allocations)
    else {
      removeHints()
      return nil
    }
    var exchange = ZoneExchange(allocations, having: counts)
    for place in readyPlaces {
      let zone = drafts[place.draft].endpoints[place.endpoint].zone
      guard let recipient = exchange.recipient(of: zone) else { continue }
      drafts[place.draft].endpoints[place.endpoint].setHints(zones: [recipient], nodes: [])
      counts[zone, default: 0] -= 1
      counts[recipient, default: 0] += 1
    }
    return counts
  }

  /// Hints endpoints of slices that are written to their own zones; how many each zone then has,
  /// or `nil` if an endpoint has no zone.
  private mutating func hintWrittenSlices(_ allocations: [ZoneShares.Allocation]) -> [String: Int]?
  {
    var counts = keepHintedSlices(allocations)
    for place in readyPlaces {
      let zone = drafts[place.draft].endpoints[place.endpoint].zone
      guard !zone.isEmpty else { return nil }
      counts[zone, default: 0] += 1
      drafts[place.draft].endpoints[place.endpoint].setHints(zones: [zone], nodes: [])
    }
    return counts
  }

  /// Counts the hints of slices that may stay as they are; the others are to be written.
  private mutating func keepHintedSlices(_ allocations: [ZoneShares.Allocation]) -> [String: Int] {
    let maxima = Dictionary(uniqueKeysWithValues: allocations.map { ($0.zone, $0.maximum) })
    var counts: [String: Int] = [:]
    for index in drafts.indices where drafts[index].fate == .kept {
      let ready = drafts[index].endpoints.filter { $0.ready == true }
      var hinted: [String: Int] = [:]
      for zone in ready.flatMap(\.zoneHints) { hinted[zone, default: 0] += 1 }
      let isFine =
        ready.allSatisfy { !$0.zoneHints.isEmpty }
        && hinted.allSatisfy { zone, count in
          maxima[zone].map { counts[zone, default: 0] + count <= $0 } ?? false
        }
      if isFine {
        counts.merge(hinted, uniquingKeysWith: +)
      } else {
        drafts[index].fate = .changed
      }
    }
    return counts
  }

  /// Ready endpoints of the slices that are written, new slices first.
  private var readyPlaces: [(draft: Int, endpoint: Int)] {
    let written =
      drafts.indices.filter { drafts[$0].fate == .created }
      + drafts.indices.filter { drafts[$0].fate == .changed }
    return written.flatMap { draft in
      drafts[draft].endpoints.indices.filter { drafts[draft].endpoints[$0].ready == true }
        .map { (draft, $0) }
    }
  }
}

extension Endpoint {
  /// Whether the endpoint is meant for any zone or node.
  var hasHints: Bool { !zoneHints.isEmpty || !nodeHints.isEmpty }

  mutating func setHints(zones: [String], nodes: [String]) {
    zoneHints = zones
    nodeHints = nodes
  }

  func isHintedToOwnPlace(nodes: Bool) -> Bool {
    zoneHints == ownZone && nodeHints == (nodes ? ownNode : [])
  }

  mutating func hintToOwnPlace(nodes: Bool) {
    setHints(zones: ownZone, nodes: nodes ? ownNode : [])
  }

  private var ownZone: [String] { zone.isEmpty ? [] : [zone] }
  private var ownNode: [String] { nodeName.isEmpty ? [] : [nodeName] }
}

/// Where the hints of a Service's endpoints come from.
enum HintRule {
  case none
  case ownZone
  case ownZoneAndNode
  /// Topology mode Auto.
  case shares
}

extension Service {
  /// Topology mode Auto goes before `trafficDistribution`, and the older of its annotations before
  /// the newer (`hintsEnabled` in staging/src/k8s.io/endpointslice/utils.go, KEP-2433).
  func hintRule(_ options: SliceControllerOptions) -> HintRule {
    if asksForAutomaticHints { return options.heedsTopologyMode ? .shares : .none }
    switch spec.trafficDistribution {
    case "PreferClose": return .ownZone
    case "PreferSameZone": return options.knowsSameZoneAndNode ? .ownZone : .none
    case "PreferSameNode": return options.knowsSameZoneAndNode ? .ownZoneAndNode : .none
    default: return .none
    }
  }

  /// Whether an annotation turns topology mode Auto on.
  var asksForAutomaticHints: Bool {
    let mode =
      metadata.annotations["service.kubernetes.io/topology-aware-hints"]
      ?? metadata.annotations["service.kubernetes.io/topology-mode"]
    return mode == "Auto" || mode == "auto"
  }
}
