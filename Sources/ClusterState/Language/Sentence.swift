/// Something said to a person: English words, with places for what they are about.
///
/// `"\(pod) is ready"` has the template `{1} is ready`, and under their template other languages
/// keep their own words. So a sentence is written whole: what differs from time to time stands in
/// an interpolation, and where the words differ there are two sentences. Texts that are put in stay
/// as they are; sentences that are put in are said in the language of the whole.
package struct Sentence: Hashable, Sendable {
  /// What stands in a place.
  package enum Part: Hashable, Sendable {
    /// Names, numbers, what was typed: the same in all languages.
    case text(String)
    case sentence(Sentence)
  }

  /// The English words, with `{1}`, `{2}` where parts are put in.
  package private(set) var template: String
  package private(set) var parts: [Part]

  /// Text that is the same in all languages.
  package init(verbatim text: some CustomStringConvertible) {
    template = "{1}"
    parts = [.text(text.description)]
  }

  /// Words that stand in a table of values.
  package init(words: String) { self.init(stringLiteral: words) }

  /// `1 pod`, `1,200 pods`: the noun in the singular, whose plural ends in `s`.
  ///
  /// Without groups `1200 pods`.
  package init(counting number: some BinaryInteger, _ noun: String, isGrouped: Bool = true) {
    template = number == 1 ? "{1} \(noun)" : "{1} \(noun)s"
    parts = [.text(isGrouped ? number.grouped : "\(number)")]
  }

  package var isEmpty: Bool { english.isEmpty }

  /// Two pieces of one sentence, written in two lines of code.
  package static func + (first: Self, second: Self) -> Self {
    var whole = first
    whole.template += Template.renumbered(second.template, after: first.parts.count)
    whole.parts += second.parts
    return whole
  }
}

extension Sentence: ExpressibleByStringInterpolation {
  package init(stringLiteral value: String) {
    template = value
    parts = []
  }

  package init(stringInterpolation: StringInterpolation) {
    template = stringInterpolation.template
    parts = stringInterpolation.parts
  }

  /// Collects the words and the parts of a sentence that is written in code.
  package struct StringInterpolation: StringInterpolationProtocol {
    fileprivate var template = ""
    fileprivate var parts: [Part] = []

    package init(literalCapacity: Int, interpolationCount: Int) {
      template.reserveCapacity(literalCapacity + 3 * interpolationCount)
    }

    package mutating func appendLiteral(_ literal: String) { template += literal }

    package mutating func appendInterpolation(_ sentence: Sentence) {
      append(.sentence(sentence))
    }

    package mutating func appendInterpolation(_ value: some CustomStringConvertible) {
      append(.text(value.description))
    }

    private mutating func append(_ part: Part) {
      parts.append(part)
      template += "{\(parts.count)}"
    }
  }
}

extension Sentence: CustomStringConvertible {
  /// The sentence in English.
  package var description: String { english }

  /// The sentence in English.
  package var english: String { said { $0 } }

  /// The sentence in a language that has `words` for a template.
  package func said(_ words: (String) -> String) -> String {
    Template.filled(words(template)) { index in
      guard parts.indices.contains(index) else { return nil }
      return switch parts[index] {
      case .text(let text): text
      case .sentence(let sentence): sentence.said(words)
      }
    }
  }
}

extension Sequence<Sentence> {
  /// One after the other, with the same between them.
  package func joined(separator: Sentence = ", ") -> Sentence {
    var iterator = makeIterator()
    guard var whole = iterator.next() else { return "" }
    while let next = iterator.next() { whole = "\(whole)\(separator)\(next)" }
    return whole
  }
}
