/// Judges cases of the category `categorize`.
enum CategorizeCase {
  static func judge(_ document: JSONTree) -> CaseJudgement {
    var judgement = CaseJudgement()
    judgement.check(document["name"]?.string ?? "", expected: "judged", actual: "not yet")
    return judgement
  }
}
