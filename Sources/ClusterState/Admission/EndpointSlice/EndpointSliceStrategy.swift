/// What the API server sets, clears and says about EndpointSlices and Endpoints
/// (pkg/registry/discovery/endpointslice, pkg/registry/core/endpoint).
enum EndpointSliceStrategy {
  /// Counts what is written, and drops topology that version 1 of the API no longer takes.
  static func prepared(_ slice: JSONTree, _ operation: ObjectAdmission.Operation) -> JSONTree {
    var slice = slice
    guard let old = operation.old else {
      slice.change("metadata") { $0["generation"] = 1 }
      dropTopology(&slice, formerNodes: [])
      return slice
    }
    let generation = old.object("metadata").number("generation") ?? 0
    let isSame = slice.withoutMetadata == old.withoutMetadata && slice.labels == old.labels
    slice.change("metadata") { $0["generation"] = .integer(generation + (isSame ? 0 : 1)) }
    if slice["endpoints"]?.nonZero != old["endpoints"]?.nonZero {
      let nodes = old.list("endpoints").map { $0.object("deprecatedTopology").text(hostname) }
      dropTopology(&slice, formerNodes: Set(nodes))
    }
    return slice
  }

  private static let hostname = "kubernetes.io/hostname"

  /// A node that was named in topology before is kept where it belongs now.
  private static func dropTopology(_ slice: inout JSONTree, formerNodes: Set<String>) {
    slice.changeEach(of: "endpoints") { endpoint in
      let node = endpoint.object("deprecatedTopology").text(hostname)
      if endpoint["nodeName"] == nil, !node.isEmpty, formerNodes.contains(node),
        NameValidation.subdomain(node).isEmpty
      {
        endpoint["nodeName"] = .string(node)
      }
      endpoint["deprecatedTopology"] = nil
    }
  }

  static func warnings(
    about slice: JSONTree,
    _ operation: ObjectAdmission.Operation
  ) -> [AdmissionWarning] {
    var warnings: [AdmissionWarning] = []
    if operation.old == nil, slice.text("addressType") == "FQDN" {
      // The API server, too, names a path that slices do not have.
      let text = "spec.addressType: FQDN endpoints are deprecated"
      warnings.append(AdmissionWarning("spec.addressType", text))
    }
    let writer = slice.labels.text("endpointslice.kubernetes.io/managed-by")
    guard !writer.hasSuffix("-controller.k8s.io") else { return warnings }
    for (index, endpoint) in slice.list("endpoints").enumerated() {
      let path = FieldPath("endpoints")[index]["addresses"]
      add(endpoint.texts("addresses"), path, to: &warnings)
    }
    return warnings
  }

  static func warnings(aboutEndpoints endpoints: JSONTree) -> [AdmissionWarning] {
    let text = "v1 Endpoints is deprecated in v1.33+; use discovery.k8s.io/v1 EndpointSlice"
    var warnings = [AdmissionWarning(.root, text)]
    for (index, subset) in endpoints.list("subsets").enumerated() {
      for list in ["addresses", "notReadyAddresses"] {
        let path = FieldPath("subsets")[index][list]
        for (number, address) in subset.list(list).enumerated() {
          let place = path[number]["ip"]
          guard let text = AddressWarnings.address(place, address.text("ip")) else { continue }
          warnings.append(AdmissionWarning(place, text))
        }
      }
    }
    return warnings
  }

  private static func add(
    _ addresses: [String],
    _ path: FieldPath,
    to warnings: inout [AdmissionWarning]
  ) {
    for (index, address) in addresses.enumerated() {
      guard let text = AddressWarnings.address(path[index], address) else { continue }
      warnings.append(AdmissionWarning(path[index], text))
    }
  }
}

extension JSONTree {
  fileprivate var labels: JSONTree { object("metadata").object("labels") }

  fileprivate var withoutMetadata: JSONTree? {
    var copy = self
    copy["metadata"] = nil
    return copy.nonZero
  }
}
