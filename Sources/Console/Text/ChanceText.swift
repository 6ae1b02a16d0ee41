package import ClusterState

/// Whether counts look like chance, in words.
package enum ChanceText {
  package static func text(_ tally: ServiceTally, _ service: Service, _ mode: ProxyMode)
    -> Sentence?
  {
    guard
      let test = ChiSquare(
        observed: tally.endpoints.map(\.count),
        expected: tally.endpoints.map(\.expected)
      )
    else { return nil }
    let verdict: Sentence =
      switch test.p {
      case 0.01...: "chance explains the shares"
      case 0.001...: "rare by chance"
      default: cause(service, mode)
      }
    let probability = test.p < 0.001 ? "p < 0.001" : "p = \(Quantities.fixed(test.p, 3))"
    let statistic = Quantities.fixed(test.statistic, 1)
    return "\(verdict): \(probability), chi-square \(statistic), \(test.degreesOfFreedom) df"
  }

  /// What makes shares differ from the expected ones beyond chance.
  private static func cause(_ service: Service, _ mode: ProxyMode) -> Sentence {
    if service.spec.sessionAffinity == .clientIP { return "sessionAffinity keeps clients in place" }
    return mode == .ipvs ? "round robin, not chance" : "not chance"
  }
}
