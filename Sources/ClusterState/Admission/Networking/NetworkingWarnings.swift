/// What the API server says about objects of `networking.k8s.io/v1` that it takes.
///
/// Source: pkg/registry/networking, `WarningsOnCreate` and `WarningsOnUpdate` of the strategies.
enum NetworkingWarnings {
  /// Naming the class by annotation is a thing of the past.
  static func ingress(
    _ object: JSONTree,
    _ operation: ObjectAdmission.Operation
  ) -> [AdmissionWarning] {
    guard case .create = operation else { return [] }
    let annotation = IngressValidation.classAnnotation
    let annotations = object.object("metadata").object("annotations")
    guard annotations[annotation] != nil else { return [] }
    return [
      AdmissionWarning(
        .root,
        "annotation \"\(annotation)\" is deprecated, please use 'spec.ingressClassName' instead"
      )
    ]
  }

  /// Ranges that can be read in more than one way.
  static func networkPolicy(
    _ object: JSONTree,
    _ operation: ObjectAdmission.Operation
  ) -> [AdmissionWarning] {
    var warnings: [AdmissionWarning] = []
    for (direction, peers) in [("ingress", "from"), ("egress", "to")] {
      for (index, rule) in object.object("spec").list(direction).enumerated() {
        for (number, peer) in rule.list(peers).enumerated() {
          guard let block = peer["ipBlock"] else { continue }
          let path = FieldPath.root["spec"][direction][index][peers][number]["ipBlock"]
          warnings += self.warnings(path["cidr"], block.text("cidr"))
          for (count, range) in block.texts("except").enumerated() {
            warnings += self.warnings(path["except"][count], range)
          }
        }
      }
    }
    return warnings
  }

  private static func warnings(_ path: FieldPath, _ range: String) -> [AdmissionWarning] {
    AddressWarnings.range(path, range).map { AdmissionWarning(path, $0) }
  }
}
