package import ClusterState

/// Whether counts look like chance, in words.
package enum ChanceText {
  /// Fewer expected requests than this at an endpoint are too few for the test.
  private static let expectedLeast = 5.0

  /// `chance explains the shares: p = 0.412, chi-square 0.7, 1 df`; `nil` without a choice between
  /// endpoints.
  package static func text(_ tally: ServiceTally, _ service: Service, _ mode: ProxyMode)
    -> Sentence?
  {
    guard let test = test(tally), let verdict = verdict(tally, service, mode) else { return nil }
    let probability = test.p < 0.001 ? "p < 0.001" : "p = \(Quantities.fixed(test.p, 3))"
    let statistic = Quantities.fixed(test.statistic, 1)
    return "\(verdict): \(probability), chi-square \(statistic), \(test.degreesOfFreedom) df"
  }

  /// What is mostly to be said.
  static let usual: Sentence = "chance explains the shares"

  /// The result of the test in a few words.
  static func verdict(_ tally: ServiceTally, _ service: Service, _ mode: ProxyMode) -> Sentence? {
    guard let test = test(tally) else { return nil }
    let least = tally.endpoints.map(\.expected).filter { $0 > 0 }.min() ?? 0
    if least < expectedLeast { return "too few requests to tell" }
    return switch test.p {
    case 0.01...: usual
    case 0.001...: "rare by chance"
    default: cause(service, mode)
    }
  }

  /// Whether the counts are nothing special.
  static func isLikely(_ tally: ServiceTally) -> Bool { (test(tally)?.p ?? 1) >= 0.01 }

  private static func test(_ tally: ServiceTally) -> ChiSquare? {
    ChiSquare(
      observed: tally.endpoints.map(\.count),
      expected: tally.endpoints.map(\.expected)
    )
  }

  /// What makes shares differ from the expected ones beyond chance.
  private static func cause(_ service: Service, _ mode: ProxyMode) -> Sentence {
    if service.spec.sessionAffinity == .clientIP { return "sessionAffinity keeps clients in place" }
    return mode == .ipvs ? "round robin, not chance" : "not chance"
  }
}
