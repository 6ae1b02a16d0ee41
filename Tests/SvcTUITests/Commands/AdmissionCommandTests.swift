import Testing

/// `validate` and `default` as programs call them.
@Suite struct AdmissionCommandTests {
  private static func service(_ name: String, _ spec: String = "", metadata: String = "") -> String
  {
    """
    apiVersion: v1
    kind: Service
    metadata: {name: \(name), namespace: shop\(metadata)}
    spec:
      ports: [{port: 80}]
      selector: {app: web}
    \(spec.isEmpty ? "" : "  " + spec + "\n")
    """
  }

  private static func marks(_ list: Any?) -> [String] {
    let entries = list as? [[String: Any]] ?? []
    return entries.map {
      "\($0["line"] ?? 0) \($0["object"] ?? "") \($0["type"] ?? "") \($0["field"] ?? "")"
    }
  }

  @Test func `validate creates beside what exists`() throws {
    try TemporaryFolder.use { folder in
      let there = try folder.write(Self.service("web", "clusterIP: 10.96.7.7"), to: "there.yaml")
      let again = try folder.write(
        Self.service("web") + "---\n" + Self.service("other", "clusterIP: 10.96.7.7"),
        to: "again.yaml"
      )
      let alone = try BuiltProgram.run(["validate", again, "-o", "json"])
      #expect(alone.status == 0 && alone.json?["accepted"] as? Bool == true)
      #expect(alone.json?["objects"] as? Int == 2)
      let beside = try BuiltProgram.run(["validate", again, "--existing", there, "-o", "json"])
      #expect(beside.status == 1 && beside.json?["accepted"] as? Bool == false)
      #expect(
        Self.marks(beside.json?["errors"]) == [
          "1 Service shop/web AlreadyExists ", "14 Service shop/other Invalid spec.clusterIPs",
        ]
      )
    }
  }

  @Test func `validate replaces what is old`() throws {
    try TemporaryFolder.use { folder in
      let old = try folder.write(Self.service("web", "clusterIP: 10.96.7.7"), to: "old.yaml")
      let kept = try folder.write(Self.service("web"), to: "kept.yaml")
      #expect(try BuiltProgram.run(["validate", kept, "--old", old]).status == 0)
      let moved = try folder.write(Self.service("web", "clusterIP: 10.96.7.8"), to: "moved.yaml")
      let result = try BuiltProgram.run(["validate", moved, "--old", old, "-o", "json"])
      #expect(
        Self.marks(result.json?["errors"]) == ["7 Service shop/web Invalid spec.clusterIPs[0]"]
      )
      #expect(try BuiltProgram.run(["validate", kept, "--old", "missing.yaml"]).status == 66)
    }
  }

  @Test func `validate can leave defaults away and unknown fields alone`() throws {
    try TemporaryFolder.use { folder in
      let path = try folder.write(Self.service("web", "bogus: 1"), to: "web.yaml")
      let strict = try BuiltProgram.run(["validate", path, "-o", "json"])
      #expect(Self.marks(strict.json?["errors"]) == ["7 Service shop/web BadRequest spec.bogus"])
      let warned = try BuiltProgram.run(
        ["validate", path, "--field-validation", "Warn", "-o", "json"]
      )
      #expect(warned.status == 0)
      #expect(Self.marks(warned.json?["warnings"]) == ["7 Service shop/web Warning spec.bogus"])
      let ignored = try BuiltProgram.run(
        ["validate", path, "--field-validation", "Ignore", "-o", "json"]
      )
      #expect(ignored.status == 0 && Self.marks(ignored.json?["warnings"]).isEmpty)
      let literal = try BuiltProgram.run(
        ["validate", path, "--field-validation", "Ignore", "--literal", "-o", "json"]
      )
      #expect(
        Self.marks(literal.json?["errors"]) == [
          "5 Service shop/web Required spec.ports[0].protocol",
          "5 Service shop/web Invalid spec.ports[0].targetPort",
          "4 Service shop/web Required spec.sessionAffinity",
          "4 Service shop/web Required spec.type",
        ]
      )
      let odd = try BuiltProgram.run(["validate", path, "--field-validation", "Perhaps"])
      #expect(odd.status == 64)
    }
  }

  @Test func `default prints what a cluster would store`() throws {
    try TemporaryFolder.use { folder in
      let new = Self.service("web", "type: NodePort")
      let stored = Self.service("kept", "clusterIP: 10.96.0.9", metadata: ", uid: 1-2")
      let path = try folder.write(new + "---\n" + stored, to: "all.yaml")
      let result = try BuiltProgram.run(["default", path])
      #expect(result.status == 0 && result.json?["kind"] as? String == "List")
      let items = try #require(result.json?["items"] as? [[String: Any]])
      let specs = items.compactMap { $0["spec"] as? [String: Any] }
      #expect(specs.count == 2)
      #expect(specs[0]["externalTrafficPolicy"] as? String == "Cluster")
      let ports = specs[0]["ports"] as? [[String: Any]]
      #expect((30_000...32_767).contains(ports?.first?["nodePort"] as? Int ?? 0))
      #expect(specs[1]["clusterIP"] as? String == "10.96.0.9")
      #expect(specs[1]["sessionAffinity"] as? String == "None")
      #expect(try BuiltProgram.run(["default", path]).output == result.output)
      #expect(try BuiltProgram.run(["default", path, "--seed", "7"]).output != result.output)
      let loaded = try BuiltProgram.run(["default", "-"], input: .bytes(Array(result.output.utf8)))
      let again = loaded.json?["items"] as? [[String: Any]]
      #expect(
        (again?[0]["spec"] as? [String: Any])?["clusterIP"] as? String == specs[0]["clusterIP"]
          as? String
      )
      let wrong = try folder.write(Self.service("web", "type: Balancer"), to: "wrong.yaml")
      let refused = try BuiltProgram.run(["default", wrong])
      #expect(refused.status == 1 && refused.output == "")
      #expect(
        refused.errors.contains("error[NotSupported] \(wrong):7:3: Service shop/web: spec.type")
      )
    }
  }

  @Test func `a document with a sloppy policy is refused, at its line`() throws {
    try TemporaryFolder.use { folder in
      let path = try folder.write(
        Self.service("web", "type: NodePort\n  externalTrafficPolicy: cluster"),
        to: "web.yaml"
      )
      for command in ["validate", "endpoints"] {
        let result = try BuiltProgram.run([command, path])
        #expect(result.status == 1)
        #expect(
          (result.output + result.errors).contains(
            "error[NotSupported] \(path):8:3: Service shop/web: spec.externalTrafficPolicy: "
              + "Unsupported value: \"cluster\": supported values: \"Cluster\", \"Local\""
          )
        )
      }
    }
  }
}
