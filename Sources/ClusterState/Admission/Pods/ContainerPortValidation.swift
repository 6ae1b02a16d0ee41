/// What the API server checks in the ports of containers.
///
/// Source: pkg/apis/core/validation/validation.go, `validateContainerPorts` and
/// `checkHostPortConflicts`.
enum ContainerPortValidation {
  static func check(_ ports: [JSONTree], at path: FieldPath, _ errors: inout FieldErrors) {
    var names: Set<String> = []
    for (index, port) in ports.enumerated() {
      let path = path[index]
      let name = port.text("name")
      if !name.isEmpty {
        let messages = NameValidation.portName(name)
        errors.addInvalid(path["name"], name, messages)
        if messages.isEmpty, !names.insert(name).inserted {
          errors.addDuplicate(path["name"], .string(name))
        }
      }
      let number = port.number("containerPort") ?? 0
      if number == 0 {
        errors.addRequired(path["containerPort"])
      } else {
        errors.addInvalid(path["containerPort"], number, NameValidation.portNumber(number))
      }
      let hostPort = port.number("hostPort") ?? 0
      if hostPort != 0 {
        errors.addInvalid(path["hostPort"], hostPort, NameValidation.portNumber(hostPort))
      }
      errors.checkChoice(path["protocol"], port.text("protocol"), of: PortProtocols.all)
    }
  }

  /// A port of the node is used by one container port only.
  static func checkHostPorts(
    of containers: [JSONTree],
    at path: FieldPath,
    _ errors: inout FieldErrors
  ) {
    var used: Set<String> = []
    for (number, container) in containers.enumerated() {
      for (index, port) in container.list("ports").enumerated() {
        guard let hostPort = port.number("hostPort"), hostPort != 0 else { continue }
        let key = "\(port.text("protocol"))/\(port.text("hostIP"))/\(hostPort)"
        if !used.insert(key).inserted {
          errors.addDuplicate(path[number]["ports"][index]["hostPort"], .string(key))
        }
      }
    }
  }

  /// With the node's network a container port is the port of the node; a template may leave it
  /// to the pod.
  static func checkHostNetwork(
    in pod: PodContext,
    at path: FieldPath,
    _ errors: inout FieldErrors
  ) {
    guard pod.spec["hostNetwork"] == true else { return }
    for (number, container) in pod.spec.list("containers").enumerated() {
      for (index, port) in container.list("ports").enumerated() {
        let hostPort = port.number("hostPort") ?? 0
        guard pod.isPod || hostPort != 0, hostPort != port.number("containerPort") ?? 0
        else { continue }
        errors.addInvalid(
          path["containers"][number]["ports"][index]["hostPort"],
          .integer(hostPort),
          "must match `containerPort` when `hostNetwork` is true"
        )
      }
    }
  }
}
