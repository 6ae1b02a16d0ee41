import Foundation
import Testing

@testable import ClusterState

/// The recorded cases of the category `endpointslices`, in one file in which objects and endpoints
/// that many cases share stand once and are referred to by number.
@Suite struct EndpointSliceCaseTests {
  private static let cases: [JSONTree] = {
    guard let text = try? Fixture.bytes("conformance/endpointslices.json"),
      let file = try? JSONTree(parsing: text, file: "endpointslices.json")
    else { return [] }
    return CaseFile.cases(in: file)
  }()

  @Test func `all cases are there`() {
    #expect(Self.cases.count == 77)
    #expect(Self.cases.allSatisfy { ConformanceCategory(of: $0) == .endpointslices })
  }

  @Test(arguments: Self.cases.indices)
  func `the controller leaves the slices of the recorded case`(index: Int) {
    let judgement = EndpointSliceCase.judge(Self.cases[index])
    #expect(judgement.checks == 1)
    for failure in judgement.failures {
      Issue.record("\(failure.check): \(failure.expected), but \(failure.actual)")
    }
  }

  @Test(arguments: ["syncError", "sliceLabels", "groups", "hintsByZone"])
  func `a wrong expectation fails`(field: String) throws {
    let affected = Self.cases.filter { $0["expect"]?[field] != nil }
    #expect(!affected.isEmpty)
    for document in affected {
      var document = document
      var expectation = try #require(document["expect"])
      expectation[field] = Self.spoilt(try #require(expectation[field]))
      document["expect"] = expectation
      #expect(EndpointSliceCase.judge(document).failures.count == 1, "\(document["name"] ?? "")")
    }
  }

  /// The same with one detail changed.
  private static func spoilt(_ tree: JSONTree) -> JSONTree {
    switch tree {
    case .boolean(let value): return .boolean(!value)
    case .integer(let number): return .integer(number + 1)
    case .string(let text): return .string(text + "x")
    case .array(let elements):
      guard let last = elements.last else { return [["addressType": "IPv4", "sliceSizes": [0]]] }
      return .array(elements.dropLast() + [spoilt(last)])
    case .object(let members):
      guard let last = members.last(where: { $0.key != "ports" }) else { return ["spoilt": "yes"] }
      var tree = tree
      tree[last.key] = spoilt(last.value)
      return tree
    case .null, .number: return "spoilt"
    }
  }
}
