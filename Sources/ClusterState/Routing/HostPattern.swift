/// A host as routes name it: exact, with a wildcard for its first labels, or empty for every host.
struct HostPattern: Hashable {
  /// In lower case.
  let text: String

  init(_ text: String) { self.text = text.lowercased() }

  var isEmpty: Bool { text.isEmpty }
  var isWildcard: Bool { text.hasPrefix("*.") }
  /// What follows the `*` of a wildcard, its dot included.
  private var suffix: Substring { text.dropFirst() }

  /// Whether a host matches where `*` stands for exactly one label, as in an Ingress
  /// (networking/v1 types.go, `IngressRule.host`).
  func matchesOneLabel(_ host: String) -> Bool {
    guard isWildcard else { return isEmpty || host == text }
    return host.hasSuffix(suffix) && !host.dropLast(suffix.utf8.count).contains(".")
      && host.utf8.count > suffix.utf8.count
  }

  /// Whether a host matches where `*` stands for one label or more, as in the Gateway API
  /// (gateway-api apis/v1 httproute_types.go, `hostnames`).
  func matchesAnyLabels(_ host: String) -> Bool {
    guard isWildcard else { return isEmpty || host == text }
    return host.hasSuffix(suffix) && host.utf8.count > suffix.utf8.count
  }

  /// Whether there are hosts that both a listener and a route mean.
  func intersects(_ other: HostPattern) -> Bool {
    if isEmpty || other.isEmpty { return true }
    switch (isWildcard, other.isWildcard) {
    case (false, _): return other.matchesAnyLabels(text)
    case (true, false): return matchesAnyLabels(other.text)
    case (true, true): return suffix.hasSuffix(other.suffix) || other.suffix.hasSuffix(suffix)
    }
  }

  /// How specific a match is: exact before wildcard before every host, longer before shorter.
  var rank: (Int, Int) { (isEmpty ? 0 : isWildcard ? 1 : 2, text.utf8.count) }

  /// All patterns that match a host in the Gateway API, the most specific first.
  static func patterns(matching host: String) -> [String] {
    var patterns = [host]
    var rest = Substring(host)
    while let dot = rest.firstIndex(of: ".") {
      patterns.append("*" + rest[dot...])
      rest = rest[rest.index(after: dot)...]
    }
    return patterns + [""]
  }
}
