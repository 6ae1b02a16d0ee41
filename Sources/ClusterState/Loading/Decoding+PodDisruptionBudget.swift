private enum DisruptionBudgetField: String, FieldName {
  case minAvailable, maxUnavailable, selector, unhealthyPodEvictionPolicy
  static let table = FieldTable<Self>()
}

extension PodDisruptionBudget: DecodableObject {
  mutating func read(_ part: ObjectPart, _ reader: inout JSONReader) -> Bool {
    guard part == .spec else { return false }
    guard reader.enterObject() else { return true }
    var scope = FieldScope<DisruptionBudgetField>()
    while let field = reader.next(&scope) {
      switch field {
      case .minAvailable: spec.minAvailable = reader.intOrString()
      case .maxUnavailable: spec.maxUnavailable = reader.intOrString()
      case .selector: spec.selector = reader.labelSelector()
      case .unhealthyPodEvictionPolicy: reader.string(into: &spec.unhealthyPodEvictionPolicy)
      }
    }
    return true
  }
}
