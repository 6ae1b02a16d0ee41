/// Why a line of the command language cannot be read, and where.
package struct SyntaxFailure: Error, Hashable, Sendable {
  /// What is wrong.
  package enum Reason: Hashable, Sendable {
    /// Nothing stands in the line.
    case empty
    case openQuote(Character)
    /// Bytes that are not UTF-8.
    case notText
    /// A word that is none of those that may stand here.
    ///
    /// `known` are those to choose from, `nearest` the one that was probably meant.
    case unknown(what: String, word: String, known: [String], nearest: String?)
    /// The line ends where something has to follow.
    case missing(String)
    /// Something stands where nothing more may follow.
    case unexpected(String)
    /// A word that is not what it should be; `expected` says what that is.
    case invalid(what: String, text: String, expected: Sentence)
    /// A number or span beyond what can be meant.
    case outOfRange(what: String, text: String, least: String, most: String)
    case repeated(option: String)
    /// Two options that exclude each other.
    case contradiction(String, String)
    /// A line of the language that is no command to the cluster.
    case notACommand(verb: String)
    /// More than a line or file may hold.
    case tooMany(what: String, most: Int)
  }

  /// Of the first character that is wrong, counted from 1.
  package var column: Int
  package var reason: Reason
  /// A line that says it right; empty if there is none to show.
  package var example = ""

  package init(_ column: Int, _ reason: Reason) {
    self.column = column
    self.reason = reason
  }

  /// A word that is none of `known`, or of other ways to say them.
  static func unknown(
    _ what: String,
    _ word: LineWord,
    _ known: [String],
    aliases: [String] = []
  ) -> Self {
    let nearest = NearestWord.find(word.text, in: known + aliases)
    return Self(
      word.column,
      .unknown(what: what, word: word.text, known: known, nearest: nearest)
    )
  }
}
