/// Judges cases of the category `defaulting`.
enum DefaultingCase {
  static func judge(_ document: JSONTree) -> CaseJudgement {
    var judgement = CaseJudgement()
    let expected = document.object("expect")
    judgement.check(
      document["name"]?.string ?? "",
      expected: Outcome(
        object: expected["defaultedObject"],
        isValid: expected["validAfterDefaulting"]?.boolean,
        errors: expected.list("errors").map { "\($0.text("type")) \($0.text("field"))" }.sorted()
      ),
      actual: outcome(document["object"] ?? .null)
    )
    return judgement
  }

  private static func outcome(_ object: JSONTree) -> Outcome {
    guard case .object = object else { return Outcome(object: nil, isValid: nil, errors: []) }
    let defaulted = ObjectAdmission.defaulted(object)
    let errors = ObjectAdmission.errors(in: defaulted, .create)
    return Outcome(
      object: defaulted,
      isValid: errors.isEmpty,
      errors: errors.map { "\($0.kind.rawValue) \($0.field)" }.sorted()
    )
  }

  /// The object with its defaults, and what validation says of it.
  private struct Outcome: Equatable, CustomStringConvertible {
    var object: JSONTree?
    var isValid: Bool?
    var errors: [String]

    var description: String {
      let verdict = isValid == true ? "valid" : errors.joined(separator: ", ")
      return "\((object ?? .null).compactText): \(verdict)"
    }
  }
}
