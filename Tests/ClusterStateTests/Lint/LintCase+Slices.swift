import ClusterState

extension LintCase {
  /// Slices and Endpoints that people write.
  static let slices = [
    LintCase(
      "selectorless-without-endpoints",
      says: ["web-1 lacks the label", "kubernetes.io/service-name=web"],
      { $0.withoutSelector(LintWorld.slice("web-1", of: nil, ["10.1.0.1"])) },
      but: { $0.withoutSelector(LintWorld.slice("web-1", of: "web", ["10.1.0.1"])) }
    ),
    LintCase(
      "slice-port-name-differs",
      says: ["port 'http'/TCP of the Service", "the slices have ''/TCP"],
      { $0.withoutSelector(LintWorld.slice("web-1", of: "web", ["10.1.0.1"], port: nil)) },
      but: { $0.withoutSelector(LintWorld.slice("web-1", of: "web", ["10.1.0.1"])) }
    ),
    LintCase(
      "leftover-slices",
      says: ["the slice controller wrote web-1", "delete endpointslice web-1"],
      { $0.withoutSelector(written(by: EndpointSlice.controllerName, "web-1")) },
      but: { $0.withoutSelector(written(by: "me", "web-1")) }
    ),
    LintCase(
      "endpoint-listed-twice",
      says: ["10.1.0.1 is listed by web-1 (me) and web-2 (by hand)"],
      {
        $0.withoutSelector(
          written(by: "me", "web-1"),
          LintWorld.slice("web-2", of: "web", ["10.1.0.1"])
        )
      },
      but: {
        $0.withoutSelector(
          written(by: "me", "web-1"),
          LintWorld.slice("web-2", of: "web", ["10.1.0.2"])
        )
      }
    ),
    LintCase(
      "slice-label-missing",
      "EndpointSlice shop/loose",
      says: ["no Service uses its 1 endpoint"],
      { $0.endpointSlices = [LintWorld.slice("loose", of: nil, ["10.1.0.1"])] }
    ),
    LintCase(
      "slice-service-missing",
      "EndpointSlice shop/api-1",
      says: ["there is no Service api in namespace shop", "there is one in namespace else"],
      {
        $0.endpointSlices = [LintWorld.slice("api-1", of: "api", ["10.1.0.1"])]
        $0.services.append(LintWorld.service("api", namespace: "else"))
      },
      but: {
        $0.endpointSlices = [LintWorld.slice("api-1", of: "api", ["10.1.0.1"])]
        $0.services.append(LintWorld.service("api"))
      }
    ),
    LintCase(
      "slice-of-names",
      "EndpointSlice shop/web-1",
      says: ["addressType FQDN"],
      {
        var slice = LintWorld.slice("web-1", of: "web", ["db.example"])
        slice.addressType = .fqdn
        $0.withoutSelector(slice)
      }
    ),
    LintCase(
      "endpoint-with-more-addresses",
      "EndpointSlice shop/web-1",
      says: ["of 10.1.0.1 and 10.1.0.2 only 10.1.0.1 is used"],
      {
        var slice = LintWorld.slice("web-1", of: "web", ["10.1.0.1"])
        slice.endpoints[0].addresses.append("10.1.0.2")
        $0.withoutSelector(slice)
      }
    ),
    LintCase(
      "endpoints-not-mirrored",
      "Endpoints shop/web",
      says: ["skip-mirror", "skip-mirror-"],
      {
        $0.withoutSelector()
        $0.endpoints = [LintWorld.endpoints("web", addresses: 1)]
        $0.endpoints[0].metadata.labels["endpointslice.kubernetes.io/skip-mirror"] = "true"
      },
      but: {
        $0.withoutSelector()
        $0.endpoints = [LintWorld.endpoints("web", addresses: 1)]
      }
    ),
    LintCase(
      "endpoints-over-capacity",
      "Endpoints shop/web",
      says: ["1001 addresses"],
      {
        $0.withoutSelector()
        $0.endpoints = [LintWorld.endpoints("web", addresses: 1_001)]
      },
      but: {
        $0.withoutSelector()
        $0.endpoints = [LintWorld.endpoints("web", addresses: 1_000)]
      }
    ),
    LintCase(
      "endpoints-deprecated",
      "Endpoints shop/web",
      says: ["deprecated"],
      {
        $0.withoutSelector()
        $0.endpoints = [LintWorld.endpoints("web", addresses: 1)]
      },
      but: { $0.endpoints = [LintWorld.endpoints("web", addresses: 1)] }
    ),
  ]

  private static func written(by writer: String, _ name: String) -> EndpointSlice {
    var slice = LintWorld.slice(name, of: "web", ["10.1.0.1"])
    slice.metadata.labels[EndpointSlice.managedByLabel] = writer
    return slice
  }
}
