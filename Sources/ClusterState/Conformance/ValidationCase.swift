/// Judges cases of the category `validation`.
enum ValidationCase {
  static func judge(_ document: JSONTree) -> CaseJudgement {
    var judgement = CaseJudgement()
    judgement.check(document["name"]?.string ?? "", expected: "judged", actual: "not yet")
    return judgement
  }
}
