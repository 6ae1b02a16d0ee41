import ClusterState
import Foundation
import Testing

@Suite struct LintPageTests {
  private static let file = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "docs/lint.md")

  @Test func `the page of all rules is what the rules say`() throws {
    let page = try String(contentsOf: Self.file, encoding: .utf8)
    #expect(page == LintPage.markdown, "svctui lint --rules > docs/lint.md")
  }
}
