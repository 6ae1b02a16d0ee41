import Foundation
import Testing

/// The commands for scripts, run as scripts run them.
@Suite struct CommandTests {
  private static let version = "svctui.dev/v1alpha1"
  private static let send = [
    "send", "--demo", "shop", "--from", "pod/shop/client", "--to", "web:80", "--requests",
  ]

  @Test func `demos lists every demo with its numbers`() throws {
    let result = try BuiltProgram.run(["demos", "-o", "json"])
    #expect(result.status == 0 && result.errors == "")
    #expect(result.json?["apiVersion"] as? String == Self.version)
    let demos = try #require(result.json?["demos"] as? [[String: Any]])
    #expect(demos.count >= 5)
    for demo in demos {
      #expect(Set(demo.keys) == ["name", "title", "nodes", "pods", "services"])
      #expect((demo["services"] as? Int ?? 0) > 0)
      let name = try #require(demo["name"] as? String)
      #expect(try BuiltProgram.run(["validate", "--demo", name]).status == 0)
    }
    let text = try BuiltProgram.run(["demos"])
    #expect(text.output.hasPrefix("NAME ") && text.output.contains("02-shop"))
  }

  @Test func `validate says yes with 0 and no with 1`() throws {
    try TemporaryFolder.use { folder in
      let good = try folder.write(Self.cluster, to: "good.json")
      let result = try BuiltProgram.run(["validate", good, "-o", "json"])
      #expect(result.status == 0)
      #expect(result.json?["apiVersion"] as? String == Self.version)
      #expect(result.json?["accepted"] as? Bool == true)
      #expect(result.json?["objects"] as? Int == 4)
      #expect((result.json?["errors"] as? [Any])?.isEmpty == true)
      let bad = try folder.write(
        Self.cluster.replacing("\"port\": 80", with: "\"port\": \"eighty\""),
        to: "bad.json"
      )
      let refused = try BuiltProgram.run(["validate", bad, "-o", "json"])
      #expect(refused.status == 1)
      #expect(refused.json?["accepted"] as? Bool == false)
      let errors = try #require(refused.json?["errors"] as? [[String: Any]])
      let first = try #require(errors.first)
      #expect(Set(first.keys) == ["field", "file", "line", "message", "object", "type"])
      #expect(first["file"] as? String == bad)
      #expect(first["object"] as? String == "Service shop/web")
      // Of a value that cannot be read, the API server names the field in its message only.
      #expect(first["field"] as? String == "")
      #expect((first["message"] as? String)?.contains("ServicePort.spec.ports.port") == true)
      #expect(try BuiltProgram.run(["endpoints", bad]).status == 1)
      #expect(try BuiltProgram.run(["endpoints", bad, "--lenient"]).status == 0)
    }
  }

  @Test func `endpoints prints a List of EndpointSlices`() throws {
    let result = try BuiltProgram.run(
      ["endpoints", "--demo", "shop", "--service", "shop/web", "-o", "json"])
    #expect(result.status == 0)
    #expect(result.json?["apiVersion"] as? String == "v1")
    #expect(result.json?["kind"] as? String == "List")
    let items = try #require(result.json?["items"] as? [[String: Any]])
    #expect(items.count == 1)
    #expect(items.first?["apiVersion"] as? String == "discovery.k8s.io/v1")
    #expect((items.first?["endpoints"] as? [Any])?.count == 3)
    #expect(
      try BuiltProgram.run(["endpoints", "--demo", "shop", "--service", "shop/x"]).status == 1
    )
    let text = try BuiltProgram.run(["endpoints", "--demo", "shop"])
    #expect(text.output.hasPrefix("NAMESPACE"))
  }

  @Test func `endpoints reads its own output again`() throws {
    let first = try BuiltProgram.run(["endpoints", "--demo", "shop", "-o", "json"])
    let checked = try BuiltProgram.run(["validate", "-"], input: .bytes(Array(first.output.utf8)))
    #expect(checked.status == 0, "\(checked.output)")
  }

  @Test func `send counts every request in the shape that scripts expect`() throws {
    let result = try BuiltProgram.run(Self.send + ["900", "-o", "json"])
    #expect(result.status == 0)
    let json = try #require(result.json)
    #expect(
      Set(json.keys) == [
        "apiVersion", "requests", "seed", "outcomes", "endpoints", "sources", "latency",
        "chiSquare",
      ]
    )
    #expect(json["apiVersion"] as? String == Self.version)
    #expect(json["requests"] as? Int == 900)
    let outcomes = try #require(json["outcomes"] as? [String: Int])
    #expect(
      Set(outcomes.keys) == [
        "delivered", "rejected", "dropped", "refused", "reset", "timedOut", "nameError",
        "notHandled", "loop",
      ]
    )
    #expect(outcomes.values.reduce(0, +) == 900)
    let endpoints = try #require(json["endpoints"] as? [[String: Any]])
    #expect(endpoints.compactMap { $0["count"] as? Int }.reduce(0, +) == 900)
    let shares = endpoints.compactMap { $0["expectedShare"] as? Double }
    #expect(shares.count == 3 && abs(shares.reduce(0, +) - 1) < 1e-9)
    let latency = try #require(json["latency"] as? [String: Int])
    #expect(Set(latency.keys) == ["p50", "p90", "p99", "max"])
    #expect(!result.output.contains("null"))
  }

  @Test func `the same seed gives the same output to the digit and another seed another`() throws {
    func output(_ seed: String, _ format: String) throws -> String {
      try BuiltProgram.run(Self.send + ["5000", "--seed", seed, "-o", format]).output
    }
    for format in ["json", "text"] {
      let first = try output("1", format)
      #expect(try output("1", format) == first)
      #expect(try output("2", format) != first)
    }
  }

  @Test(
    arguments: [
      (["--from", "pod/shop/nobody", "--to", "web:80"], 1),
      (["--from", "node/nowhere", "--to", "svc/shop/web"], 1),
      (["--from", "outside", "--to", "svc/shop/nothing:80"], 1),
      (["--from", "outside", "--to", "node/nowhere:30080"], 1),
      (["--from", "outside", "--to", "node/node-a:30001", "--node", "nowhere"], 1),
      (["--from", "pod/shop/client", "--to", "svc/shop/web:nothing"], 64),
      (["--from", "somewhere", "--to", "web:80"], 64),
      (["--from", "outside", "--to", "a/b/c/d"], 64),
      (["--from", "outside"], 64), ([], 64),
      (["--from", "outside", "--to", "web:80", "--requests", "0"], 64),
      (["--from", "outside", "--to", "web:80", "--requests", "-3"], 64),
      (["--from", "outside", "--to", "web:80", "--protocol", "icmp"], 64),
      (["--from", "outside", "--to", "web:80", "--rate", "0"], 64),
      (["--from", "pod/shop/client", "--to", "wep:80"], 0),
      (["--from", "outside", "--to", "svc/shop/web:80"], 0),
    ] as [([String], Int32)]
  )
  func `send tells a question answered no from one not understood`(
    arguments: [String],
    status: Int32
  ) throws {
    let result = try BuiltProgram.run(["send", "--demo", "shop"] + arguments)
    #expect(result.status == status, "\(result.errors)")
    #expect(result.errors.isEmpty == (status == 0))
    #expect(result.output.isEmpty == (status != 0))
  }

  @Test func `screen prints the same screen every time, in both forms`() throws {
    let arguments = [
      "screen", "--demo", "shop", "--size", "100x30", "--keys",
      "t Enter Ctrl-T wait:2s Tab Ctrl-K wait:500ms",
    ]
    let first = try BuiltProgram.run(arguments)
    #expect(first.status == 0)
    #expect(first.output.split(separator: "\n", omittingEmptySubsequences: false).count == 31)
    #expect(first.output.contains("terminating"))
    #expect(try BuiltProgram.run(arguments).output == first.output)
    let json = try BuiltProgram.run(arguments + ["-o", "json"])
    #expect(json.json?["apiVersion"] as? String == Self.version)
    #expect(json.json?["size"] as? String == "100x30")
    let rows = try #require(json.json?["rows"] as? [String])
    #expect(rows.count == 30)
    let text = first.output.split(separator: "\n", omittingEmptySubsequences: false)
    for (row, line) in zip(rows, text) { #expect(row.hasPrefix(line)) }
    let styles = try #require(json.json?["styles"] as? [[[Any]]])
    #expect(styles.count == 30 && styles.contains { !$0.isEmpty })
  }

  @Test(arguments: ["80", "0x10", "80x24x1", "80xx24", "x80x24", "ax24", "1001x10", "-80x24", ""])
  func `a size that is none is a usage error`(size: String) throws {
    #expect(try BuiltProgram.run(["screen", "--demo", "shop", "--size=\(size)"]).status == 64)
  }

  @Test(arguments: ["'open", "Ctrl-Nonsense", "wait:2", "wait:-1s", "wait:xs"])
  func `keys that are none are a usage error`(keys: String) throws {
    #expect(try BuiltProgram.run(["screen", "--demo", "shop", "--keys", keys]).status == 64)
  }

  static let cluster = """
    {"apiVersion": "v1", "kind": "List", "items": [
      {"apiVersion": "apps/v1", "kind": "Deployment",
       "metadata": {"name": "web", "namespace": "shop"},
       "spec": {"replicas": 3, "selector": {"matchLabels": {"app": "web"}},
        "template": {"metadata": {"labels": {"app": "web"}},
         "spec": {"containers": [{"name": "web", "image": "web"}]}}}},
      {"apiVersion": "v1", "kind": "Service", "metadata": {"name": "web", "namespace": "shop"},
       "spec": {"selector": {"app": "web"}, "ports": [{"port": 80}]}},
      {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "client", "namespace": "shop"},
       "spec": {"containers": [{"name": "c", "image": "c"}]}},
      {"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "c", "namespace": "shop"}}
    ]}
    """
}
