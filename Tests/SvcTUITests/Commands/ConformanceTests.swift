import Foundation
import Testing

/// What was held against what, as the program says and the documentation repeats.
@Suite struct ConformanceTests {
  private static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
  private static let cases = root.appending(path: "Tests/ClusterStateTests/Fixtures/conformance")

  private static func text(_ path: String) throws -> String {
    try String(contentsOf: root.appending(path: path), encoding: .utf8)
  }

  @Test func `all recorded cases pass, and none is skipped`() throws {
    let result = try BuiltProgram.run(["conformance", Self.cases.path])
    #expect(result.output.hasSuffix("\n2284 passed, 0 failed, 0 skipped\n"))
    #expect(result.status == 0)
  }

  @Test func `a wrong expectation fails, and a file that is no case is told`() throws {
    try TemporaryFolder.use { folder in
      let wrong = """
        {"name":"wrong","what":"nodePort","range":"30000-32767",
         "expect":{"portCount":1,"staticBand":[1,2],"dynamicBand":[3,4]}}
        """
      try folder.write(Array(wrong.utf8), to: "wrong.json")
      try folder.write(Array("{}".utf8), to: "other.json")
      let result = try BuiltProgram.run(["conformance", folder.path("")])
      #expect(result.output.contains("FAILED"))
      #expect(result.output.contains("SKIPPED"))
      #expect(result.output.hasSuffix("0 passed, 1 failed, 1 skipped\n"))
      #expect(result.status == 1)
    }
  }

  @Test func `the page of the documentation is up to date`() throws {
    let list = Self.root.appending(path: "docs/e2e.tsv").path
    let result = try BuiltProgram.run(["conformance", "--page", list, Self.cases.path])
    let page = try Self.text("Sources/ClusterState/ClusterState.docc/Conformance.md")
    #expect(result.output == page, "scripts/conformance-page writes it anew")
    let marks = ["<!-- conformance -->", "<!-- /conformance -->"]
    let table = try #require(page.components(separatedBy: marks[0]).last)
      .components(separatedBy: marks[1])[0]
    #expect(try Self.text("README.md").contains(marks[0] + table + marks[1]))
  }
}
