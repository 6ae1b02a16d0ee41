import Testing

@testable import ClusterState

/// Labels of pods and nodes, and the patch that leads from one object to another.
@Suite struct PatchPlacesTests {
  @Test func `the patch between two random trees makes one of the other`() {
    var generator = SeededGenerator(seed: 3)
    for _ in 0..<500 {
      let old = Self.tree(&generator, depth: 3)
      let new = Self.tree(&generator, depth: 3)
      let patch = JSONTree.mergePatch(from: old, to: new)
      #expect(patch.map { old.merged(with: $0) } ?? old == new)
      #expect(JSONTree.mergePatch(from: old, to: old) == nil)
    }
  }

  /// An object of few keys, so that two often share some.
  private static func tree(_ generator: inout SeededGenerator, depth: Int) -> JSONTree {
    var tree = JSONTree.object([])
    for key in ["a", "b", "c"] where generator.next(below: 3) > 0 {
      tree[key] =
        switch generator.next(below: 4) {
        case 0: .integer(Int64(generator.next(below: 3)))
        case 1: .array([.integer(Int64(generator.next(below: 2)))])
        default: depth == 0 ? "leaf" : Self.tree(&generator, depth: depth - 1)
        }
    }
    return tree
  }

  private static let labels = [
    "label pod shop/web-1 app- tier=front", "label node node-a zone=b",
    "label service shop/web a=b \"c=d e\"",
  ]

  @Test(arguments: labels)
  func `a line that labels reads as a patch, which prints as a line that reads the same`(
    line: String
  ) throws {
    let command = try CommandParser.parse(line)
    #expect(try CommandParser.parse("\(command)") == command)
  }

  @Test(arguments: [
    "label pod web", "label pod web =x", "label pod web x", "label ingress web a=b",
  ])
  func `a label that is none is refused with its place`(line: String) {
    #expect(throws: SyntaxFailure.self) { try CommandParser.parse(line) }
  }
}
