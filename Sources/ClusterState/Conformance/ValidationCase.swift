/// Judges cases of the category `validation`.
enum ValidationCase {
  static func judge(_ document: JSONTree) -> CaseJudgement {
    var judgement = CaseJudgement()
    judgement.check(
      document["name"]?.string ?? "",
      expected: Answers(
        literal: Answer(expected: document.object("expect")),
        defaulted: Answer(expected: document.object("expectAfterDefaulting"))
      ),
      actual: answers(document)
    )
    return judgement
  }

  private static func answers(_ document: JSONTree) -> Answers? {
    guard let object = document["object"] else { return nil }
    let old = document["oldObject"]
    let defaulted = ObjectAdmission.defaulted(object)
    let oldDefaulted = old.map(ObjectAdmission.defaulted)
    guard let literal = operation(document, old), let after = operation(document, oldDefaulted)
    else { return nil }
    return Answers(
      literal: Answer(ObjectAdmission.errors(in: object, literal)),
      defaulted: Answer(ObjectAdmission.errors(in: defaulted, after))
    )
  }

  private static func operation(
    _ document: JSONTree,
    _ old: JSONTree?
  ) -> ObjectAdmission.Operation? {
    switch (document["operation"]?.string, old) {
    case ("create", _): .create
    case ("update", let old?): .update(old: old)
    case ("statusUpdate", let old?): .statusUpdate(old: old)
    default: nil
    }
  }

  /// What is found in the object as it stands, and with its defaults.
  private struct Answers: Equatable, CustomStringConvertible {
    var literal: Answer
    var defaulted: Answer

    var description: String {
      literal == defaulted ? "\(literal)" : "\(literal); with defaults \(defaulted)"
    }
  }
}

/// What validation is to find: whether the object is good, how many mistakes, and which.
private struct Answer: Equatable, CustomStringConvertible {
  private let isValid: Bool?
  private let count: Int64?
  /// Type and field of each, sorted: the same one may occur twice.
  private let errors: [String]

  init(expected: JSONTree) {
    isValid = expected["valid"]?.boolean
    errors = expected.list("errors").map { "\($0.text("type")) \($0.text("field"))" }.sorted()
    count = expected.number("errorCount") ?? Int64(errors.count)
  }

  init(_ errors: [FieldError]) {
    isValid = errors.isEmpty
    count = Int64(errors.count)
    self.errors = errors.map { "\($0.kind.rawValue) \($0.field)" }.sorted()
  }

  var description: String {
    isValid == true ? "valid" : "\(count ?? 0) errors: \(errors.joined(separator: ", "))"
  }
}
