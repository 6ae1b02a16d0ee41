private enum ServiceCIDRField: String, FieldName {
  case cidrs
  static let table = FieldTable<Self>()
}

extension ServiceCIDR: DecodableObject {
  mutating func read(_ part: ObjectPart, _ reader: inout JSONReader) -> Bool {
    guard part == .spec else { return false }
    guard reader.enterObject() else { return true }
    var scope = FieldScope<ServiceCIDRField>()
    while let field = reader.next(&scope) {
      switch field {
      case .cidrs: cidrs = reader.list { $0.string() }
      }
    }
    return true
  }
}
