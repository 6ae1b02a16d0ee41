import Foundation
import Testing

@testable import ClusterState

/// A recorded cluster that is made real.
struct KernelWorld: CustomTestStringConvertible, Sendable {
  let name: String
  /// Its objects, the options of kube-proxy among them.
  private let document: JSONTree
  /// Connections with what they are called, if any were recorded.
  let runs: [JSONTree]

  var testDescription: String { name }

  /// Those of a file of the model's fixtures.
  private static func all(_ file: String) -> [KernelWorld] {
    let tests = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    let path = tests.appending(path: "ClusterStateTests/Fixtures/\(file)")
    guard let data = try? Data(contentsOf: path),
      let tree = try? JSONTree(parsing: Array(data), file: file)
    else { return [] }
    return tree.elements.map(KernelWorld.init)
  }

  /// Clusters in which a real kube-proxy's rules were tried in a real kernel.
  static let recorded = all("kernel/runs.json")
  /// Clusters with the rules of a real kube-proxy.
  static let ruled = all("rules/worlds.json")

  private init(_ tree: JSONTree) {
    name = (tree["world"] ?? tree["name"])?.string ?? ""
    runs = tree["runs"]?.elements ?? []
    let settings: JSONTree = [
      "apiVersion": "svctui.dev/v1alpha1", "kind": "Simulation",
      "spec": ["kubeProxy": tree["kubeProxy"] ?? .null],
    ]
    let items = tree["items"]?.elements ?? tree["cluster"]?["items"]?.elements ?? []
    document = ["apiVersion": "v1", "kind": "List", "items": .array(items + [settings])]
  }

  func simulation(_ mode: ProxyMode) throws -> Simulation {
    var options = SessionOptions()
    options.proxy.mode = mode
    return Simulation(
      opening: try load([UInt8](JSONPrinter.text(of: document)), name),
      options: options
    )
  }
}

/// Loads one document.
func load(_ bytes: [UInt8], _ name: String) throws -> LoadedDocument {
  var loader = DocumentLoader()
  try loader.load(ArraySource(bytes), name: name)
  let document = loader.finish()
  #expect(document.problems == [])
  return document
}
