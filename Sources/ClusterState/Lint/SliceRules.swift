/// Rules about EndpointSlices that people write themselves.
enum SliceRules {
  static let all = [
    nothingListed, portNameDiffers, leftover, listedTwice, labelMissing, serviceMissing, names,
    moreAddresses,
  ]

  private static let nothingListed = LintRule(
    "selectorless-without-endpoints",
    .error,
    "A Service without a selector and without endpoints",
    """
    Nobody looks for pods of a Service without a selector: its endpoints are those that somebody \
    writes into EndpointSlices with the label kubernetes.io/service-name.
    """,
    lessons: [37],
    popeye: [1105, 1110],
    sources: [
      "https://kubernetes.io/docs/concepts/services-networking/service/"
        + "#services-without-selectors",
      "kubernetes/kubernetes#123954",
    ],
    check: .service { service, facts in
      // The API servers write the slice of this one; a document without it was cut.
      let isOwn = service.service.key == ObjectName(namespace: "default", name: "kubernetes")
      guard service.isSelectorless, !isOwn, service.families.allSatisfy(\.endpoints.isEmpty)
      else { return [] }
      let name = service.metadata.name
      let near = facts.ownerlessSlices.first {
        $0.metadata.namespace == service.metadata.namespace && $0.metadata.name.hasPrefix(name)
      }
      if let near {
        return [
          LintNote(
            "it has no selector, and no slice names it: \(near.metadata.name) lacks the label",
            fix: LintFix.kubectl(
              near.metadata,
              "label endpointslice \(near.metadata.name) \(EndpointSlice.serviceNameLabel)=\(name)"
            )
          )
        ]
      }
      return [
        LintNote(
          "it has no selector, and no EndpointSlice of its families lists an endpoint for it",
          fix: "add spec.selector, or write an EndpointSlice with the label"
            + " \(EndpointSlice.serviceNameLabel): \(name)"
        )
      ]
    }
  )

  private static let portNameDiffers = LintRule(
    "slice-port-name-differs",
    .error,
    "Slices whose port names are not the Service's",
    """
    kube-proxy joins a Service port and a slice port by name and protocol. The names must be \
    equal; an unnamed port ('') goes with an unnamed port only. The number in the slice is where \
    connections go.
    """,
    lessons: [37],
    sources: ["pkg/proxy/endpointslicecache.go", "kubernetes/kubernetes#123954"],
    check: .service { service, _ in
      guard service.isSelectorless, service.hasClusterIP, !service.endpoints.isEmpty else {
        return []
      }
      let ports = service.slices.filter { !$0.endpoints.isEmpty }.flatMap(\.ports)
      return service.spec.ports.compactMap { port in
        let mine = ports.filter { ($0.name ?? "") == port.name }
        guard !mine.contains(where: { $0.joins(port) }) else { return nil }
        let others = LintWords.unique(
          ports.map { "'\($0.name ?? "")'/\($0.protocol ?? .tcp)" }
        )
        let have: Sentence =
          others.isEmpty
          ? "the slices have no ports"
          : mine.contains(where: { $0.port == nil })
            ? "the slice port of that name has no number"
            : "the slices have \(LintWords.list(others))"
        return LintNote(
          "port '\(port.name)'/\(port.protocol) of the Service is in none of its slices: \(have)",
          fix: "name the ports of the EndpointSlices as spec.ports[] of the Service"
        )
      }
    }
  )

  private static let leftover = LintRule(
    "leftover-slices",
    .warning,
    "Slices of the controller that nobody keeps any more",
    """
    When the selector of a Service is taken away, the endpoint slice controller leaves its slices \
    as they are. kube-proxy goes on using them: addresses of pods that are long gone, or, worse, \
    of others.
    """,
    lessons: [37],
    sources: ["kubernetes/kubernetes#111929"],
    explainsFailure: true,
    check: .service { service, _ in
      guard service.isSelectorless else { return [] }
      let left = service.slices.filter {
        $0.metadata.labels[EndpointSlice.managedByLabel] == EndpointSlice.controllerName
          && !$0.endpoints.isEmpty
      }.map(\.metadata.name).sorted()
      guard !left.isEmpty else { return [] }
      let names = LintWords.list(left)
      return [
        LintNote(
          left.count == 1
            ? "it has no selector, but the slice controller wrote \(names) and will not change it"
              + " any more"
            : "it has no selector, but the slice controller wrote \(names) and will not change them"
              + " any more",
          fix: LintFix.kubectl(
            service.metadata,
            "delete endpointslice \(left.joined(separator: " "))"
          )
        )
      ]
    }
  )

  private static let listedTwice = LintRule(
    "endpoint-listed-twice",
    .warning,
    "One endpoint in slices of two writers",
    """
    An address that two controllers or people list counts once for kube-proxy, which takes one of \
    the entries; others that read slices, such as Ingress controllers, may send it twice the \
    traffic. Often an Endpoints object is mirrored beside slices that were written by hand.
    """,
    lessons: [37, 39],
    sources: ["pkg/proxy/endpointslicecache.go", "kubernetes/kubernetes#93157"],
    check: .service { service, _ in
      let writers = service.slices.map { $0.writer }
      guard Set(writers).count > 1 else { return [] }
      var owner: [String: Int] = [:]
      for (index, slice) in service.slices.enumerated() {
        for address in slice.endpoints.compactMap(\.addresses.first) {
          guard let first = owner[address] else {
            owner[address] = index
            continue
          }
          guard writers[first] != writers[index] else { continue }
          let names: [Sentence] = [service.slices[first], slice].map { slice in
            slice.writer.isEmpty
              ? "\(slice.metadata.name) (by hand)" : "\(slice.metadata.name) (\(slice.writer))"
          }
          return [
            LintNote(
              "\(address) is listed by \(LintWords.list(names))",
              fix: "keep one of them; the label endpointslice.kubernetes.io/skip-mirror: \"true\""
                + " on an Endpoints object stops its mirroring"
            )
          ]
        }
      }
      return []
    }
  )

  private static let labelMissing = LintRule(
    "slice-label-missing",
    .warning,
    "An EndpointSlice that belongs to no Service",
    """
    The name of a slice means nothing: what makes it a Service's is the label \
    kubernetes.io/service-name.
    """,
    lessons: [37],
    sources: ["pkg/proxy/endpointslicecache.go", "kubernetes/kubernetes#123954"],
    check: .slice { slice, _ in
      guard slice.serviceKey == nil else { return [] }
      return [
        LintNote(
          "it has no label \(EndpointSlice.serviceNameLabel), so no Service uses its"
            + " \(LintWords.counted(slice.endpoints.count, "endpoint"))",
          fix: LintFix.kubectl(
            slice.metadata,
            "label endpointslice \(slice.metadata.name) \(EndpointSlice.serviceNameLabel)=SERVICE"
          )
        )
      ]
    }
  )

  private static let serviceMissing = LintRule(
    "slice-service-missing",
    .warning,
    "An EndpointSlice of a Service that is not there",
    "A slice serves the Service of that name in its own namespace only.",
    lessons: [37],
    sources: ["pkg/proxy/endpointslicecache.go"],
    check: .slice { slice, facts in
      guard let key = slice.serviceKey, facts.cluster.services.id(key) == nil else { return [] }
      let elsewhere = facts.cluster.services.ids.lazy.compactMap { facts.cluster.services[$0] }
        .first { $0.metadata.name == key.name }
      let missing: Sentence = "there is no Service \(key.name) in namespace \(key.namespace)"
      let delete = LintFix.kubectl(
        namespace: key.namespace,
        "delete endpointslice \(slice.metadata.name)"
      )
      return [
        LintNote(
          elsewhere.map { "\(missing); there is one in namespace \($0.metadata.namespace)" }
            ?? missing,
          fix: elsewhere == nil
            ? "create the Service, or \(delete)"
            : "create the slice in the namespace of its Service"
        )
      ]
    }
  )

  private static let names = LintRule(
    "slice-of-names",
    .warning,
    "An EndpointSlice of DNS names",
    "kube-proxy ignores slices of address type FQDN: it can translate to IP addresses only.",
    lessons: [37],
    sources: ["pkg/proxy/endpointschangetracker.go"],
    check: .slice { slice, _ in
      guard slice.addressType == .fqdn, slice.serviceKey != nil else { return [] }
      return [
        LintNote(
          "its addresses are names (addressType FQDN), which kube-proxy ignores",
          fix: "list IP addresses, or use a Service of type ExternalName"
        )
      ]
    }
  )

  private static let moreAddresses = LintRule(
    "endpoint-with-more-addresses",
    .info,
    "An endpoint with several addresses",
    "Only the first address of an endpoint gets connections from kube-proxy.",
    lessons: [37],
    sources: ["pkg/proxy/endpointslicecache.go"],
    check: .slice { slice, _ in
      guard slice.addressType != .fqdn, slice.serviceKey != nil,
        let endpoint = slice.endpoints.first(where: { $0.addresses.count > 1 })
      else { return [] }
      return [
        LintNote(
          "of \(LintWords.list(endpoint.addresses)) only \(endpoint.addresses[0]) is used",
          fix: "make each address an endpoint of its own"
        )
      ]
    }
  )
}

extension EndpointSlice {
  /// Who keeps it; empty when nobody says.
  fileprivate var writer: String { metadata.labels[Self.managedByLabel] ?? "" }
}

extension EndpointPort {
  /// Whether kube-proxy takes it for this port of the Service.
  fileprivate func joins(_ other: ServicePort) -> Bool {
    (name ?? "") == other.name && (self.protocol ?? .tcp) == other.protocol && (port ?? 0) != 0
  }
}
