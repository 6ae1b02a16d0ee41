import Testing

@testable import ClusterState

/// Connections that were really made: the rules of a real kube-proxy in a real kernel, with pods as
/// network namespaces, counted by the pod that answered and the source it saw.
@Suite struct KernelRunTests {
  struct Run: CustomTestStringConvertible, Sendable {
    var world: String
    var document: JSONTree
    var run: JSONTree

    var testDescription: String { "\(world) \(text("mode")): \(text("case"))" }

    func text(_ key: String) -> String { run[key]?.string ?? "" }

    func simulation() throws -> Simulation {
      let document = try load(bytes: JSONPrinter.text(of: document), name: world)
      #expect(document.problems == [])
      var options = SessionOptions()
      options.proxy.mode = ProxyMode(rawValue: text("mode"))
      return Simulation(opening: document, options: options)
    }

    func traffic() throws -> Traffic {
      Traffic(
        from: try #require(Source(text("from"))),
        to: try #require(Destination(text("to"))),
        // Outside clients were routed over this node.
        entryNode: "node-a"
      )
    }
  }

  static let runs: [Run] = {
    guard let bytes = try? Fixture.bytes("kernel/runs.json"),
      let worlds = try? JSONTree(parsing: bytes, file: "kernel/runs.json")
    else { return [] }
    return worlds.elements.flatMap { world -> [Run] in
      var document = world["cluster"] ?? .null
      let settings: JSONTree = [
        "apiVersion": "svctui.dev/v1alpha1", "kind": "Simulation",
        "spec": ["kubeProxy": world["kubeProxy"] ?? .null],
      ]
      document["items"] = .array((document["items"]?.elements ?? []) + [settings])
      return (world["runs"]?.elements ?? []).map {
        Run(world: world["world"]?.string ?? "", document: document, run: $0)
      }
    }
  }()

  @Test func `there are runs`() {
    #expect(Self.runs.count == 82)
  }

  @Test(arguments: runs)
  func `the simulation agrees with the kernel`(run: Run) throws {
    let trace = try run.simulation().trace(run.traffic())
    let counts = run.run["counts"]?.members ?? []
    guard !counts.isEmpty else {
      // What the kernel answered is all that a client can tell apart.
      let refusals: [Verdict] = [.rejected, .refused]
      #expect(refusals.contains(trace.verdict) == (run.text("failure") == "ECONNREFUSED"))
      #expect(trace.verdict != .delivered)
      return
    }
    #expect(trace.verdict == .delivered)
    let seen = run.run["seen"]?.elements.compactMap(\.string) ?? []
    #expect(trace.sourceSeen?.description == seen.first && seen.count == 1)
    let requests = Double(run.run["requests"]?.integer ?? 0)
    let isSticky = trace.leading.affinity != .none
    let names = counts.map(\.key)
    let possible = trace.targets.map { $0.endpoint.address.description }
    #expect(isSticky ? names.count == 1 : Set(possible) == Set(names))
    for target in trace.targets where !isSticky {
      let count = counts.first { $0.key == "\(target.endpoint.address)" }?.value.integer ?? 0
      let expected = requests * target.probability
      let deviation = (expected * (1 - target.probability)).squareRoot()
      #expect(abs(Double(count) - expected) <= 5 * deviation)
    }
  }
}
