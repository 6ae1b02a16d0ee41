import Testing

@testable import ClusterState

/// The recorded cases of the categories `flows` and `categorize`.
@Suite struct ProxyCaseTests {
  struct Case: CustomTestStringConvertible, Sendable {
    var document: JSONTree
    var testDescription: String { document["name"]?.string ?? "" }
  }

  static func cases(_ category: String) -> [Case] {
    guard let text = try? Fixture.bytes("conformance/\(category).json"),
      let file = try? JSONTree(parsing: text, file: category)
    else { return [] }
    return file.elements.map { Case(document: $0) }
  }

  static let flows = cases("flows")
  static let categorisations = cases("categorize")

  @Test func `all cases are there`() {
    #expect(Self.flows.count == 118)
    #expect(Self.categorisations.count == 58)
    let checks = Self.flows.map { FlowCase.judge($0.document).checks }
    #expect(checks.reduce(0, +) == 1714)
  }

  @Test(arguments: flows + categorisations)
  func `a node's proxy does what the real one did`(recorded: Case) throws {
    var report = ConformanceReport()
    report.add(recorded.document, file: recorded.testDescription)
    #expect(report.failures == [])
    #expect(report.unknownFiles == [])
  }

  @Test func `a wrong expectation fails`() throws {
    for recorded in Self.flows.prefix(20) {
      var document = recorded.document
      var flows = document["flows"]?.elements ?? []
      let verdict = try #require(flows[0]["expect"]?["verdict"]?.string)
      flows[0]["expect"]?["verdict"] = verdict == "drop" ? "reject" : "drop"
      document["flows"] = .array(flows)
      #expect(FlowCase.judge(document).failures.count == 1)
    }
  }
}
