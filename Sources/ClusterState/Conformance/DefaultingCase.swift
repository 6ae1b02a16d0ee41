/// Judges cases of the category `defaulting`.
enum DefaultingCase {
  static func judge(_ document: JSONTree) -> CaseJudgement {
    var judgement = CaseJudgement()
    judgement.check(document["name"]?.string ?? "", expected: "judged", actual: "not yet")
    return judgement
  }
}
