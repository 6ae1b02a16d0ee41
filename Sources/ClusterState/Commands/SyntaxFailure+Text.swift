extension SyntaxFailure: CustomStringConvertible {
  package var description: String { sentence.english }

  /// `column 8: "replcas" is not known here; did you mean --replicas?`.
  package var sentence: Sentence { "column \(column): \(message)" }

  /// What is wrong, without its place.
  package var message: Sentence {
    let shows = !example.isEmpty && reason.wantsExample
    return shows ? "\(reason.text); say \(example)" : reason.text
  }
}

extension SyntaxFailure.Reason {
  /// Whether a right line helps more than the reason alone.
  fileprivate var wantsExample: Bool {
    switch self {
    case .missing, .unexpected, .invalid: true
    case .unknown(_, _, let known, let nearest): nearest == nil && known.count > 16
    default: false
    }
  }

  fileprivate var text: Sentence {
    switch self {
    case .empty: "nothing was typed"
    case .openQuote(let quote): "the quote \(quote) is not closed"
    case .notText: "this is not UTF-8"
    case .unknown(let what, let word, let known, let nearest):
      "\"\(word)\" is not known here; \(Self.choice(what, known, nearest))"
    case .missing(let what): "\(Sentence(words: what)) is missing"
    case .unexpected(let word): "not understood: \(word)"
    case .invalid(let what, let text, let expected):
      "\(Sentence(words: what)): \"\(text)\" is not \(expected)"
    case .outOfRange(let what, let text, let least, let most):
      "\(Sentence(words: what)): \(text) is not between \(least) and \(most)"
    case .repeated(let option): "\(option) stands here twice"
    case .contradiction(let one, let other): "\(one) and \(other) exclude each other"
    case .notACommand(let verb): "\(verb) asks nothing of the cluster"
    case .tooMany(let what, let most): "more than \(most) \(Sentence(words: what))"
    }
  }

  private static func choice(_ what: String, _ known: [String], _ nearest: String?) -> Sentence {
    if let nearest { return "did you mean \(nearest)?" }
    let words = Sentence(words: what)
    return known.isEmpty ? "no \(words) is" : "\(words): \(known.joined(separator: ", "))"
  }
}
