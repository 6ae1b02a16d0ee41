import Testing

@testable import ClusterState

/// Requests that a real API server of 1.36 was sent, and its answers.
///
/// It had the range 10.96.0.0/16 and held the Services clusterip-svc and nodeport-svc, the
/// Deployment backend and the Namespace shop; node ports and addresses it chose at random.
@Suite struct RecordedRequestTests {
  @Test func `requests are answered as a real API server answered them`() throws {
    let requests = try AdmissionFixtures.cases("admission/requests")
    let existing = Self.existing(requests)
    for request in requests {
      let id = request.text("id")
      var asked = DocumentAdmission.Request()
      asked.existing = existing
      asked.old = [request["before"]].compactMap(\.self)
      asked.session.serviceCIDRs = Settings.ranges("10.96.0.0/16")
      var document = LoadedDocument()
      document.files = [id]
      document.trees = [RawObject(try #require(request["object"]))]
      let admission = DocumentAdmission(document, asked)
      #expect(Self.errors(admission) == Self.errors(request), "\(id)")
      let warnings = admission.problems.filter { $0.severity == .warning }.map(\.field)
      #expect(warnings == request.texts("warnings"), "\(id)")
      if let stored = request["defaulted"] {
        let made = admission.objects.last.map { Self.plain($0).compactText }
        #expect(made == Self.plain(stored).compactText, "\(id)")
      }
    }
  }

  /// Objects that were there, as they were when one of them was replaced first.
  private static func existing(_ requests: [JSONTree]) -> [JSONTree] {
    let namespace: JSONTree = [
      "apiVersion": "v1", "kind": "Namespace", "metadata": ["name": "shop"],
    ]
    var found = [ObjectIdentity(namespace): namespace]
    for before in requests.compactMap({ $0["before"] }) {
      let identity = ObjectIdentity(before)
      if found[identity] == nil { found[identity] = before }
    }
    return found.values.sorted { $0.compactText < $1.compactText }
  }

  private static func errors(_ admission: DocumentAdmission) -> [String] {
    admission.problems.filter { $0.severity == .error }.map { "\($0.type) \($0.field)" }.sorted()
  }

  private static func errors(_ request: JSONTree) -> [String] {
    request.list("errors").map { error in
      let reason = error.text("reason")
      let type = reason.hasPrefix("FieldValue") ? String(reason.dropFirst(10)) : reason
      return "\(type.isEmpty ? "InternalError" : type) \(error.text("field"))"
    }.sorted()
  }

  /// Without what is chosen at random or by the clock; that it is there is told by a word.
  private static func plain(_ object: JSONTree) -> JSONTree {
    var object = object
    object.change("metadata") { metadata in
      for member in ["creationTimestamp", "resourceVersion", "uid"] { metadata[member] = nil }
    }
    return random(object)
  }

  private static func random(_ value: JSONTree) -> JSONTree {
    switch value {
    case .object(let members):
      return .object(
        members.map { member in
          let isRandom = ["clusterIP", "nodePort", "healthCheckNodePort"].contains(member.key)
          let value = isRandom ? shape(member.value) : random(member.value)
          return JSONTree.Member(key: member.key, value: value)
        }
      )
    case .array(let elements):
      return .array(elements.map(random))
    case .string(let text):
      guard let address = IPAddress(text), text.hasPrefix("10.96."), address.bits != 0 else {
        return value
      }
      return "an address"
    default: return value
    }
  }

  private static func shape(_ value: JSONTree) -> JSONTree {
    if let port = value.integer { return (30_000...32_767).contains(port) ? "a port" : value }
    return value.string?.hasPrefix("10.96.") == true ? "an address" : value
  }
}
