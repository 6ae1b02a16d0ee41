/// A run as a line of results: all that is needed to put it together with others.
package struct SweepLine: Hashable, Sendable {
  package var origin: SweepOrigin
  package var shard: SweepShard
  /// One of each axis.
  package var values: [String]
  package var seed: UInt64
  /// Of the requests since the scenario's last mark.
  package var outcomes: Outcomes
  /// Whether all expectations were met.
  package var passed: Bool

  /// What is wrong with a line that is JSON.
  package struct Mistake: Error, Hashable, Sendable {
    /// The member that is missing or is not what it should be.
    package var member: String
  }
}

extension SweepLine {
  /// The text of a run, without a line break.
  package static func text(
    of run: ScenarioRun,
    values: [String],
    seed: UInt64,
    shard: SweepShard,
    origin: SweepOrigin
  ) -> [UInt8] {
    let members = zip(origin.keys, values).map { JSONTree.Member(key: $0, value: word($1)) }
    let tree: JSONTree = [
      "apiVersion": .string(svctuiAPIVersion), "checks": .array(run.checks.map(\.json)),
      "outcomes": run.outcomes.json, "seed": .integer(Int64(seed)),
      "shard": .string("\(shard)"), "sweep": origin.json, "values": JSONTree(members: members),
    ]
    var printer = JSONPrinter(isCompact: true)
    printer.write(tree)
    return printer.bytes
  }

  /// A value as JSON: whole numbers are numbers.
  package static func word(_ value: String) -> JSONTree {
    guard let number = Int64(value), "\(number)" == value else { return .string(value) }
    return .integer(number)
  }

  /// Reads what ``text(of:values:seed:shard:origin:)`` wrote.
  package init(_ tree: JSONTree) throws(Mistake) {
    guard tree["apiVersion"]?.string == svctuiAPIVersion else {
      throw Mistake(member: "apiVersion")
    }
    guard let origin = SweepOrigin(tree["sweep"]) else { throw Mistake(member: "sweep") }
    guard let text = tree["shard"]?.string, let shard = try? SweepShard(text) else {
      throw Mistake(member: "shard")
    }
    guard let number = tree["seed"]?.integer, let seed = UInt64(exactly: number) else {
      throw Mistake(member: "seed")
    }
    self.origin = origin
    self.shard = shard
    self.seed = seed
    values = []
    for key in origin.keys {
      guard let value = tree["values"]?[key],
        let word = value.integer.map(String.init) ?? value.string
      else { throw Mistake(member: "values.\(key)") }
      values.append(word)
    }
    outcomes = Outcomes()
    for verdict in Verdict.allCases {
      guard let number = tree["outcomes"]?[verdict.name]?.integer,
        let count = UInt64(exactly: number)
      else { throw Mistake(member: "outcomes.\(verdict.name)") }
      outcomes[verdict] = count
    }
    guard case .array(let checks)? = tree["checks"] else { throw Mistake(member: "checks") }
    passed = true
    for check in checks {
      guard let isMet = check["passed"]?.boolean else { throw Mistake(member: "checks") }
      passed = passed && isMet
    }
  }
}

extension SweepOrigin {
  /// The key of every axis.
  var keys: [String] { vary.map { String($0.prefix { $0 != "=" }) } }
}
