// The rules about Endpoints (pkg/apis/core/validation/validation.go, `ValidateEndpoints`).

extension FieldErrors {
  /// Checks Endpoints that are to be created, or to replace `old`.
  ///
  /// Subsets that an update leaves as they are need not be valid.
  mutating func checkEndpoints(_ endpoints: JSONTree, old: JSONTree?) {
    if let old { checkMetadataUpdate(of: endpoints, old: old) }
    checkMetadata(of: endpoints)
    var subsetErrors = FieldErrors()
    for (index, subset) in endpoints.list("subsets").enumerated() {
      subsetErrors.checkSubset(FieldPath("subsets")[index], subset)
    }
    let isUnchanged = old.map { $0["subsets"]?.nonZero == endpoints["subsets"]?.nonZero } ?? false
    if !isUnchanged { add(subsetErrors) }
  }

  private mutating func checkSubset(_ path: FieldPath, _ subset: JSONTree) {
    let lists = ["addresses", "notReadyAddresses"]
    if lists.allSatisfy({ subset.list($0).isEmpty }) {
      addRequired(path, "must specify `addresses` or `notReadyAddresses`")
    }
    for list in lists {
      for (index, address) in subset.list(list).enumerated() {
        checkAddress(path[list][index], address)
      }
    }
    let ports = subset.list("ports")
    for (index, port) in ports.enumerated() {
      checkPort(path["ports"][index], port, needsName: ports.count > 1)
    }
  }

  private mutating func checkAddress(_ path: FieldPath, _ address: JSONTree) {
    let text = address.text("ip")
    checkLegacyAddress(path["ip"], text)
    let hostname = address.text("hostname")
    if !hostname.isEmpty {
      addInvalid(path["hostname"], hostname, NameValidation.label(hostname))
    }
    if let node = address["nodeName"]?.string {
      addInvalid(path["nodeName"], node, NameValidation.subdomain(node))
    }
    addInvalid(path["ip"], text, AddressValidation.nonSpecialAddress(text))
  }

  private mutating func checkPort(_ path: FieldPath, _ port: JSONTree, needsName: Bool) {
    let name = port.text("name")
    if !name.isEmpty {
      addInvalid(path["name"], name, NameValidation.label(name))
    } else if needsName {
      addRequired(path["name"])
    }
    checkPortNumber(path["port"], port.number("port") ?? 0)
    let protocols = ["SCTP", "TCP", "UDP"]
    let value = port.text("protocol")
    if value.isEmpty {
      addRequired(path["protocol"])
    } else if !protocols.contains(value) {
      addNotSupported(path["protocol"], value, allowed: protocols)
    }
    if let text = port["appProtocol"]?.string {
      addInvalid(path["appProtocol"], text, NameValidation.qualifiedName(text))
    }
  }
}
