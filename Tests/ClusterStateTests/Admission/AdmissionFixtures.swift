import Foundation
import Testing

@testable import ClusterState

/// Recorded cases that lie beside the tests.
enum AdmissionFixtures {
  /// The cases in `Fixtures/<name>.json`.
  static func cases(_ name: String) throws -> [JSONTree] {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    let data = try Data(contentsOf: folder.appending(path: "Fixtures/\(name).json"))
    return CaseFile.cases(in: try JSONTree(parsing: Array(data), file: name))
  }
}
