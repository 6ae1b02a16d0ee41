import ClusterState
import Console
import Testing

/// What the model says has Korean words.
@Suite struct KoreanWordsTests {
  @Test func `every rule of lint has them`() {
    for rule in LintRule.all {
      #expect(rule.title.untranslated == [], "\(rule.id)")
      #expect(rule.explanation.untranslated == [], "\(rule.id)")
    }
    for lesson in LintLesson.all {
      #expect(lesson.title.untranslated + lesson.limits.untranslated == [], "L\(lesson.number)")
    }
    for code in PopeyeCode.all {
      #expect(code.title.untranslated + code.reason.untranslated == [], "\(code.number)")
    }
  }

  @Test(arguments: Delays.Name.allCases)
  func `every delay has them`(name: Delays.Name) {
    #expect(name.meaning.untranslated == [])
  }

  @Test(arguments: Verdict.allCases)
  func `every verdict has them`(verdict: Verdict) {
    #expect(VerdictText.word(verdict).untranslated == [])
  }

  @Test(arguments: TraceStage.allCases)
  func `every part of a way has them`(stage: TraceStage) {
    #expect(stage.word.untranslated == [])
  }

  @Test func `a list of reasons is one Korean sentence`() {
    let sentence: Sentence = "\(Sentence(counting: 2, "pod")) and \(Sentence(counting: 1, "node"))"
    #expect(Language.korean.text(sentence) == "파드 2개와 노드 1개")
    #expect(Language.english.text(sentence) == "2 pods and 1 node")
  }
}

extension Sentence {
  /// Its templates that have words and no Korean, with those of what is put in.
  fileprivate var untranslated: [String] {
    let inner = parts.flatMap { part -> [String] in
      if case .sentence(let sentence) = part { sentence.untranslated } else { [] }
    }
    let words = template.replacing(/\{[0-9]+\}/, with: "")
    let hasWords = words.contains(where: \.isLetter)
    return hasWords && Catalog.korean[template] == nil ? [template] + inner : inner
  }
}
