/// One step of a decision: what was decided, what decided it, and where that rule is written.
package struct DecisionStep: Hashable, Sendable {
  /// A word or two: what this step is about.
  package var title: Sentence
  /// What was compared and what came of it, and why the others were not taken.
  package var detail: Sentence
  /// The object and field that decided, such as `Ingress shop/web spec.rules[0].http.paths[1]`.
  package var rule: Sentence
  /// Where the rule is written, or that it is a model of ours.
  package var source: Sentence

  package init(title: Sentence, detail: Sentence, rule: Sentence, source: Sentence) {
    self.title = title
    self.detail = detail
    self.rule = rule
    self.source = source
  }
}

extension Array {
  /// The first few of many in one line, in words, and how many more there are.
  func listed(max limit: Int = 6, _ text: (Element) -> Sentence) -> Sentence {
    let shown = prefix(limit).map(text).joined(separator: "; ")
    return count > limit ? "\(shown); and \(count - limit) more" : shown
  }
}

extension [Sentence] {
  /// The first few of many reasons in one line, and how many more there are.
  func listed(max limit: Int = 6) -> Sentence { listed(max: limit) { $0 } }
}
