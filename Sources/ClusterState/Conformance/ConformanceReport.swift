/// What running conformance cases came to.
package struct ConformanceReport: Sendable {
  /// The counts of one category.
  package struct Counts: Equatable, Sendable {
    package var files = 0
    package var checks = 0
    package var failed = 0
    package var skipped = 0

    /// Checks that gave what was expected.
    package var passed: Int { checks - failed - skipped }
  }

  /// A check that did not give what was expected, or a file that could not be judged.
  package struct Failure: Equatable, Sendable {
    package var file: String
    package var check: String
    package var expected: String
    package var actual: String
  }

  /// By category, also those without any file.
  package private(set) var categories: [ConformanceCategory: Counts] = [:]
  /// In the order of the files.
  package private(set) var failures: [Failure] = []
  /// Files that are no case of any category.
  package private(set) var unknownFiles: [String] = []

  package init() {}

  /// The sum of all categories; a file of no category is a skipped check.
  package var total: Counts {
    var total = Counts()
    for counts in categories.values {
      total.files += counts.files
      total.checks += counts.checks
      total.failed += counts.failed
      total.skipped += counts.skipped
    }
    total.files += unknownFiles.count
    total.checks += unknownFiles.count
    total.skipped += unknownFiles.count
    return total
  }

  package subscript(category: ConformanceCategory) -> Counts {
    categories[category] ?? Counts()
  }

  /// Judges the cases of a file and adds what came of them.
  package mutating func add(_ document: JSONTree, file: String) {
    for recorded in CaseFile.cases(in: document) { judge(recorded, file) }
  }

  /// Counts a file that cannot hold a case.
  package mutating func skip(_ file: String) { unknownFiles.append(file) }

  private mutating func judge(_ document: JSONTree, _ file: String) {
    guard let category = ConformanceCategory(of: document) else {
      unknownFiles.append(file)
      return
    }
    let judgement = category.judge(document)
    var counts = self[category]
    counts.files += 1
    counts.checks += judgement.checks
    counts.failed += judgement.failures.count
    categories[category] = counts
    failures += judgement.failures.map {
      Failure(file: file, check: $0.check, expected: $0.expected, actual: $0.actual)
    }
  }
}
