import ClusterState
import Foundation
import Testing

@Suite struct LanguagePageTests {
  private static let file = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "docs/commands.md")

  @Test func `the page of the language is what the tables say`() throws {
    let page = try String(contentsOf: Self.file, encoding: .utf8)
    let (kept, made) = (page.split(separator: "\n"), LanguagePage.markdown.split(separator: "\n"))
    let different = zip(kept, made).first { $0 != $1 }.map { "\($0) became \($1)" }
    #expect(different == nil, "svctui run --language > docs/commands.md")
    #expect(kept.count == made.count)
    #expect(Verb.all.allSatisfy { page.contains("### \($0.name)\n") })
  }
}
