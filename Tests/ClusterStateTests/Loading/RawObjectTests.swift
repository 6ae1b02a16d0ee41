import Testing

@testable import ClusterState

/// Objects with all of their fields, and where those stand.
@Suite struct RawObjectTests {
  private static func objects(_ text: String) throws -> [RawObject] {
    var loader = DocumentLoader(DocumentLoader.Options(windowSize: 4096, keepsTrees: true))
    try loader.load(ArraySource(Array(text.utf8), chunkSize: 100), name: "test")
    return loader.finish().trees
  }

  @Test(
    arguments: [
      ("spec.ports[1].port", 9), ("spec.ports[1].nodePort", 8), ("spec.ports[7]", 5),
      ("metadata.labels[example.com/app]", 4), ("metadata.labels.bogus", 4), ("spec", 5),
      ("spec.LoadBalancerSourceRanges[0]", 10), ("ports[0].port", 6), ("", 2), ("bogus", 2),
    ]
  )
  func `a field is found by its path, in JSON and YAML`(path: String, line: Int) throws {
    let json = """
      {"apiVersion": "v1", "kind": "List", "items": [
       {"apiVersion": "v1", "kind": "Service",
        "metadata": {"name": "web",
         "labels": {"example.com/app": "a, \\"b\\" ]}"}},
        "spec": {"ports": [
         {"port": 80, "name": "a"},

         {"name": "b",
          "port": 81}],
         "loadBalancerSourceRanges": ["10.0.0.0/8"]}}
      ]}
      """
    let object = try #require(try Self.objects(json).first)
    #expect(object.position(of: path).line == line)
    let yaml = """
      ---
      apiVersion: v1
      metadata:
        labels: {example.com/app: "a"}
      spec: {ports: [
          {port: 80, name: a},

          {name: b,
           port: 81}],
        loadBalancerSourceRanges: [10.0.0.0/8]}
      kind: Service
      """
    let same = try #require(try Self.objects(yaml).first)
    #expect(same.position(of: path).line == line)
  }

  @Test func `elements of a typed list get their type, and repeated members are told`() throws {
    let text = """
      {"apiVersion": "v1", "kind": "ServiceList", "items": [
        {"metadata": {"name": "web"}, "spec": {"ports": [{"port": 80, "port": 81}]}}
      ]}
      """
    let object = try #require(try Self.objects(text).first)
    #expect(object.tree.text("kind") == "Service" && object.tree.text("apiVersion") == "v1")
    #expect(object.repeatedFields == ["spec.ports[0].port"])
    #expect(object.tree.object("spec").list("ports")[0].number("port") == 81)
  }

  @Test func `trees stand in the order of the document`() throws {
    let items = (0..<200).map { #"{"apiVersion": "v1", "kind": "Pod", "n": \#($0)}"# }
    let text = "{\"items\": [" + items.joined(separator: ",\n") + "], \"kind\": \"List\"}"
    #expect(try Self.objects(text).map { $0.tree.number("n") } == (0..<200).map { $0 })
  }
}
