/// A small ordered map of strings: labels, annotations, selectors.
///
/// Sorted by key, keys unique.
package struct Labels: Hashable, Sendable, ExpressibleByDictionaryLiteral {
  /// One key with its value.
  package struct Pair: Hashable, Sendable {
    package var key: String
    package var value: String

    package init(key: String, value: String) {
      self.key = key
      self.value = value
    }
  }

  package private(set) var pairs: [Pair] = []

  package init() {}

  /// Sorts `pairs`; of several with one key the last counts.
  package init(_ pairs: some Sequence<Pair>) {
    for pair in pairs { self[pair.key] = pair.value }
  }

  /// Takes `pairs` whose keys differ from one another; sorts them only if they are not sorted.
  package init(pairs: [Pair]) {
    let isSorted = zip(pairs, pairs.dropFirst()).allSatisfy { $0.key < $1.key }
    self.pairs = isSorted ? pairs : pairs.sorted { $0.key < $1.key }
  }

  package init(dictionaryLiteral elements: (String, String)...) {
    for (key, value) in elements { self[key] = value }
  }

  package var isEmpty: Bool { pairs.isEmpty }
  package var count: Int { pairs.count }

  package subscript(key: String) -> String? {
    get { pairs.first { $0.key == key }?.value }
    set {
      let index = pairs.firstIndex { $0.key >= key } ?? pairs.endIndex
      let isPresent = index < pairs.endIndex && pairs[index].key == key
      switch (isPresent, newValue) {
      case (true, let value?): pairs[index].value = value
      case (true, nil): pairs.remove(at: index)
      case (false, let value?): pairs.insert(Pair(key: key, value: value), at: index)
      case (false, nil): break
      }
    }
  }

  /// Whether every pair of `selector` is here too.
  ///
  /// An empty selector matches everything.
  package func contains(_ selector: Labels) -> Bool {
    selector.pairs.allSatisfy { self[$0.key] == $0.value }
  }
}

/// `matchLabels` and `matchExpressions` of a workload (apimachinery, `LabelSelectorAsSelector`).
package struct LabelSelector: Hashable, Sendable {
  /// An entry of `matchExpressions`.
  package struct Requirement: Hashable, Sendable {
    package var key: String
    /// `In`, `NotIn`, `Exists` or `DoesNotExist`.
    package var comparison: String
    package var values: [String]

    package init(key: String, comparison: String, values: [String]) {
      self.key = key
      self.comparison = comparison
      self.values = values
    }
  }

  package var matchLabels: Labels
  package var matchExpressions: [Requirement]

  package init(matchLabels: Labels = Labels(), matchExpressions: [Requirement] = []) {
    self.matchLabels = matchLabels
    self.matchExpressions = matchExpressions
  }

  package var isEmpty: Bool { matchLabels.isEmpty && matchExpressions.isEmpty }

  /// Whether all requirements hold; an unknown comparison holds for nothing.
  package func matches(_ labels: Labels) -> Bool {
    labels.contains(matchLabels)
      && matchExpressions.allSatisfy { requirement in
        let value = labels[requirement.key]
        return switch requirement.comparison {
        case "In": value.map(requirement.values.contains) ?? false
        case "NotIn": !(value.map(requirement.values.contains) ?? false)
        case "Exists": value != nil
        case "DoesNotExist": value == nil
        default: false
        }
      }
  }
}

extension Labels {
  /// `app=web,tier=front`, as kubectl takes selectors; `*` for an empty one, which matches all.
  package var selectorText: String {
    isEmpty ? "*" : pairs.map { "\($0.key)=\($0.value)" }.joined(separator: ",")
  }

  /// Reads what ``selectorText`` writes; `nil` if it is no such list.
  package init?(selector text: String) {
    self.init()
    guard text != "*" else { return }
    for pair in text.split(separator: ",", omittingEmptySubsequences: false) {
      let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard parts.count == 2, !parts[0].isEmpty else { return nil }
      self[String(parts[0])] = String(parts[1])
    }
  }
}
