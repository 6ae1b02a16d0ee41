/// What the API server says about pods and templates that it takes.
///
/// Source: pkg/api/pod/warnings.go and pkg/registry/core/pod/strategy.go.
enum PodWarnings {
  static func pod(
    _ pod: JSONTree,
    _ operation: ObjectAdmission.Operation
  ) -> [AdmissionWarning] {
    // Pods are not changed by hand, and often: there are no warnings then.
    guard case .create = operation else { return [] }
    let name = pod.object("metadata").text("name")
    return nameWarnings(name, use: "the Pod's hostname")
      + warnings(about: pod, at: .root)
  }

  /// Warnings about a workload; on update only about a new `spec`.
  static func workload(
    _ object: JSONTree,
    _ operation: ObjectAdmission.Operation
  ) -> [AdmissionWarning] {
    var names: [AdmissionWarning] = []
    switch operation {
    case .create:
      // Names of the others are labels, or are of no consequence.
      if ["Deployment", "ReplicaSet"].contains(object.text("kind")) {
        let name = object.object("metadata").text("name")
        names = nameWarnings(name, use: "Pod names and hostnames")
      }
    case .update(let old):
      if object["spec"]?.nonZero == old["spec"]?.nonZero { return [] }
    case .statusUpdate:
      return []
    }
    let path = FieldPath.root["spec"]["template"]
    return names + warnings(about: object.object("spec").object("template"), at: path)
  }

  private static func nameWarnings(_ name: String, use: String) -> [AdmissionWarning] {
    let messages = NameValidation.label(name)
    guard !messages.isEmpty else { return [] }
    return [
      warning(
        "metadata.name",
        "this is used in \(use), which can result in surprising behavior; a DNS label is"
          + " recommended: [\(messages.joined(separator: " "))]"
      )
    ]
  }

  /// A warning that begins with the path of what it is about.
  private static func warning(_ path: FieldPath, _ message: String) -> AdmissionWarning {
    AdmissionWarning(path, "\(path.text): \(message)")
  }

  private static func warnings(about pod: JSONTree, at path: FieldPath) -> [AdmissionWarning] {
    let spec = pod.object("spec")
    var warnings: [AdmissionWarning] = []
    warnings += duplicates(spec, at: path["spec"])
    warnings += fractions(spec, at: path["spec"])
    warnings += hiddenVariables(spec, at: path["spec"])
    warnings += portWarnings(spec, at: path["spec"])
    if let seconds = spec.number("terminationGracePeriodSeconds"), seconds < 0 {
      let detail = "must be >= 0; negative values are invalid and will be treated as 1"
      warnings.append(warning(path["spec"]["terminationGracePeriodSeconds"], detail))
    }
    warnings += selectorWarnings(spec, at: path["spec"])
    return warnings
  }

  private static func duplicates(_ spec: JSONTree, at path: FieldPath) -> [AdmissionWarning] {
    var warnings: [AdmissionWarning] = []
    for (key, member, what) in [
      ("hostAliases", "ip", "ip"), ("imagePullSecrets", "name", "name"),
    ] {
      var seen: Set<String> = []
      for (index, element) in spec.list(key).enumerated() {
        let value = element.text(member)
        let field = path[key][index][member]
        if !seen.insert(value).inserted {
          warnings.append(warning(field, "duplicate \(what) \"\(value)\""))
        }
        if key == "imagePullSecrets", value.isEmpty {
          warnings.append(warning(field, "invalid empty name \"\""))
        }
      }
    }
    return warnings
  }

  /// Parts of a byte cannot be had.
  private static func fractions(_ spec: JSONTree, at path: FieldPath) -> [AdmissionWarning] {
    var warnings: [AdmissionWarning] = []
    for (container, path) in containers(of: spec, at: path) {
      for list in ["limits", "requests"] {
        for resource in ["memory", "ephemeral-storage"] {
          let value = container.object("resources").object(list)[resource]
          guard let amount = value.flatMap(Quantity.init), !amount.isWhole else { continue }
          let field = path["resources"][list][key: resource]
          let detail = "fractional byte value \"\(amount)\" is invalid, must be an integer"
          warnings.append(warning(field, detail))
        }
      }
    }
    return warnings
  }

  /// A variable that is set twice, unless its later value builds on the earlier one.
  private static func hiddenVariables(
    _ spec: JSONTree,
    at path: FieldPath
  ) -> [AdmissionWarning] {
    var warnings: [AdmissionWarning] = []
    for (container, path) in containers(of: spec, at: path) {
      var seen: Set<String> = []
      for (index, variable) in container.list("env").enumerated() {
        let name = variable.text("name")
        guard !seen.insert(name).inserted else { continue }
        let reference = "$(\(name))"
        let value = variable.text("value")
        if variable["valueFrom"] != nil || value == reference || !value.contains(reference) {
          let detail =
            "hides previous definition of \"\(name)\", which may be dropped when using apply"
          warnings.append(warning(path["env"][index], detail))
        }
      }
    }
    return warnings
  }

  /// Terms that have no selector find no pod.
  private static func selectorWarnings(
    _ spec: JSONTree,
    at path: FieldPath
  ) -> [AdmissionWarning] {
    let detail = "a null labelSelector results in matching no pod"
    var fields: [FieldPath] = []
    for (index, constraint) in spec.list("topologySpreadConstraints").enumerated()
    where constraint["labelSelector"] == nil {
      fields.append(path["topologySpreadConstraints"][index]["labelSelector"])
    }
    for key in ["podAffinity", "podAntiAffinity"] {
      let affinity = spec.object("affinity").object(key)
      let path = path["affinity"][key]
      let required = "requiredDuringSchedulingIgnoredDuringExecution"
      for (index, term) in affinity.list(required).enumerated()
      where term["labelSelector"] == nil {
        fields.append(path[required][index]["labelSelector"])
      }
      let preferred = "preferredDuringSchedulingIgnoredDuringExecution"
      for (index, term) in affinity.list(preferred).enumerated()
      where term.object("podAffinityTerm")["labelSelector"] == nil {
        fields.append(path[preferred][index]["podAffinityTerm"]["labelSelector"])
      }
    }
    return fields.map { warning($0, detail) }
  }
}

extension PodWarnings {
  /// A container port with its place.
  private struct Port {
    var path: FieldPath
    var tree: JSONTree

    var address: String { tree.text("hostIP") }
    var hostPort: Int64 { tree.number("hostPort") ?? 0 }
  }

  /// Ports that are declared twice, which other tools may merge into one.
  private static func portWarnings(_ spec: JSONTree, at path: FieldPath) -> [AdmissionWarning] {
    var warnings: [AdmissionWarning] = []
    var seen: [String: [Port]] = [:]
    for (container, path) in containers(of: spec, at: path) {
      for (index, tree) in container.list("ports").enumerated() {
        let port = Port(path: path["ports"][index], tree: tree)
        if !port.address.isEmpty, port.hostPort == 0 {
          warnings.append(warning(port.path, "hostIP set without hostPort"))
        }
        let key = "\(tree.number("containerPort") ?? 0)/\(tree.text("protocol"))"
        for other in seen[key] ?? [] {
          guard let conflict = conflict(of: port, with: other) else { continue }
          let detail = "\(conflict) port definition with \(other.path.text)"
          warnings.append(warning(port.path, detail))
        }
        seen[key, default: []].append(port)
      }
    }
    return warnings
  }

  private static func conflict(of port: Port, with other: Port) -> String? {
    if port.address == other.address, port.hostPort == other.hostPort { return "duplicate" }
    if port.hostPort == 0 || other.hostPort == 0 { return "overlapping" }
    let isAmbiguous =
      port.hostPort == other.hostPort && port.address.isEmpty != other.address.isEmpty
    return isAmbiguous ? "dangerously ambiguous" : nil
  }

  /// All containers of a pod, those that come first in the order of the API server.
  private static func containers(
    of spec: JSONTree,
    at path: FieldPath
  ) -> [(container: JSONTree, path: FieldPath)] {
    ["initContainers", "containers", "ephemeralContainers"].flatMap { key in
      spec.list(key).enumerated().map { ($0.element, path[key][$0.offset]) }
    }
  }
}
