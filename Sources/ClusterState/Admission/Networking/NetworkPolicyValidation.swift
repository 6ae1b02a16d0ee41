/// What the API server checks in a NetworkPolicy.
///
/// Source: pkg/apis/networking/validation/validation.go, `ValidateNetworkPolicy` and
/// `ValidateNetworkPolicyUpdate`.
enum NetworkPolicyValidation {
  /// What an object that is stored already may keep, although it would be refused today.
  private struct Leniency {
    var invalidLabelValues = false
    /// Ranges of the stored object, wherever they stood.
    var ranges: [String] = []
  }

  static func errors(in object: JSONTree, _ operation: ObjectAdmission.Operation) -> FieldErrors {
    var errors = FieldErrors()
    var leniency = Leniency()
    switch operation {
    case .create:
      errors.checkMetadata(of: object)
    case .update(let old), .statusUpdate(let old):
      errors.checkMetadataUpdate(of: object, old: old)
      leniency = self.leniency(for: old.object("spec"))
    }
    check(object.object("spec"), leniency, &errors)
    return errors
  }

  private static func leniency(for spec: JSONTree) -> Leniency {
    var selector = FieldErrors()
    selector.checkSelector(.root, spec["podSelector"])
    let peers =
      spec.list("ingress").flatMap { $0.list("from") }
      + spec.list("egress").flatMap { $0.list("to") }
    let blocks = peers.compactMap { $0["ipBlock"] }
    return Leniency(
      invalidLabelValues: !selector.isEmpty,
      ranges: blocks.flatMap { [$0.text("cidr")] + $0.texts("except") }
    )
  }

  private static func check(
    _ spec: JSONTree,
    _ leniency: Leniency,
    _ errors: inout FieldErrors
  ) {
    let path: FieldPath = "spec"
    let allowed = leniency.invalidLabelValues
    let selector = spec["podSelector"]
    errors.checkSelector(path["podSelector"], selector, allowingInvalidValues: allowed)
    for (direction, peers) in [("ingress", "from"), ("egress", "to")] {
      for (index, rule) in spec.list(direction).enumerated() {
        let rulePath = path[direction][index]
        for (number, port) in rule.list("ports").enumerated() {
          check(port: port, at: rulePath["ports"][number], &errors)
        }
        for (number, peer) in rule.list(peers).enumerated() {
          check(peer: peer, at: rulePath[peers][number], leniency, &errors)
        }
      }
    }
    let types = spec.texts("policyTypes")
    guard types.count <= 2 else {
      let detail = "may not specify more than two policyTypes"
      return errors.addInvalid(path["policyTypes"], spec["policyTypes"] ?? .null, detail)
    }
    for (index, type) in types.enumerated() where type != "Ingress" && type != "Egress" {
      let field = path["policyTypes"][index]
      errors.addNotSupported(field, .string(type), allowed: ["Ingress", "Egress"])
    }
  }

  private static func check(port: JSONTree, at path: FieldPath, _ errors: inout FieldErrors) {
    if let name = port["protocol"]?.string, !PortProtocols.all.contains(name) {
      errors.addNotSupported(path["protocol"], .string(name), allowed: ["TCP", "UDP", "SCTP"])
    }
    let last = port.number("endPort")
    let endDetail: String?
    switch port["port"] {
    case .integer(let first)?:
      errors.addInvalid(path["port"], first, NameValidation.portNumber(first))
      guard let last else { return }
      if last < first {
        let detail = "must be greater than or equal to `port`"
        errors.addInvalid(path["endPort"], .integer(last), detail)
      }
      errors.addInvalid(path["endPort"], last, NameValidation.portNumber(last))
      return
    case .string(let name)?:
      errors.addInvalid(path["port"], name, NameValidation.portName(name))
      endDetail = "may not be specified when `port` is non-numeric"
    default:
      endDetail = "may not be specified when `port` is not specified"
    }
    if let last, let endDetail {
      errors.addInvalid(path["endPort"], .integer(last), endDetail)
    }
  }

  private static func check(
    peer: JSONTree,
    at path: FieldPath,
    _ leniency: Leniency,
    _ errors: inout FieldErrors
  ) {
    let selectors = ["podSelector", "namespaceSelector"].filter { peer[$0] != nil }
    for key in selectors {
      let allowed = leniency.invalidLabelValues
      errors.checkSelector(path[key], peer[key], allowingInvalidValues: allowed)
    }
    if let block = peer["ipBlock"] {
      check(block: block, at: path["ipBlock"], leniency, &errors)
      if !selectors.isEmpty {
        errors.addForbidden(path, "may not specify both ipBlock and another peer")
      }
    } else if selectors.isEmpty {
      errors.addRequired(path, "must specify a peer")
    }
  }

  private static func check(
    block: JSONTree,
    at path: FieldPath,
    _ leniency: Leniency,
    _ errors: inout FieldErrors
  ) {
    let text = block.text("cidr")
    guard !text.isEmpty else { return errors.addRequired(path["cidr"]) }
    errors.checkLegacyRange(path["cidr"], text, old: leniency.ranges)
    guard let range = SloppyRange(text)?.range else { return }
    for (index, text) in block.texts("except").enumerated() {
      errors.checkLegacyRange(path["except"][index], text, old: leniency.ranges)
      guard let hole = SloppyRange(text)?.range else { continue }
      if !range.contains(hole.base) || range.prefixLength >= hole.prefixLength {
        errors.addInvalid(path["except"][index], text, ["must be a strict subset of `cidr`"])
      }
    }
  }
}

/// The transport protocols that ports may name.
enum PortProtocols {
  static let all = ["SCTP", "TCP", "UDP"]
}

extension FieldErrors {
  /// A number that breaks rules, once for every rule.
  mutating func addInvalid(_ field: FieldPath, _ value: Int64, _ details: [String]) {
    for detail in details { addInvalid(field, .integer(value), detail) }
  }
}
