/// What a sweep is made of: results of two sweeps can be put together only if it is the same.
package struct SweepOrigin: Hashable, Sendable {
  /// The version of this program.
  package var tool: String
  /// A digest of the scenario's text, without the line that names the cluster.
  package var scenario: String
  /// A digest of the cluster's files.
  package var cluster: String
  /// Further words of the command line that decide about results.
  package var options: [String]
  /// As they were asked for.
  package var vary: [String]
  package var seeds: String

  package init(
    tool: String,
    scenario: String,
    cluster: String,
    options: [String],
    grid: SweepGrid
  ) {
    self.tool = tool
    self.scenario = scenario
    self.cluster = cluster
    self.options = options
    vary = grid.axes.map(\.text)
    seeds = "\(grid.seeds.lowerBound)..\(grid.seeds.upperBound)"
  }

  /// Every part with what it is called.
  private var parts: [(name: String, value: String)] {
    [
      ("version", tool), ("scenario", scenario), ("cluster", cluster),
      ("options", options.joined(separator: " ")), ("--vary", vary.joined(separator: " ")),
      ("--seeds", seeds),
    ]
  }

  /// The first part in which another differs, with both values; `nil` if none does.
  package func difference(
    from other: Self
  ) -> (name: String, own: String, other: String)? {
    zip(parts, other.parts).first { $0.value != $1.value }.map { ($0.name, $0.value, $1.value) }
  }

  /// The runs that there must be; throws what cannot be understood.
  package func grid() throws(SweepError) -> SweepGrid {
    var axes: [SweepAxis] = []
    for text in vary { axes.append(try SweepAxis(text)) }
    return try SweepGrid(axes, seeds: SweepGrid.seeds(seeds))
  }
}

extension SweepOrigin {
  package var json: JSONTree {
    [
      "cluster": .string(cluster), "options": .array(options.map(JSONTree.string)),
      "scenario": .string(scenario), "seeds": .string(seeds), "tool": .string(tool),
      "vary": .array(vary.map(JSONTree.string)),
    ]
  }

  /// `nil` if something is missing.
  init?(_ json: JSONTree?) {
    guard let json, let tool = json["tool"]?.string, let scenario = json["scenario"]?.string,
      let cluster = json["cluster"]?.string, let seeds = json["seeds"]?.string,
      let options = json["options"]?.texts, let vary = json["vary"]?.texts
    else { return nil }
    self.tool = tool
    self.scenario = scenario
    self.cluster = cluster
    self.options = options
    self.vary = vary
    self.seeds = seeds
  }
}

extension JSONTree {
  /// The texts of an array of strings; `nil` for anything else.
  fileprivate var texts: [String]? {
    guard case .array(let elements) = self else { return nil }
    let texts = elements.compactMap(\.string)
    return texts.count == elements.count ? texts : nil
  }
}
