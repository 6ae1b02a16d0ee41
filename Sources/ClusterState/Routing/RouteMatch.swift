/// One match of one rule of a route, compared with a request and with other matches.
///
/// The order of precedence is that of gateway-api (apis/v1 httproute_types.go, `hostnames` and
/// `matches`). `RegularExpression` is left to implementations there; our model matches none.
struct RouteMatch {
  var route: HTTPRoute
  var rule: Int
  var content: HTTPRouteRule
  /// `nil`: the rule has no matches, and so the default one.
  var index: Int?
  var match: HTTPRouteRule.Match
  /// The host name of the route that matched; `nil` if it has none.
  var hostname: HostPattern?

  /// All matches of a route, whose `hostnames` are those that its listener leaves it.
  static func all(of route: HTTPRoute, hostnames: [HostPattern], host: String) -> [RouteMatch] {
    let best = hostnames.filter { $0.matchesAnyLabels(host) }.max { $0.rank < $1.rank }
    guard best != nil || route.spec.hostnames.isEmpty else { return [] }
    let rules = route.spec.rules.isEmpty ? [HTTPRouteRule()] : route.spec.rules
    return rules.enumerated().flatMap { rule, content in
      let matches =
        content.matches.isEmpty
        ? [(nil, HTTPRouteRule.Match())] : content.matches.enumerated().map { (Int?($0), $1) }
      return matches.map { index, match in
        RouteMatch(
          route: route,
          rule: rule,
          content: content,
          index: index,
          match: match,
          hostname: best
        )
      }
    }
  }

  var ruleName: String { "HTTPRoute \(route.key) spec.rules[\(rule)]" }
  /// `HTTPRoute shop/web spec.rules[0].matches[1]`.
  var name: String { ruleName + (index.map { ".matches[\($0)]" } ?? "") }

  /// What the match asks for.
  var text: Sentence {
    var parts: [Sentence] = ["path \(match.path) (\(match.pathType))"]
    if !match.method.isEmpty { parts.append("method \(match.method)") }
    parts += headers.map { "header \($0.name): \($0.value)" }
    parts += queryParams.map { "query parameter \($0.name)=\($0.value)" }
    if let hostname { parts.append("host \(hostname.text)") }
    return parts.joined()
  }

  /// Why a request does not match; `nil` if it does.
  func whyNot(_ request: HTTPRequest) -> Sentence? {
    switch match.pathType {
    case "Exact" where request.path != match.path: return "the path is not \(match.path)"
    case "PathPrefix" where !PathPrefix.matches(match.path, request.path):
      return "the path is not under \(match.path)"
    case "Exact", "PathPrefix": break
    default: return "\(match.pathType) is left to implementations; the model matches none"
    }
    if !match.method.isEmpty, match.method != request.method {
      return "the method is not \(match.method)"
    }
    for field in headers where !field.accepts(request.header(field.name)) {
      return "header \(field.name) is not \(field.value)"
    }
    for field in queryParams where !field.accepts(request.queryParameter(field.name)) {
      return "query parameter \(field.name) is not \(field.value)"
    }
    return nil
  }

  /// Of several with one name only the first counts; letter case of headers does not matter.
  private var headers: [HTTPRouteRule.Field] { match.headers.first(by: { $0.name.lowercased() }) }
  private var queryParams: [HTTPRouteRule.Field] { match.queryParams.first(by: \.name) }

  /// The criteria of precedence in their order, higher numbers first, with what is said of the
  /// match that has the higher one.
  private var criteria: [(winning: Sentence, value: Int)] {
    let isExact = match.pathType == "Exact"
    let isExactHost = hostname.map { !$0.isWildcard } ?? false
    let hostLength = hostname?.text.utf8.count ?? 0
    return [
      ("the other has a longer exact host name", isExactHost ? hostLength : 0),
      ("the other has a longer host name", hostLength),
      ("the other has an exact path", isExact ? 1 : 0),
      ("the other has a longer path", isExact ? 0 : match.path.utf8.count),
      ("the other has a method", match.method.isEmpty ? 0 : 1),
      ("the other has more headers", headers.count),
      ("the other has more query parameters", queryParams.count),
    ]
  }

  /// Whether this match is taken where both hold.
  func precedes(_ other: Self) -> Bool {
    for (mine, its) in zip(criteria, other.criteria) where mine.value != its.value {
      return mine.value > its.value
    }
    guard route.key == other.route.key else {
      return route.metadata.isBefore(other.route.metadata)
    }
    return (rule, index ?? 0) < (other.rule, other.index ?? 0)
  }

  func isSame(as other: Self) -> Bool {
    rule == other.rule && index == other.index && route.key == other.route.key
  }

  /// Why this one is not taken but `winner`.
  func whyNot(_ request: HTTPRequest, _ winner: Self) -> Sentence {
    whyNot(request) ?? whyAfter(winner)
  }

  /// Why `winner` was taken although this one matches too.
  private func whyAfter(_ winner: Self) -> Sentence {
    for (mine, its) in zip(criteria, winner.criteria) where mine.value != its.value {
      return its.winning
    }
    if route.key == winner.route.key { return "it stands later" }
    let isYounger =
      route.metadata.creationTimestamp != winner.route.metadata.creationTimestamp
    return isYounger ? "its route is younger" : "the name of its route comes later"
  }
}

extension HTTPRouteRule.Field {
  fileprivate func accepts(_ value: String?) -> Bool { type == "Exact" && value == self.value }
}

extension [HTTPRouteRule.Field] {
  /// The first field of each name.
  fileprivate func first(by name: (Element) -> String) -> [Element] {
    var seen: Set<String> = []
    return filter { seen.insert(name($0)).inserted }
  }
}
