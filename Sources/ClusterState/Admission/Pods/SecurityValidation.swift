/// What the API server checks in the security settings of pods and containers.
///
/// Source: pkg/apis/core/validation/validation.go, `validatePodSpecSecurityContext` and
/// `ValidateSecurityContext`.
enum SecurityValidation {
  static func check(in pod: PodContext, at path: FieldPath, _ errors: inout FieldErrors) {
    let path = path["securityContext"]
    guard let context = pod.spec["securityContext"] else { return }
    for key in ["fsGroup", "runAsUser", "runAsGroup"] {
      checkIdentity(context.number(key), at: path[key], &errors)
    }
    for (index, group) in context.list("supplementalGroups").enumerated() {
      checkIdentity(group.integer, at: path["supplementalGroups"][index], &errors)
    }
    if pod.spec["shareProcessNamespace"] == true, pod.spec["hostPID"] == true {
      let detail = "ShareProcessNamespace and HostPID cannot both be enabled"
      errors.addInvalid(path["shareProcessNamespace"], true, detail)
    }
    checkSysctls(context.list("sysctls"), at: path["sysctls"], &errors)
    let choices = [
      ("fsGroupChangePolicy", ["Always", "OnRootMismatch"]),
      ("supplementalGroupsPolicy", ["Merge", "Strict"]),
      ("seLinuxChangePolicy", ["MountOption", "Recursive"]),
    ]
    for (key, allowed) in choices {
      guard let value = context[key]?.string, !allowed.contains(value) else { continue }
      errors.addNotSupported(path[key], value, allowed: allowed)
    }
    checkProfiles(of: context, at: path, &errors)
  }

  static func check(
    container: JSONTree,
    at path: FieldPath,
    in pod: PodContext,
    _ errors: inout FieldErrors
  ) {
    guard let context = container["securityContext"] else { return }
    for key in ["runAsUser", "runAsGroup"] {
      checkIdentity(context.number(key), at: path[key], &errors)
    }
    if let mount = context["procMount"]?.string {
      if mount != "Default", mount != "Unmasked" {
        errors.addNotSupported(path["procMount"], mount, allowed: ["Default", "Unmasked"])
      }
      if mount == "Unmasked", pod.usesHostUsers {
        let detail = "`hostUsers` must be false to use `Unmasked`"
        errors.addInvalid(path["procMount"], mount, [detail])
      }
    }
    checkProfiles(of: context, at: path, &errors)
    guard context["allowPrivilegeEscalation"] == false else { return }
    let field = path
    if context["privileged"] == true {
      let detail =
        "cannot set `allowPrivilegeEscalation` to false and `privileged` to true"
      errors.addInvalid(field, context, detail)
    }
    if context.object("capabilities").texts("add").contains("CAP_SYS_ADMIN") {
      let detail =
        "cannot set `allowPrivilegeEscalation` to false and `capabilities.Add` CAP_SYS_ADMIN"
      errors.addInvalid(field, context, detail)
    }
  }

  /// The number of a user or group.
  private static func checkIdentity(
    _ number: Int64?,
    at path: FieldPath,
    _ errors: inout FieldErrors
  ) {
    guard let number else { return }
    errors.addInvalid(path, number, NameValidation.inclusiveRange(number, 0...2_147_483_647))
  }

  private static func checkProfiles(
    of context: JSONTree,
    at path: FieldPath,
    _ errors: inout FieldErrors
  ) {
    for (key, name) in [("seccompProfile", "seccomp"), ("appArmorProfile", "AppArmor")] {
      guard let profile = context[key] else { continue }
      let types = ["Localhost", "RuntimeDefault", "Unconfined"]
      let type = profile.text("type")
      if type.isEmpty {
        errors.addRequired(path[key]["type"], "type is required when \(key) is set")
      } else if !types.contains(type) {
        errors.addNotSupported(path[key]["type"], type, allowed: types)
      }
      let field = path[key]["localhostProfile"]
      let file = profile["localhostProfile"]
      if type == "Localhost", file == nil {
        errors.addRequired(field, "must be set when \(name) type is Localhost")
      } else if type != "Localhost", let file {
        errors.addInvalid(field, file, "can only be set when \(name) type is Localhost")
      }
    }
  }

  private static func checkSysctls(
    _ sysctls: [JSONTree],
    at path: FieldPath,
    _ errors: inout FieldErrors
  ) {
    var names: Set<String> = []
    for (index, sysctl) in sysctls.enumerated() {
      let name = sysctl.text("name")
      let field = path[index]["name"]
      if name.isEmpty {
        errors.addRequired(field)
      } else if !isSysctl(name) {
        let pattern = "^([a-z0-9]([-_a-z0-9]*[a-z0-9])?[\\./])*[a-z0-9]([-_a-z0-9]*[a-z0-9])?$"
        let detail = "must have at most 253 characters and match regex \(pattern)"
        errors.addInvalid(field, name, [detail])
      } else if names.contains(name) {
        errors.addDuplicate(field, .string(name))
      }
      names.insert(name)
    }
  }

  /// Segments of lower case letters, digits, `-` and `_`, joined by dots or slashes.
  private static func isSysctl(_ name: String) -> Bool {
    let isWord = { (byte: UInt8) in (48...57).contains(byte) || (97...122).contains(byte) }
    let segments = name.utf8.split(omittingEmptySubsequences: false) { $0 == 46 || $0 == 47 }
    return name.utf8.count <= 253
      && segments.allSatisfy { segment in
        guard let first = segment.first, let last = segment.last else { return false }
        return isWord(first) && isWord(last)
          && segment.allSatisfy { isWord($0) || $0 == 45 || $0 == 95 }
      }
  }
}
