import Testing

@testable import ClusterState

/// Recorded verdicts of the API server's validators about objects of several kinds.
@Suite struct KindValidationTests {
  @Test(arguments: ["ingress", "ingressclass", "ipaddress", "servicecidr", "networkpolicy"])
  func `recorded objects have the mistakes that the API server finds`(kind: String) throws {
    let cases = try AdmissionFixtures.cases("validation/\(kind)")
    try #require(!cases.isEmpty)
    for recorded in cases {
      let object = try #require(recorded["object"])
      let old = recorded["oldObject"]
      let literal = ObjectAdmission.errors(in: object, Self.operation(recorded, old))
      #expect(Self.marks(literal) == Self.expected(recorded, "expect"), "\(recorded.text("name"))")
      let defaulted = ObjectAdmission.errors(
        in: ObjectAdmission.defaulted(object),
        Self.operation(recorded, old.map(ObjectAdmission.defaulted))
      )
      let expected = Self.expected(recorded, "expectAfterDefaulting")
      #expect(Self.marks(defaulted) == expected, "\(recorded.text("name")), defaulted")
    }
  }

  private static func operation(
    _ recorded: JSONTree,
    _ old: JSONTree?
  ) -> ObjectAdmission.Operation {
    switch (recorded.text("operation"), old) {
    case ("update", let old?): .update(old: old)
    case ("statusUpdate", let old?): .statusUpdate(old: old)
    default: .create
    }
  }

  private static func marks(_ errors: [FieldError]) -> [String] {
    errors.map { "\($0.kind.rawValue) \($0.field)" }.sorted()
  }

  private static func expected(_ recorded: JSONTree, _ key: String) -> [String] {
    recorded.list(key).map { "\($0.text("type")) \($0.text("field"))" }.sorted()
  }
}
