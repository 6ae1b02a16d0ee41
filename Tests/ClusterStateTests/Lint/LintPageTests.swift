import ClusterState
import Foundation
import Testing

@Suite struct LintPageTests {
  private static let file = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "docs/lint.md")

  @Test func `the page of all rules is what the rules say`() throws {
    let page = try String(contentsOf: Self.file, encoding: .utf8)
    let (kept, made) = (page.split(separator: "\n"), LintPage.markdown.split(separator: "\n"))
    let different = zip(kept, made).first { $0 != $1 }.map { "\($0) became \($1)" }
    #expect(different == nil, "svctui lint --rules > docs/lint.md")
    #expect(kept.count == made.count)
  }
}
