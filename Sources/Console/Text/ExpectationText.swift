internal import ClusterState

/// What chance lets expect of the shares of endpoints, and whether what was counted looks like it.
enum ExpectationText {
  /// How far from its expected share chance moves one as a rule: two standard deviations, which
  /// it keeps within 95 times of 100.
  static func margin(of share: Double, requests: UInt64) -> Double {
    guard requests > 0 else { return 0 }
    let part = min(max(share, 0), 1)
    return 2 * (part * (1 - part) / Double(requests)).squareRoot()
  }

  /// `expected 50.0% each ±2.9 (1,200 requests): chance`; `nil` without a choice between endpoints.
  static func text(_ tally: ServiceTally, _ service: Service, _ mode: ProxyMode) -> Sentence? {
    let expected = tally.endpoints.map(\.expected).filter { $0 > 0 }
    let total = expected.reduce(0, +)
    guard expected.count > 1, total > 0, let least = expected.min(), let most = expected.max()
    else { return nil }
    let margin = margin(of: most / total, requests: tally.chosen)
    let around = Quantities.fixed(margin * 100, 1)
    let requests = Quantities.counted(tally.chosen, "request")
    let known = ChanceText.verdict(tally, service, mode) ?? ""
    // What is no news needs no sentence.
    let verdict: Sentence =
      known == ChanceText.usual && ChanceText.isLikely(tally) ? "chance" : known
    let first = Quantities.percent(least / total)
    let last = Quantities.percent(most / total)
    return first == last
      ? "expected \(first) each \u{00B1}\(around) (\(requests)): \(verdict)"
      : "expected \(first) to \(last), at most \u{00B1}\(around) (\(requests)): \(verdict)"
  }
}
