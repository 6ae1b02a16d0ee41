import Testing

@testable import ClusterState

/// The class of an Ingress that names none.
@Suite struct IngressClassDefaultingTests {
  private static func ingressClass(
    _ name: String,
    created: String,
    isDefault: Bool = true
  ) -> JSONTree {
    [
      "apiVersion": "networking.k8s.io/v1", "kind": "IngressClass",
      "metadata": [
        "name": .string(name), "creationTimestamp": .string(created),
        "annotations": [
          "ingressclass.kubernetes.io/is-default-class": isDefault ? "true" : "false"
        ],
      ],
    ]
  }

  private static let ingress: JSONTree = [
    "apiVersion": "networking.k8s.io/v1", "kind": "Ingress", "metadata": ["name": "front"],
    "spec": ["defaultBackend": ["service": ["name": "web", "port": ["number": 80]]]],
  ]

  private static func name(_ ingress: JSONTree, _ classes: [JSONTree]) -> String? {
    IngressClassDefaulting.applied(to: ingress, classes: classes)
      .object("spec")["ingressClassName"]?.string
  }

  @Test func `of several default classes the newest counts, then the first by name`() {
    let old = Self.ingressClass("old", created: "2026-01-01T00:00:00Z")
    let new = Self.ingressClass("new", created: "2026-01-02T00:00:00Z")
    let twin = Self.ingressClass("also-new", created: "2026-01-02T00:00:00Z")
    let other = Self.ingressClass("other", created: "2026-01-03T00:00:00Z", isDefault: false)
    #expect(Self.name(Self.ingress, []) == nil)
    #expect(Self.name(Self.ingress, [other]) == nil)
    #expect(Self.name(Self.ingress, [old, new, other]) == "new")
    #expect(Self.name(Self.ingress, [new, old, twin]) == "also-new")
  }

  @Test func `an Ingress that names its class keeps it`() {
    let classes = [Self.ingressClass("default", created: "2026-01-01T00:00:00Z")]
    var named = Self.ingress
    named.change("spec") { $0["ingressClassName"] = "mine" }
    #expect(Self.name(named, classes) == "mine")
    var annotated = Self.ingress
    annotated.change("metadata") { $0["annotations"] = ["kubernetes.io/ingress.class": "mine"] }
    #expect(Self.name(annotated, classes) == nil)
    #expect(
      ObjectAdmission.warnings(about: annotated, .create).map(\.message) == [
        "annotation \"kubernetes.io/ingress.class\" is deprecated, please use"
          + " 'spec.ingressClassName' instead"
      ]
    )
  }
}
