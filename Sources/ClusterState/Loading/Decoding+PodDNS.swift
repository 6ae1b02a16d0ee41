private enum DNSConfigField: String, FieldName {
  case nameservers, searches, options
  static let table = FieldTable<Self>()
}

private enum DNSOptionField: String, FieldName {
  case name, value
  static let table = FieldTable<Self>()
}

extension JSONReader {
  /// `dnsConfig` of a Pod.
  mutating func podDNSConfig() -> PodDNSConfig? {
    guard enterObject() else { return nil }
    var config = PodDNSConfig()
    var scope = FieldScope<DNSConfigField>()
    while let field = next(&scope) {
      switch field {
      case .nameservers: config.nameservers = stringList()
      case .searches: config.searches = stringList()
      case .options:
        // Of several with one name the last counts (pkg/kubelet/network/dns, `mergeDNSOptions`).
        for option in list({ $0.dnsOption() }) where option.name == "ndots" {
          config.ndots = option.value
        }
      }
    }
    return config
  }

  private mutating func dnsOption() -> (name: String, value: String)? {
    guard enterObject() else { return nil }
    var option = (name: "", value: "")
    var scope = FieldScope<DNSOptionField>()
    while let field = next(&scope) {
      switch field {
      case .name: string(into: &option.name)
      case .value: string(into: &option.value)
      }
    }
    return option
  }
}
