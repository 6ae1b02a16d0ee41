/// What a selector that matches nothing probably meant.
struct SelectorNearMiss {
  private(set) var message: Sentence
  private(set) var fix: Sentence

  /// Looks among the pods of the namespace for labels that nearly match, then in other namespaces.
  init(_ service: Service, _ facts: LintFacts) {
    let namespace = service.metadata.namespace
    let wanted = LintWords.labels(service.spec.selector)
    let miss: Sentence =
      service.spec.selector.count > 1
      ? "no pod in namespace \(namespace) has all of \(wanted)"
      : "no pod in namespace \(namespace) has \(wanted)"
    message = miss
    let show = LintFix.kubectl(service.metadata, "get pods --show-labels")
    fix = "correct spec.selector, or give the pods these labels (\(show))"
    guard !facts.isBrief else { return }
    let near = (facts.labelGroups[namespace] ?? []).lazy.compactMap { Likeness($0, service) }
    if let best = near.max(by: { $0.score < $1.score }) {
      message = "\(miss): \(best.group.count(facts)) has \(best.differences)"
      fix = LintFix.kubectl(
        service.metadata,
        "set selector service \(service.metadata.name) \(LintWords.labels(best.selector))"
      )
      return
    }
    let candidates = service.spec.selector.pairs.first.flatMap { facts.labelGroupsByLabel[$0] }
    let elsewhere = candidates?.first { $0.labels.contains(service.spec.selector) }
    if let first = elsewhere {
      let group = first.count(facts)
      message = "\(miss): \(group) has, but a Service selects in its own namespace only"
      fix = "create the Service in namespace \(first.key.namespace)"
      return
    }
    if facts.labelGroups[namespace] == nil { message = "\(miss): the namespace has no pods" }
  }
}

/// How much some pods' labels look like what a selector asks for.
private struct Likeness {
  let group: LabelGroup
  let score: Int
  /// What they have instead.
  let differences: Sentence
  /// A selector that would match.
  let selector: Labels

  /// `nil` if they have too little in common.
  init?(_ group: LabelGroup, _ service: Service) {
    let wanted = service.spec.selector.pairs
    let matches = wanted.map { PairMatch($0, group.labels) }
    let exact = matches.count { $0 == .exact }
    let isNear =
      wanted.count > 1 && exact >= wanted.count - 1 || matches.allSatisfy(\.isClose)
      || group.key.name == service.metadata.name
    guard isNear else { return nil }
    self.group = group
    score =
      matches.reduce(0) { $0 + $1.score } * 2
      + (group.key.name == service.metadata.name ? 1 : 0)
    var has: [Sentence] = []
    var lacks: [String] = []
    var meant = Labels()
    for (pair, match) in zip(wanted, matches) {
      switch match {
      case .exact: meant[pair.key] = pair.value
      case .value(let value, _):
        has.append(Sentence(verbatim: "\(pair.key)=\(value)"))
        meant[pair.key] = value
      case .key(let key):
        let (found, asked) = ("\(key)=\(pair.value)", "\(pair.key)=\(pair.value)")
        has.append("\(found) instead of \(asked)")
        meant[key] = pair.value
      case .absent: lacks.append(pair.key)
      }
    }
    // Nothing of what was asked for is there: the pods' own labels then.
    selector = meant.isEmpty ? Labels(group.labels.pairs.prefix(2)) : meant
    guard !selector.isEmpty else { return nil }
    if !lacks.isEmpty { has.append("no label \(LintWords.list(lacks, .or))") }
    differences = LintWords.list(has)
  }
}

/// What pods have of one pair of a selector.
private enum PairMatch: Equatable {
  case exact
  /// The key with another value, and whether that looks like a slip.
  case value(String, isSimilar: Bool)
  /// The value under another key.
  case key(String)
  case absent

  init(_ pair: Labels.Pair, _ labels: Labels) {
    let value = labels[pair.key]
    if value == pair.value {
      self = .exact
    } else if let value, Self.areSimilar(value, pair.value) {
      self = .value(value, isSimilar: true)
    } else if let other = labels.pairs.first(where: { $0.value == pair.value }) {
      self = .key(other.key)
    } else {
      self = value.map { .value($0, isSimilar: false) } ?? .absent
    }
  }

  var score: Int {
    switch self {
    case .exact: 4
    case .value(_, isSimilar: true), .key: 3
    case .value: 1
    case .absent: 0
    }
  }

  var isClose: Bool { score >= 3 }

  /// Whether one text may be meant for the other: other case, a part of it, a slip of the hand.
  private static func areSimilar(_ left: String, _ right: String) -> Bool {
    let (left, right) = (left.lowercased(), right.lowercased())
    let shorter = min(left.count, right.count)
    guard shorter > 1 else { return left == right }
    if left.contains(right) || right.contains(left) { return true }
    return NearestWord.distance(left, right) <= max(1, shorter / 3)
  }
}

extension LabelGroup {
  /// `Deployment shop/web (3 pods)`.
  fileprivate func count(_ facts: LintFacts) -> Sentence {
    guard let workload = workload.flatMap(facts.cluster.workload) else { return object }
    let pods = facts.cluster.podCounts(of: workload).total
    return "\(object) (\(LintWords.counted(pods, "pod")))"
  }
}
