import ClusterState
import Testing

struct DocumentTests {
  @Test(arguments: Fixture.names)
  func `a real cluster loads without problems, in JSON and as manifests`(name: String) throws {
    let cluster = try load(bytes: Fixture.bytes("\(name).json"), name: name)
    #expect(cluster.problems == [])
    #expect(cluster.nodes.count >= 3 && !cluster.services.isEmpty)
    let manifests = try load(bytes: Fixture.bytes("\(name).yaml"), name: name)
    #expect(manifests.problems == [])
    #expect(!manifests.services.isEmpty)
  }

  @Test(arguments: Fixture.names)
  func `JSON read as YAML gives the same objects`(name: String) throws {
    let json = try Fixture.bytes("\(name).json")
    let direct = try load(bytes: json, name: name)
    let asYAML = try load(bytes: Array("---\n".utf8) + json, name: name)
    #expect(direct.withoutPlaces.summary == asYAML.withoutPlaces.summary)
  }

  @Test(arguments: [64, 100, 1000, 5000, 1 << 20], [1, 2])
  func `windows of any size and any number of threads give the same`(
    windowSize: Int,
    threads: Int
  ) throws {
    for name in Fixture.names {
      let json = try Fixture.bytes("\(name).json")
      let usual = try load(bytes: json, name: name, windowSize: 4096, threads: 1)
      let this = try load(
        bytes: json,
        name: name,
        windowSize: windowSize,
        threads: threads,
        chunkSize: 77
      )
      #expect(usual.summary == this.summary)
    }
  }

  @Test func `an object's place gives its text back`() throws {
    for name in ["headless-statefulset.json", "headless-statefulset.yaml"] {
      let bytes = try Fixture.bytes(name)
      let document = try load(bytes: bytes, name: name)
      for service in document.services {
        let place = try #require(service.metadata.place)
        let text = try #require(try place.text(from: ArraySource(bytes, chunkSize: 100)))
        #expect(text.contains(service.metadata.name))
        let again = name.hasSuffix("json") ? try load(text) : document
        #expect(again.services.contains { $0.spec == service.spec })
      }
    }
  }

  @Test func `streams, typed lists and lists in lists are taken apart`() throws {
    let text = """
      {"kind": "PodList", "apiVersion": "v1", "items": [{"metadata": {"name": "a"}}]}
      {"apiVersion": "v1", "items": [{"metadata": {"name": "b"}}], "kind": "PodList"}
      {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "c"}}
      {"kind": "List", "apiVersion": "v1", "items": [
        {"kind": "PodList", "apiVersion": "v1", "items": [{"metadata": {"name": "d"}}]},
        {"kind": "ServiceList", "apiVersion": "v1", "items": [{"metadata": {"name": "e"}}]},
        {"kind": "PodList", "apiVersion": "v1", "items": null}
      ]}
      """
    for windowSize in [64, 4096] {
      let document = try load(text, windowSize: windowSize)
      #expect(document.problems == [])
      #expect(document.pods.map(\.metadata.name) == ["a", "b", "c", "d"])
      #expect(document.services.map(\.metadata.name) == ["e"])
      #expect(document.pods.compactMap(\.metadata.place?.line) == [1, 2, 3, 5])
      #expect(document.pods.compactMap(\.metadata.place?.column) == [51, 32, 1, 53])
    }
  }

  @Test func `other kinds are known by name and place only`() throws {
    let text = """
      {"apiVersion": "v1", "kind": "Secret", "metadata": {"name": "s", "namespace": "n"}}
      {"apiVersion": "batch/v1", "kind": "Job", "metadata": {"name": "j"}}
      """
    let document = try load(text)
    #expect(document.ignored.map(\.kind) == ["Secret", "Job"])
    #expect(document.ignored.map(\.key.description) == ["n/s", "j"])
    let job = try document.ignored[1].place.text(from: ArraySource(text.utf8))
    #expect(job?.hasPrefix("{\"apiVersion\": \"batch/v1\"") == true)
    let cut = try document.ignored[1].place.text(from: ArraySource(text.utf8.dropLast(1)))
    #expect(cut == nil)
  }

  @Test func `YAML scalars mean what they mean to kubectl`() throws {
    let text = """
      apiVersion: v1
      kind: Pod
      metadata:
        name: "10"
        annotations: {a: 'yes', yes: "1", 010: 'x'}
      spec: &spec
        hostNetwork: on
        hostname: "\\u00e9\\t1"
        terminationGracePeriodSeconds: 0x10
      ---
      apiVersion: v1
      kind: Pod
      metadata: {name: b}
      spec:
        hostNetwork: off
        terminationGracePeriodSeconds: 1_000
        nodeSelector: {<<: {a: x, b: y}, a: z}
      """
    let document = try load(text)
    #expect(document.problems == [])
    let (first, second) = (document.pods[0], document.pods[1])
    #expect(first.metadata.name == "10")
    #expect(first.metadata.annotations == ["a": "yes", "true": "1", "8": "x"])
    #expect(first.spec.hostNetwork && !second.spec.hostNetwork)
    #expect(first.spec.hostname == "é\t1")
    #expect(first.spec.terminationGracePeriodSeconds == 16)
    #expect(second.spec.terminationGracePeriodSeconds == 1000)
    #expect(second.spec.nodeSelector == ["a": "z", "b": "y"])
  }

  @Test func `several files are one document, and progress counts them all`() throws {
    var loader = DocumentLoader()
    var seen: [UInt64] = []
    var count = 0
    for name in ["a", "b"] {
      let text =
        "\u{FEFF}{\"apiVersion\":\"v1\",\"kind\":\"Node\",\"metadata\":{\"name\":\"\(name)\"}}"
      count += text.utf8.count
      try loader.load(ArraySource(text.utf8), name: "\(name).json") {
        seen.append($0)
        return true
      }
    }
    let document = loader.finish()
    #expect(document.nodes.map(\.metadata.name) == ["a", "b"])
    #expect(document.nodes.map(\.metadata.namespace) == ["", ""])
    #expect(document.nodes.compactMap(\.metadata.place?.file) == [0, 1])
    #expect(document.files == ["a.json", "b.json"])
    #expect(seen == seen.sorted() && seen.last == UInt64(count))
  }
}
