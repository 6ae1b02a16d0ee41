import Testing

@testable import ClusterState

/// Recorded answers of a Kubernetes 1.36 API server to whole requests.
@Suite struct RecordedAdmissionTests {
  @Test(arguments: ["pod", "deployment", "ingress", "namespace"])
  func `requests are answered as the API server answered them`(kind: String) throws {
    let cases = try AdmissionFixtures.cases("admission/\(kind)")
    try #require(!cases.isEmpty)
    for recorded in cases {
      let name = recorded.text("name")
      let object = try #require(recorded["object"])
      let operation = recorded["before"].map(ObjectAdmission.Operation.update) ?? .create
      let prepared = ObjectAdmission.prepared(ObjectAdmission.defaulted(object), operation)
      let errors = ObjectAdmission.errors(in: prepared, operation)
      // Whether there is such an object is not for the rules of its kind to say.
      let expected = recorded.list("errors").filter { $0.text("reason") != "AlreadyExists" }
      // An answer names a field once, however many rules it breaks.
      #expect(Set(errors.map(Self.mark)) == Set(expected.map(Self.mark)), "\(name)")
      for (error, expected) in zip(errors, expected) where expected["supportedValues"] != nil {
        let list = expected.texts("supportedValues").map { "\"\($0)\"" }.joined(separator: ", ")
        #expect(error.message.hasSuffix("supported values: \(list)"), "\(name)")
      }
      guard let stored = recorded["stored"] else { continue }
      #expect(Self.comparable(prepared) == Self.comparable(stored), "\(name)")
      let warnings = ObjectAdmission.warnings(about: prepared, operation)
      #expect(warnings.map(\.field) == recorded.texts("warnings"), "\(name)")
    }
  }

  private static func mark(_ error: FieldError) -> String {
    "FieldValue\(error.kind.rawValue) \(error.field)"
  }

  private static func mark(_ expected: JSONTree) -> String {
    "\(expected.text("reason")) \(expected.text("field"))"
  }

  /// What two servers agree on.
  private static func comparable(_ object: JSONTree) -> JSONTree {
    var object = object
    object.change("metadata") { metadata in
      for key in ["creationTimestamp", "resourceVersion", "uid"] { metadata[key] = nil }
    }
    return object
  }
}
