// The rules about EndpointSlices (pkg/apis/discovery/validation/validation.go).

extension FieldErrors {
  /// Checks an EndpointSlice that is to be created, or to replace `old`.
  ///
  /// Endpoints that an update leaves as they are need not be valid: older API servers took more.
  mutating func checkEndpointSlice(_ slice: JSONTree, old: JSONTree?) {
    checkMetadata(of: slice)
    let type = slice.text("addressType")
    let types = ["FQDN", "IPv4", "IPv6"]
    if type.isEmpty {
      addRequired("addressType")
    } else if !types.contains(type) {
      addNotSupported("addressType", type, allowed: types)
    }
    var endpointErrors = FieldErrors()
    endpointErrors.checkEndpoints(slice.list("endpoints"), type: type)
    let isUnchanged = old.map { $0["endpoints"]?.nonZero == slice["endpoints"]?.nonZero } ?? false
    if !isUnchanged { add(endpointErrors) }
    checkSlicePorts(slice.list("ports"))
    if let old { checkImmutable("addressType", slice["addressType"], old["addressType"]) }
  }

  private mutating func checkEndpoints(_ endpoints: [JSONTree], type: String) {
    let most = 1_000
    guard endpoints.count <= most else {
      return addTooMany("endpoints", count: endpoints.count, most: most)
    }
    for (index, endpoint) in endpoints.enumerated() {
      checkEndpoint(FieldPath("endpoints")[index], endpoint, type: type)
    }
  }

  private mutating func checkEndpoint(_ path: FieldPath, _ endpoint: JSONTree, type: String) {
    let addresses = endpoint.texts("addresses")
    let addressesMost = 100
    if addresses.isEmpty {
      addRequired(path["addresses"], "must contain at least 1 address")
    } else if addresses.count > addressesMost {
      addTooMany(path["addresses"], count: addresses.count, most: addressesMost)
    }
    for (index, address) in addresses.enumerated() {
      checkEndpointAddress(path["addresses"], index, address, type: type)
    }
    if let node = endpoint["nodeName"]?.string {
      addInvalid(path["nodeName"], node, NameValidation.subdomain(node))
    }
    checkTopology(path["deprecatedTopology"], endpoint["deprecatedTopology"])
    if let name = endpoint["hostname"]?.string {
      addInvalid(path["hostname"], name, NameValidation.label(name))
    }
    if let hints = endpoint["hints"] { checkHints(path["hints"], hints) }
  }

  private mutating func checkEndpointAddress(
    _ path: FieldPath,
    _ index: Int,
    _ address: String,
    type: String
  ) {
    switch type {
    case "IPv4", "IPv6":
      let messages = AddressValidation.legacyAddress(address)
      guard messages.isEmpty else { return addInvalid(path[index], address, messages) }
      // The API server names the list here, not the element.
      if Self.family(of: address)?.rawValue != type {
        addInvalid(path, address, ["must be an \(type) address"])
      }
      addInvalid(path[index], address, AddressValidation.nonSpecialAddress(address))
    case "FQDN": checkDomainName(path[index], address)
    default: break
    }
  }

  /// Checks a name of at least two labels, perhaps with a dot at its end
  /// (`IsFullyQualifiedDomainName`).
  mutating func checkDomainName(_ path: FieldPath, _ text: String) {
    guard !text.isEmpty else { return addRequired(path) }
    let name = text.hasSuffix(".") ? String(text.dropLast()) : text
    let messages = NameValidation.subdomain(name)
    guard messages.isEmpty else {
      return addInvalid(path, .string(name), messages.joined(separator: ","))
    }
    let labels = name.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    guard labels.count > 1 else {
      let rule = "should be a domain with at least two segments separated by dots"
      return addInvalid(path, .string(name), rule)
    }
    for label in labels {
      let messages = NameValidation.label(label)
      guard messages.isEmpty else {
        return addInvalid(path, .string(label), messages.joined(separator: ","))
      }
    }
  }

  private mutating func checkTopology(_ path: FieldPath, _ topology: JSONTree?) {
    let labels = topology?.members ?? []
    let most = 16
    if labels.count > most { addTooMany(path, count: labels.count, most: most) }
    checkLabels(path, topology)
    let zone = "topology.kubernetes.io/zone"
    if topology?[zone] != nil {
      let reason = "reserved key was not removed in conversion"
      add(.internalError, path[key: zone], "Internal error: \(reason)")
    }
  }

  private mutating func checkHints(_ path: FieldPath, _ hints: JSONTree) {
    let most = 8
    for (member, rule) in [
      ("forZones", NameValidation.labelValue), ("forNodes", NameValidation.subdomain),
    ] {
      let names = hints.list(member).map { $0.text("name") }
      guard names.count <= most else {
        return addTooMany(path[member], count: names.count, most: most)
      }
      var seen: Set<String> = []
      for (index, name) in names.enumerated() {
        let namePath = path[member][index]["name"]
        if !seen.insert(name).inserted { addDuplicate(namePath, .string(name)) }
        addInvalid(namePath, name, rule(name))
      }
    }
  }

  private mutating func checkSlicePorts(_ ports: [JSONTree]) {
    let most = 20_000
    guard ports.count <= most else { return addTooMany("ports", count: ports.count, most: most) }
    var seen: Set<String> = []
    let protocols = ["SCTP", "TCP", "UDP"]
    for (index, port) in ports.enumerated() {
      let path = FieldPath("ports")[index]
      let name = port.text("name")
      if !name.isEmpty { addInvalid(path["name"], name, NameValidation.label(name)) }
      if !seen.insert(name).inserted { addDuplicate(path["name"], .string(name)) }
      if let value = port["protocol"]?.string {
        if !protocols.contains(value) {
          addNotSupported(path["protocol"], value, allowed: protocols)
        }
      } else {
        addRequired(path["protocol"])
      }
      if let value = port["appProtocol"]?.string {
        addInvalid(path["appProtocol"], value, NameValidation.qualifiedName(value))
      }
    }
  }
}
