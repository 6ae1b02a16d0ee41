import Testing

@testable import ClusterState

/// Documents are taken only if the API server would take their objects.
@Suite struct AdmissionTests {
  private static func load(
    _ text: String,
    lenient: Bool = false,
    session: SessionOptions = SessionOptions()
  ) throws -> LoadedDocument {
    var loader = DocumentLoader(
      DocumentLoader.Options(isLenient: lenient, windowSize: 4096, admission: session)
    )
    try loader.load(ArraySource(Array(text.utf8), chunkSize: 1000), name: "test")
    return loader.finish()
  }

  private static func problems(_ text: String) throws -> [String] {
    try load(text).problems.map { "\($0.severity)[\($0.type)] \($0)" }
  }

  private static func budget(_ spec: String) -> String {
    """
    apiVersion: policy/v1
    kind: PodDisruptionBudget
    metadata: {name: web, namespace: shop}
    spec: \(spec)
    """
  }

  @Test(arguments: [
    ("{minAvailable: -1}", "Invalid", "spec.minAvailable: Invalid value: -1"),
    ("{minAvailable: 101%}", "Invalid", "spec.minAvailable: Invalid value: \"101%\""),
    ("{maxUnavailable: some}", "Invalid", "spec.maxUnavailable: Invalid value: \"some\""),
    ("{minAvailable: 1, maxUnavailable: 1}", "Invalid", "spec: Invalid value"),
    (
      "{selector: {matchExpressions: [{key: app, operator: Is}]}}", "Invalid",
      "spec.selector.matchExpressions[0].operator"
    ),
    (
      "{unhealthyPodEvictionPolicy: Never}", "NotSupported",
      "supported values: \"AlwaysAllow\", \"IfHealthyBudget\""
    ),
    ("{minAvailable: 1000000000000}", "TypeInvalid", "spec.minAvailable"),
    ("{minAvailible: 1}", "Warning", "spec.minAvailible"),
  ])
  func `a budget that cannot be is refused with its place`(
    spec: String,
    type: String,
    says: String
  ) throws {
    let problems = try Self.problems(Self.budget(spec))
    #expect(problems.contains { $0.contains("[\(type)]") && $0.contains(says) }, "\(problems)")
    #expect(problems.allSatisfy { $0.contains("test:4:") }, "\(problems)")
  }

  @Test func `a budget is read and printed as it was written`() throws {
    let spec = "{maxUnavailable: 30%, selector: {}, unhealthyPodEvictionPolicy: AlwaysAllow}"
    let document = try Self.load(Self.budget(spec))
    #expect(document.problems.isEmpty)
    let budget = try #require(document.podDisruptionBudgets.first)
    #expect(budget.spec.maxUnavailable == .string("30%") && budget.spec.minAvailable == nil)
    #expect(budget.spec.selector?.isEmpty == true)
    #expect(LoadedDocument(decoding: [budget.json]).podDisruptionBudgets[0].spec == budget.spec)
  }

  private static let sloppy = """
    apiVersion: v1
    kind: Service
    metadata:
      name: web
    spec:
      type: NodePort
      externalTrafficPolicy: cluster
      ports:
        - port: 80
    """

  @Test func `a sloppy policy is told with its line and what is allowed`() throws {
    #expect(
      try Self.problems(Self.sloppy) == [
        "error[NotSupported] test:7:3: Service default/web: spec.externalTrafficPolicy: "
          + "Unsupported value: \"cluster\": supported values: \"Cluster\", \"Local\""
      ]
    )
  }

  @Test func `a lenient document goes on without what is invalid`() throws {
    let good = Self.sloppy.replacing("cluster", with: "Cluster").replacing("web", with: "good")
    let document = try Self.load(Self.sloppy + "\n---\n" + good, lenient: true)
    #expect(document.services.map(\.metadata.name) == ["good"])
    #expect(document.problems.map(\.severity) == [.warning])
  }

  @Test func `unknown fields are warnings, the object is taken`() throws {
    let text = Self.sloppy.replacing("externalTrafficPolicy: cluster", with: "bogus: 1")
    #expect(
      try Self.problems(text) == [
        "warning[Warning] test:7:3: Service default/web: spec.bogus: unknown field \"spec.bogus\""
      ]
    )
    #expect(try Self.load(text).services.count == 1)
  }

  @Test func `new Services are asked for beside those that are there`() throws {
    let text = """
      {"apiVersion": "v1", "kind": "List", "items": [
        {"apiVersion": "v1", "kind": "Service", "metadata": {"name": "new"},
         "spec": {"clusterIP": "10.96.0.5", "ports": [{"port": 80}]}},
        {"apiVersion": "v1", "kind": "Service", "metadata": {"name": "high"},
         "spec": {"type": "NodePort", "ports": [{"port": 80, "nodePort": 80}]}},
        {"apiVersion": "v1", "kind": "Service", "metadata": {"name": "old", "uid": "1"},
         "spec": {"clusterIP": "10.96.0.5", "type": "ClusterIP", "ports": [{"port": 80}]}}
      ]}
      """
    let document = try Self.load(text, lenient: true)
    #expect(document.services.map(\.metadata.name) == ["old"])
    #expect(document.problems.map(\.field) == ["spec.clusterIPs", "spec.ports[0].nodePort"])
    #expect(document.problems.map(\.line) == [3, 5])
    var session = SessionOptions()
    session.nodePorts = 1...100
    #expect(try Self.load(text, session: session).services.map(\.metadata.name) == ["high", "old"])
  }

  @Test func `what a cluster has stored may be older than the rules`() throws {
    let old = """
      {"apiVersion": "v1", "kind": "Service", "metadata": {"name": "web", "uid": "1"},
       "spec": {"clusterIP": "10.96.0.05", "clusterIPs": ["10.96.0.05"], "type": "ClusterIP",
                "externalIPs": ["192.0.2.01"], "ports": [{"port": 80}]}}
      """
    #expect(try Self.problems(old).isEmpty)
    #expect(try !Self.problems(old.replacing(", \"uid\": \"1\"", with: "")).isEmpty)
  }

  @Test(
    arguments: [
      (#"{"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "p", "uid": "1"}}"#, []),
      (
        #"{"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "p"}, "spec": {}}"#,
        ["Required spec.containers"]
      ),
      (
        #"""
        {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "p", "uid": "1"},
         "spec": {"containers": [{"name": "c", "image": "x", "ports": [{"containerPort": 0}]}]}}
        """#,
        ["Required spec.containers[0].ports[0].containerPort"]
      ),
      (
        #"{"apiVersion": "v1", "kind": "Node", "metadata": {"name": "A", "uid": "1"}}"#,
        ["Invalid metadata.name"]
      ),
      (
        #"""
        {"apiVersion": "discovery.k8s.io/v1", "kind": "EndpointSlice",
         "metadata": {"name": "s", "uid": "1"}, "addressType": "IPv4",
         "endpoints": [{"addresses": ["fd00::1"]}]}
        """#,
        ["Invalid endpoints[0].addresses"]
      ),
      (
        #"""
        {"apiVersion": "networking.k8s.io/v1", "kind": "ServiceCIDR",
         "metadata": {"name": "extra"}, "spec": {"cidrs": ["10.0.0.1/8"]}}
        """#,
        ["Invalid spec.cidrs[0]"]
      ),
    ] as [(String, [String])]
  )
  func `every kind is looked at`(text: String, mistakes: [String]) throws {
    let found = try Self.load(text).problems.map { "\($0.type) \($0.field)" }
    // Stored EndpointSlices may keep endpoints that are wrong: an older server took them.
    let isKept = text.contains("EndpointSlice")
    #expect(found == (isKept ? [] : mistakes))
  }

  @Test func `what is plainly valid is valid`() throws {
    var bytes: [UInt8] = []
    let generator = DumpGenerator(nodes: 4, pods: 60, services: 12, seed: 7, isCompact: true)
    generator.write { bytes += $0 }
    var loader = DocumentLoader(DocumentLoader.Options(keepsTrees: true))
    try loader.load(ArraySource(bytes), name: "dump")
    let document = loader.finish()
    let isPlain =
      document.pods.allSatisfy(\.isPlainlyValid) && document.nodes.allSatisfy(\.isPlainlyValid)
      && document.endpointSlices.allSatisfy(\.isPlainlyValid)
      && document.deployments.allSatisfy(\.isPlainlyValid)
      && document.replicaSets.allSatisfy(\.isPlainlyValid)
    #expect(isPlain)
    for raw in document.trees {
      #expect(APIServer.errors(inLoaded: raw.tree, isStored: true).isEmpty, "\(raw.tree.label)")
    }
  }

  @Test(
    arguments: [
      ("a", true), ("a-b.c", true), ("A", false), ("-a", false), ("a-", false), ("a..b", false),
      ("a--b", true), ("a.-b", false), ("", false), ("a_b", false), ("ä", false),
      ("a\u{10}", false),
      (String(repeating: "a", count: 254), false),
    ]
  )
  func `a quick look takes no wrong name`(name: String, isPlain: Bool) {
    var pod = Pod()
    pod.metadata.name = name
    #expect(pod.isPlainlyValid == isPlain)
    if isPlain { #expect(NameValidation.subdomain(name).isEmpty) }
    pod.metadata.name = "p"
    pod.metadata.labels = ["a": name]
    #expect(!pod.isPlainlyValid || NameValidation.labelValue(name).isEmpty)
    pod.metadata.labels = ["example.com/\(name)": "a"]
    #expect(!pod.isPlainlyValid || NameValidation.qualifiedName("example.com/\(name)").isEmpty)
  }

  @Test func `problems beyond the limit are counted`() throws {
    let one = Self.sloppy + "\n---\n"
    let many = (0..<130).map { one.replacing("name: web", with: "name: web-\($0)") }.joined()
    let problems = try Self.load(many).problems
    #expect(problems.count == 101 && problems.last?.message == "and 30 more")
    let odd = many.replacing("externalTrafficPolicy: cluster", with: "bogus: 1")
    #expect(try Self.load(odd).problems.allSatisfy { $0.severity == .warning })
  }
}
