package import ClusterState

/// The shop with names that no API server would take, as a file may have them all the same.
package enum HostileDocument {
  package static let names = [
    "esc\u{1B}[2J\u{1B}]0;owned\u{7}\u{9B}31m",
    "line\nbreak\r\ttab\u{0}nul",
    "bidi\u{202E}drow\u{2066}ssap\u{200F}",
    "hidden\u{200B}\u{FEFF}\u{E0041}tag\u{AD}",
    String(repeating: "long-", count: 2_000),
    "한국어-이름-서비스",
    "emoji-😀-👩‍👩‍👧‍👦-🇰🇷-❤️",
    "marks-e\u{301}\u{302}\u{303}\u{304}\u{305}\u{306}",
    "",
  ]

  package static func make() -> LoadedDocument {
    var document = ShopDocument.make()
    for (index, name) in names.enumerated() {
      var service = ShopDocument.service(name, address: "10.96.1.\(index + 1)") {
        $0.selector = ["app": name]
        $0.ports[0].name = name
      }
      service.metadata.namespace = "shop"
      document.services.append(service)
      var pod = Pod()
      pod.metadata = ObjectMeta(name: name, namespace: "shop", labels: ["app": name])
      pod.spec.containers = [Container()]
      document.pods.append(pod)
    }
    document.services.append(
      ShopDocument.service("alias", .externalName) { $0.externalName = names[0] }
    )
    document.simulation?.title = names[0]
    document.simulation?.tryThis = names[2]
    return document
  }
}
