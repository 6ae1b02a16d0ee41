import ClusterState
import Foundation
import PseudoTerminal
import Testing

/// The manifest for a cluster's own engine.
@Suite struct SweepJobTests {
  private static let head = "format 1\ncluster world.yaml # of the shop\nlet n = 3\n"
  private static let lines = "scale deployment web -n shop --replicas=$n\n"
  private static let world = """
    apiVersion: v1
    kind: Namespace
    metadata: {name: shop}
    ---
    apiVersion: apps/v1
    kind: Deployment
    metadata: {name: web, namespace: shop}
    spec:
      replicas: 2
      selector: {matchLabels: {app: web}}
      template:
        metadata: {labels: {app: web}}
        spec: {containers: [{name: web, image: "web:1"}]}

    """

  private func emit(
    in folder: TemporaryFolder,
    _ arguments: [String] = []
  ) throws -> BuiltProgram.Result {
    try BuiltProgram.run(
      ["sweep", folder.path("a.scenario"), "--emit-job", "--vary", "n=1..4"] + arguments
    )
  }

  /// The documents of a manifest, read as YAML, without the words before them.
  private func documents(_ text: String) throws -> [JSONTree] {
    try text.split(separator: "\n---\n").dropFirst().map { document in
      try JSONTree(objectText: "\(document)\n", file: "job")
    }
  }

  @Test func `the manifest is YAML that holds scenario and cluster and starts every shard`() throws
  {
    try TemporaryFolder.use { folder in
      try folder.write(Array((Self.head + Self.lines).utf8), to: "a.scenario")
      try folder.write(Array(Self.world.utf8), to: "world.yaml")
      let result = try emit(in: folder, ["--shards", "4", "--image", "registry.example/svctui:2"])
      #expect(result.status == 0, "\(result.errors)")
      let all = try documents(result.output)
      let map = try #require(all.first { $0["kind"]?.string == "ConfigMap" })
      #expect(
        map["data"]?["scenario"]?.string
          == "format 1\ncluster cluster/world.yaml\nlet n = 3\n" + Self.lines
      )
      #expect(map["data"]?["cluster-0"]?.string == Self.world)
      let job = try #require(all.first { $0["kind"]?.string == "Job" })
      let spec = try #require(job["spec"])
      #expect(spec["completionMode"]?.string == "Indexed")
      #expect(spec["completions"]?.integer == 4)
      #expect(spec["parallelism"]?.integer == 4)
      let pod = try #require(spec["template"]?["spec"])
      #expect(pod["restartPolicy"]?.string == "Never")
      let container = try #require(pod["containers"]?.elements.first)
      #expect(container["image"]?.string == "registry.example/svctui:2")
      #expect(
        container["args"]?.elements.compactMap(\.string) == [
          "sweep", "/sweep/sweep.scenario", "--vary=n=1..4", "--seeds=1..100",
          "--shard=$(JOB_COMPLETION_INDEX)/4", "--jobs=1", "--output=json",
        ]
      )
      let items = pod["volumes"]?.elements.first?["configMap"]?["items"]?.elements ?? []
      #expect(items.compactMap { $0["path"]?.string } == ["sweep.scenario", "cluster/world.yaml"])
      try folder.write(Array(result.output.utf8), to: "job.yaml")
      #expect(try BuiltProgram.run(["validate", folder.path("job.yaml")]).status == 0)
    }
  }

  @Test func `what the pods find gives the same results as here`() throws {
    try TemporaryFolder.use { folder in
      try folder.write(Array((Self.head + Self.lines).utf8), to: "a.scenario")
      try folder.write(Array(Self.world.utf8), to: "world.yaml")
      let output = try emit(in: folder).output
      let all = try documents(output)
      let map = try #require(all.first { $0["kind"]?.string == "ConfigMap" })
      let scenario = try #require(map["data"]?["scenario"]?.string)
      try folder.write(Array(scenario.utf8), to: "sweep.scenario")
      try FileManager.default.createDirectory(
        atPath: folder.path("cluster"),
        withIntermediateDirectories: true
      )
      try folder.write(Array(Self.world.utf8), to: "cluster/world.yaml")
      let words = ["--vary", "n=1..4", "--seeds", "1..3", "-o", "json"]
      let there = try BuiltProgram.run(["sweep", folder.path("sweep.scenario")] + words)
      let here = try BuiltProgram.run(["sweep", folder.path("a.scenario")] + words)
      #expect(there.output == here.output)
      #expect(here.output.split(separator: "\n").count == 12)
    }
  }

  @Test func `bytes that are no text stand in it as they are`() throws {
    try TemporaryFolder.use { folder in
      let text = Self.head.replacing("world.yaml", with: "parts") + Self.lines
      try folder.write(Array(text.utf8), to: "a.scenario")
      try FileManager.default.createDirectory(
        atPath: folder.path("parts"),
        withIntermediateDirectories: true
      )
      try folder.write(Array(Self.world.utf8), to: "parts/a.yaml")
      let odd = "# \u{2028}\napiVersion: v1\nkind: Namespace\nmetadata: {name: b}\n"
      try folder.write(Array(odd.utf8), to: "parts/b.yaml")
      let result = try emit(in: folder)
      #expect(result.status == 0, "\(result.errors)")
      let all = try documents(result.output)
      let map = try #require(all.first { $0["kind"]?.string == "ConfigMap" })
      let coded = try #require(map["binaryData"]?["cluster-1"]?.string)
      #expect(Data(base64Encoded: coded) == Data(odd.utf8))
      #expect(map["data"]?["cluster-0"]?.string == Self.world)
    }
  }

  @Test func `what no ConfigMap can hold needs a volume, and the message says so`() throws {
    try TemporaryFolder.use { folder in
      try folder.write(Array((Self.head + Self.lines).utf8), to: "a.scenario")
      let padding = "# " + String(repeating: "x", count: 1 << 20) + "\n"
      try folder.write(Array((Self.world + padding).utf8), to: "world.yaml")
      let result = try emit(in: folder)
      #expect(result.status == 1)
      #expect(result.output.isEmpty)
      #expect(result.errors.contains("--claim NAME"))
      let claimed = try emit(in: folder, ["--claim", "scenarios"])
      #expect(claimed.status == 0)
      let all = try documents(claimed.output)
      #expect(all.compactMap { $0["kind"]?.string } == ["Job"])
      let pod = try #require(all[0]["spec"]?["template"]?["spec"])
      let claim = pod["volumes"]?.elements.first?["persistentVolumeClaim"]?["claimName"]?.string
      #expect(claim == "scenarios")
      let arguments = pod["containers"]?.elements.first?["args"]?.elements ?? []
      #expect(arguments.dropFirst().first?.string == "/sweep/a.scenario")
    }
  }

  @Test func `a mistake of every pod is told before there is any`() throws {
    try TemporaryFolder.use { folder in
      try folder.write(Array((Self.head + Self.lines).utf8), to: "a.scenario")
      let noCluster = try emit(in: folder)
      #expect(noCluster.status == 66)
      try folder.write(Array(Self.world.utf8), to: "world.yaml")
      let unknown = try emit(in: folder, ["--vary", "m=1"])
      #expect(unknown.status == 64)
      #expect(unknown.errors.contains("m is nothing that this scenario lets vary"))
      let many = try emit(in: folder, ["--seeds", "1..2", "--shards", "9"])
      #expect(many.status == 64)
      #expect(many.errors.contains("8 runs only"))
    }
  }
}
