import Testing

@testable import ClusterState

/// A cluster, and what the real kube-proxy wrote on its nodes.
///
/// Of its rules the recordings hold those that depend on Services or options, each as
/// `table chain rule` or `family place element`.
struct RuleRecording: CustomTestStringConvertible, Sendable {
  let tree: JSONTree

  var name: String { tree["name"]?.string ?? "" }
  var testDescription: String { name }

  static let worlds = all("worlds").map(RuleRecording.init)
  /// What was given to `iptables-restore` in IPVS mode; several nodes got the same.
  static let restoreInputs = all("restore-inputs")

  private static func all(_ file: String) -> [JSONTree] {
    guard let bytes = try? Fixture.bytes("rules/\(file).json"),
      let tree = try? JSONTree(parsing: bytes, file: file)
    else { return [] }
    return tree.elements
  }

  /// The recorded nodes of a mode.
  func dumps(_ mode: ProxyMode) -> [JSONTree] {
    (tree["dumps"]?.elements ?? []).filter { $0["mode"]?.string == mode.rawValue }
  }

  func simulation(_ mode: ProxyMode, scheduler: IPVSScheduler? = nil) throws -> Simulation {
    let settings: JSONTree = [
      "apiVersion": "svctui.dev/v1alpha1", "kind": "Simulation",
      "spec": ["kubeProxy": tree["kubeProxy"] ?? .null],
    ]
    let list: JSONTree = [
      "apiVersion": "v1", "kind": "List",
      "items": .array((tree["items"]?.elements ?? []) + [settings]),
    ]
    var options = SessionOptions()
    options.proxy.mode = mode
    options.proxy.scheduler = scheduler
    let document = try load(bytes: JSONPrinter.text(of: list), name: name)
    #expect(document.problems == [])
    return Simulation(opening: document, options: options)
  }
}

extension Simulation {
  func nodeID(_ dump: JSONTree) throws -> NodeID {
    try #require(node(named: dump["node"]?.string ?? ""))
  }
}

extension JSONTree {
  func texts(_ key: String) -> [String] { self[key]?.elements.compactMap(\.string) ?? [] }
}
