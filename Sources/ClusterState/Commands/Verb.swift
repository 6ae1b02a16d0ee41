/// One verb of the command language: how it is written, what it does, how it is read.
///
/// Verbs stand in families, a file each; ``all`` is the table that the parser, the completion and
/// the documentation read. A new verb is one more entry of a family.
package struct Verb: Sendable {
  package let name: String
  /// How a line of it looks, one form an entry.
  package let forms: [String]
  /// What it does, as a sentence.
  package let summary: String
  package let options: [VerbOption]
  /// A line that is right.
  package let example: String
  /// Reads what follows the verb.
  let read: @Sendable (inout CommandReader) throws(SyntaxFailure) -> Instruction

  init(
    _ name: String,
    _ forms: [String],
    _ summary: String,
    options: [VerbOption] = [],
    example: String,
    read: @escaping @Sendable (inout CommandReader) throws(SyntaxFailure) -> Instruction
  ) {
    self.name = name
    self.forms = forms
    self.summary = summary
    self.options = options
    self.example = example
    self.read = read
  }

  /// Its own options and those of every verb.
  package var allOptions: [VerbOption] { options + [.namespace] }

  /// All verbs, in families with a title each.
  static let families: [(title: String, verbs: [Verb])] = [
    ("Objects", objects), ("Rollouts", rollouts), ("Nodes", nodes), ("Requests", traffic),
    ("Settings", settings), ("Time and history", history),
  ]

  package static let all: [Verb] = families.flatMap(\.verbs)

  /// The verb of that name.
  package static func named(_ name: String) -> Verb? { all.first { $0.name == name } }
}

/// An option of a verb.
package struct VerbOption: Hashable, Sendable {
  /// The long name, without dashes.
  package let name: String
  /// The letter of its short form.
  package var short: Character?
  /// What its value is called; `nil` for a switch.
  package var value: String?
  package let summary: String

  /// Of every verb that names objects.
  static let namespace = VerbOption(
    name: "namespace",
    short: "n",
    value: "NAMESPACE",
    summary: "The namespace of names that say none."
  )

  /// `--replicas=N`, `--now`, `-p PATCH`: how it is written.
  package var form: String {
    let long = "--\(name)" + (value.map { "=\($0)" } ?? "")
    return short.map { "-\($0)\(value.map { " \($0)" } ?? ""), \(long)" } ?? long
  }
}
