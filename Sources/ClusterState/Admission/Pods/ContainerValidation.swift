/// What the API server checks in the containers of a pod.
///
/// Source: pkg/apis/core/validation/validation.go, `validateContainers`,
/// `validateInitContainers` and `validateContainerCommon`.
enum ContainerValidation {
  static func checkAll(in pod: PodContext, at path: FieldPath, _ errors: inout FieldErrors) {
    checkMain(in: pod, at: path["containers"], &errors)
    checkInit(in: pod, at: path["initContainers"], &errors)
    checkEphemeral(in: pod, at: path["ephemeralContainers"], &errors)
  }

  private static func checkMain(
    in pod: PodContext,
    at path: FieldPath,
    _ errors: inout FieldErrors
  ) {
    let containers = pod.spec.list("containers")
    guard !containers.isEmpty else { return errors.addRequired(path) }
    var names: Set<String> = []
    for (index, container) in containers.enumerated() {
      check(container, at: path[index], in: pod, &errors)
      checkName(of: container, at: path[index], among: &names, &errors)
      ProbeValidation.checkAll(of: container, at: path[index], in: pod, &errors)
      ContainerRestartValidation.check(container, at: path[index], &errors)
    }
    ContainerPortValidation.checkHostPorts(of: containers, at: path, &errors)
  }

  private static func checkInit(
    in pod: PodContext,
    at path: FieldPath,
    _ errors: inout FieldErrors
  ) {
    var names = Set(pod.spec.list("containers").map { $0.text("name") })
    for (index, container) in pod.spec.list("initContainers").enumerated() {
      let path = path[index]
      check(container, at: path, in: pod, &errors)
      ContainerRestartValidation.check(container, at: path, &errors)
      checkName(of: container, at: path, among: &names, &errors)
      ContainerPortValidation.checkHostPorts(of: [container], at: path, &errors)
      let isSidecar = container.text("restartPolicy") == "Always"
      if isSidecar {
        ProbeValidation.checkAll(of: container, at: path, in: pod, &errors)
      } else {
        let detail = "may not be set for init containers without restartPolicy=Always"
        for key in ["lifecycle", "livenessProbe", "readinessProbe", "startupProbe"]
        where container[key] != nil { errors.addForbidden(path[key], detail) }
        for (number, policy) in container.list("resizePolicy").enumerated()
        where policy.text("restartPolicy") == "RestartContainer" {
          errors.addInvalid(
            path["resizePolicy"][number]["restartPolicy"],
            "RestartContainer",
            ["must not be set to 'RestartContainer' for non-sidecar initContainers"]
          )
        }
      }
    }
  }

  /// Containers for debugging, which may have little beside an image and a name.
  private static func checkEphemeral(
    in pod: PodContext,
    at path: FieldPath,
    _ errors: inout FieldErrors
  ) {
    let others = pod.spec.list("containers") + pod.spec.list("initContainers")
    let targets = Set(others.map { $0.text("name") })
    var names = targets
    let detail = "cannot be set for an Ephemeral Container"
    for (index, container) in pod.spec.list("ephemeralContainers").enumerated() {
      let path = path[index]
      check(container, at: path, in: pod, &errors)
      checkImage(of: container, at: path, &errors)
      checkName(of: container, at: path, among: &names, &errors)
      let target = container.text("targetContainerName")
      if !target.isEmpty, !targets.contains(target) {
        errors.addNotFound(path["targetContainerName"], .string(target))
      }
      for key in forbiddenEphemeralFields where !container.isZero(key) {
        errors.addForbidden(path[key], detail)
      }
      for (number, mount) in container.list("volumeMounts").enumerated() {
        for key in ["subPath", "subPathExpr"] where !mount.isZero(key) {
          errors.addForbidden(path["volumeMounts"][number][key], detail)
        }
      }
    }
  }

  private static let forbiddenEphemeralFields = [
    "ports", "resources", "resizePolicy", "restartPolicy", "restartPolicyRules",
    "livenessProbe", "readinessProbe", "startupProbe", "lifecycle",
  ]

  /// Names differ from one another.
  private static func checkName(
    of container: JSONTree,
    at path: FieldPath,
    among names: inout Set<String>,
    _ errors: inout FieldErrors
  ) {
    let name = container.text("name")
    if !names.insert(name).inserted { errors.addDuplicate(path["name"], .string(name)) }
  }

  /// Of a pod, but not of a template, the image has no blanks around it.
  static func checkImage(
    of container: JSONTree,
    at path: FieldPath,
    _ errors: inout FieldErrors
  ) {
    let image = container.text("image")
    guard image.first?.isWhitespace == true || image.last?.isWhitespace == true else { return }
    errors.addInvalid(path["image"], image, ["must not have leading or trailing whitespace"])
  }
}

extension ContainerValidation {
  /// What all kinds of containers have in common.
  private static func check(
    _ container: JSONTree,
    at path: FieldPath,
    in pod: PodContext,
    _ errors: inout FieldErrors
  ) {
    let name = container.text("name")
    if name.isEmpty {
      errors.addRequired(path["name"])
    } else {
      errors.addInvalid(path["name"], name, NameValidation.label(name))
    }
    if container.isZero("image") { errors.addRequired(path["image"]) }
    errors.checkChoice(
      path["terminationMessagePolicy"],
      container.text("terminationMessagePolicy"),
      of: ["File", "FallbackToLogsOnError"]
    )
    ContainerPortValidation.check(container.list("ports"), at: path["ports"], &errors)
    EnvironmentValidation.check(container, at: path, &errors)
    VolumeValidation.checkMounts(of: container, at: path, in: pod, &errors)
    errors.checkChoice(
      path["imagePullPolicy"],
      container.text("imagePullPolicy"),
      of: ["Always", "IfNotPresent", "Never"]
    )
    let resources = container.object("resources")
    ResourceValidation.check(resources, at: path["resources"], claims: pod.claimNames, &errors)
    ContainerRestartValidation.checkResizing(container, at: path["resizePolicy"], in: pod, &errors)
    SecurityValidation.check(container: container, at: path["securityContext"], in: pod, &errors)
  }
}
