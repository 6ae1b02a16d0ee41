package import ClusterState

/// What a line of the rules screen stands for, below the line of a Service.
package enum RuleRow: Hashable, Sendable {
  /// The way of the last request, and a step of it, counted from 0.
  case way
  case step(Int)
  /// The rules that are there whatever Services there are.
  case frame
  /// What one Service port adds.
  case part(RuleSubject)
  /// A chain, set, map or virtual server; with `isGone` one of before the last change.
  case place(RuleSection.Place.Name, isGone: Bool)
  /// Index of a line among those of its place.
  case line(Int)
}

/// What the rules screen may be asked for.
package enum RulesAction: Hashable, Sendable {
  /// The rules of a node; `nil`: of that which the selected row leads to.
  case open(String?)
  /// The other address family.
  case family
  /// What the last change did to the rules, or only the rules as they are.
  case changes
  /// The next rule, or that before, that the last request passed.
  case walk(Int)
}

extension Screen {
  var isRules: Bool { self == .rules }
}
