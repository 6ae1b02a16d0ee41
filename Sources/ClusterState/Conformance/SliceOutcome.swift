/// What a pass of the endpoint slice controller came to, as lines that compare without regard to
/// order.
///
/// How endpoints are distributed over the slices of a group, and what the slices are called, is
/// left out.
struct SliceOutcome {
  /// What is to be compared beside the endpoints.
  struct Comparison {
    /// Whether it only matters how many endpoints are hinted to each zone.
    var countsHints: Bool
    var comparesLabels: Bool
  }

  let comparison: Comparison
  /// Sorted; a line may occur several times.
  private var lines: [String] = []

  /// What a case expects.
  init(expectation: JSONTree?) {
    comparison = Comparison(
      countsHints: expectation?["hintsCompare"]?.string == "countsByZone",
      comparesLabels: expectation?["sliceLabels"] != nil
    )
    lines.append("error: \(expectation?["syncError"]?.boolean ?? false)")
    if let labels = expectation?["sliceLabels"] { lines.append("labels: \(Self.text(labels))") }
    for group in expectation?["groups"]?.elements ?? [] {
      add(
        group: Self.title(group["addressType"], group["ports"]),
        sizes: group["sliceSizes"]?.elements.compactMap(\.integer).map(Int.init) ?? [],
        endpoints: group["endpoints"]?.elements ?? []
      )
    }
    if comparison.countsHints {
      for family in expectation?["hintsByZone"]?.members ?? [] {
        for zone in family.value.members where zone.value.integer != 0 {
          lines.append("hints: \(family.key) \(zone.key) \(zone.value.integer ?? 0)")
        }
      }
    }
    lines.sort()
  }

  /// What the controller left behind.
  init(slices: [EndpointSlice], isComplete: Bool, comparing comparison: Comparison) {
    self.comparison = comparison
    lines.append("error: \(!isComplete)")
    var titles: [String] = []
    var groups: [String: [JSONTree]] = [:]
    for slice in slices.map(\.json) {
      let title = Self.title(slice["addressType"], slice["ports"])
      if groups[title] == nil { titles.append(title) }
      groups[title, default: []].append(slice)
    }
    for title in titles {
      let slices = groups[title] ?? []
      add(
        group: title,
        sizes: slices.map { $0["endpoints"]?.elements.count ?? 0 },
        endpoints: slices.flatMap { $0["endpoints"]?.elements ?? [] }
      )
    }
    if comparison.comparesLabels {
      lines += Set(slices.map { "labels: \(Self.text($0.metadata.labels.json))" })
    }
    if comparison.countsHints { addHintCounts(slices) }
    lines.sort()
  }

  /// What stands here and not in `other`.
  func lines(without other: Self) -> [String] {
    var left = other.lines[...]
    return lines.filter { line in
      while let first = left.first, first < line { left.removeFirst() }
      guard left.first == line else { return true }
      left.removeFirst()
      return false
    }
  }

  private mutating func add(group: String, sizes: [Int], endpoints: [JSONTree]) {
    lines.append("slices: \(group) of \(sizes.sorted(by: >))")
    lines += endpoints.map { "endpoint: \(group) \(text(ofEndpoint: $0))" }
  }

  private mutating func addHintCounts(_ slices: [EndpointSlice]) {
    var counts: [String: Int] = [:]
    for slice in slices {
      for endpoint in slice.endpoints {
        let zones = endpoint.zoneHints.isEmpty ? ["(none)"] : endpoint.zoneHints
        for zone in zones { counts["hints: \(slice.addressType) \(zone)", default: 0] += 1 }
      }
    }
    lines += counts.map { "\($0.key) \($0.value)" }
  }

  private func text(ofEndpoint endpoint: JSONTree) -> String {
    var endpoint = endpoint
    if comparison.countsHints { endpoint["hints"] = nil }
    if var target = endpoint["targetRef"] {
      target["uid"] = nil
      endpoint["targetRef"] = target
    }
    let addresses = endpoint["addresses"]?.elements.compactMap(\.string) ?? []
    endpoint["addresses"] = .array(
      addresses.map { IPAddress($0)?.description ?? $0 }.sorted().map(JSONTree.string)
    )
    return Self.text(endpoint)
  }

  private static func title(_ addressType: JSONTree?, _ ports: JSONTree?) -> String {
    let ports = (ports?.elements ?? []).map(text).sorted().joined(separator: ", ")
    return "\(addressType?.string ?? "") [\(ports)]"
  }

  private static func text(_ tree: JSONTree) -> String {
    var printer = JSONPrinter(isCompact: true)
    printer.write(tree)
    return String(decoding: printer.bytes, as: UTF8.self)
  }
}
