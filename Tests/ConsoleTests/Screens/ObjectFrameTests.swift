import ClusterState
import Console
import Testing

/// The lists of objects, the tree and the panel of policies, as they look.
@Suite struct ObjectFrameTests {
  /// Name and keys of each screen; every one is recorded at two sizes.
  private static let screens: [(name: String, keys: String)] = [
    ("services-list", ":svc Enter"), ("endpoints-list", "t Enter :endpoints Enter"),
    ("slices", ":eps Enter"), ("ingresses", ":ing Enter"), ("zones", "t Enter :zones Enter"),
    ("namespaces", ":namespaces Enter"), ("events-list", "Tab Ctrl-K wait:500ms :events Enter"),
    ("tree", "t Enter :xray Enter"), ("tree-routes", ":xray Space ing Enter g h"),
    ("policies", "x e"), ("policies-refused", "/ api Enter x e"),
    ("faults", "Ctrl-Z"), ("explain", ":explain Space svc.spec Enter"),
  ]

  static let names = screens.flatMap { ["\($0.name)-120x40", "\($0.name)-80x24"] }

  /// The shop with an Ingress in front: to web, and to a Service that is not there.
  private static var document: LoadedDocument {
    var document = ShopDocument.make()
    var ingress = Ingress()
    ingress.metadata = ObjectMeta(name: "front", namespace: "shop")
    ingress.spec.ingressClassName = "nginx"
    ingress.addresses = ["203.0.113.10"]
    var rule = IngressSpec.Rule()
    rule.host = "shop.example"
    rule.paths = [path("/", "web"), path("/old", "gone")]
    ingress.spec.rules = [rule]
    document.ingresses = [ingress]
    return document
  }

  private static func path(_ text: String, _ service: String) -> IngressSpec.Path {
    var path = IngressSpec.Path()
    path.path = text
    path.pathType = "Prefix"
    path.backend.serviceName = service
    path.backend.port = .int(80)
    return path
  }

  @Test(
    arguments: screens.map(\.name),
    [Size(columns: 120, rows: 40), Size(columns: 80, rows: 24)]
  )
  func `a screen of objects looks as it was recorded`(name: String, size: Size) throws {
    let keys = try #require(Self.screens.first { $0.name == name }?.keys)
    var person = Person(Self.document, size: size)
    try person.press("p " + keys)
    expectWholeRows(person.frame)
    try expectFrame(person.frame, named: "\(name)-\(size.columns)x\(size.rows)")
  }

  @Test(arguments: [(40, 10), (44, 12), (60, 16), (200, 60), (500, 150)])
  func `every screen of objects fits any terminal, in ASCII too`(columns: Int, rows: Int) throws {
    for screen in Self.screens {
      var person = Person(Self.document, size: Size(columns: columns, rows: rows))
      person.symbols = .ascii
      try person.press("p " + screen.keys)
      expectWholeRows(person.frame)
      let isPlain = person.frame.text.utf8.allSatisfy { $0 == 0x0A || (0x20..<0x7F).contains($0) }
      #expect(isPlain, "\(screen.name)")
    }
  }
}
