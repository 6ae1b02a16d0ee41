import Testing

@testable import ClusterState

/// The fields of objects, as the API server reads them.
@Suite struct SchemaTests {
  @Test func `every structure that a field refers to is described`() {
    #expect(SchemaLibrary.kubernetes.missing.isEmpty)
  }

  private static func service(_ spec: JSONTree) -> JSONTree {
    ["apiVersion": "v1", "kind": "Service", "metadata": ["name": "web"], "spec": spec]
  }

  @Test func `unknown fields are told with their paths`() {
    let check = SchemaCheck(
      Self.service(["ports": [["port": 80, "targetport": 8080]], "selectors": [:]])
    )
    #expect(check.mismatch == nil)
    #expect(check.oddities.map(\.field) == ["spec.ports[0].targetport", "spec.selectors"])
    #expect(
      check.strictErrors[0].message == """
        Service in version "v1" cannot be handled as a Service: strict decoding error: \
        unknown field "spec.ports[0].targetport"
        """
    )
  }

  @Test(
    arguments: [
      (["ports": [["port": "80"]]], "spec.ports[0].port", "string", "ServicePort.spec.ports.port"),
      (["ports": [["port": .number(80.5)]]], "spec.ports[0].port", "number 80.5", "of type int32"),
      (["ports": [["port": 4_294_967_296]]], "spec.ports[0].port", "number 4294967296", "int32"),
      (["selector": ["app": 1]], "spec.selector.app", "number 1", "of type string"),
      (["clusterIPs": "10.0.0.1"], "spec.clusterIPs", "string", "of type []string"),
      (["publishNotReadyAddresses": "yes"], "spec.publishNotReadyAddresses", "string", "bool"),
    ] as [(JSONTree, String, String, String)]
  )
  func `values of a wrong type cannot be read`(
    spec: JSONTree,
    field: String,
    found: String,
    wanted: String
  ) throws {
    let mismatch = try #require(SchemaCheck(Self.service(spec)).mismatch)
    #expect(mismatch.kind == .badRequest && mismatch.field == field)
    #expect(mismatch.message.contains("json: cannot unmarshal \(found) into Go struct field"))
    #expect(mismatch.message.contains(wanted))
  }

  @Test func `null is as good as absent, and other kinds are left alone`() {
    #expect(SchemaCheck(Self.service(["ports": nil])).mismatch == nil)
    let foreign: JSONTree = ["apiVersion": "example.com/v1", "kind": "Service", "bogus": 1]
    #expect(SchemaCheck(foreign).oddities.isEmpty)
  }

  @Test func `what is stored has no empty text, lists and maps`() {
    let slice: JSONTree = [
      "addressType": "IPv4", "apiVersion": "discovery.k8s.io/v1",
      "endpoints": [["addresses": ["10.0.0.1"], "conditions": [:], "hostname": ""]],
      "kind": "EndpointSlice", "metadata": ["labels": [:], "name": "web-1", "uid": ""],
      "ports": [],
    ]
    let stored: JSONTree = [
      "addressType": "IPv4", "apiVersion": "discovery.k8s.io/v1",
      "endpoints": [["addresses": ["10.0.0.1"], "conditions": [:], "hostname": ""]],
      "kind": "EndpointSlice", "metadata": ["name": "web-1"], "ports": nil,
    ]
    #expect(SchemaLibrary.kubernetes.pruned(slice) == stored)
  }
}
