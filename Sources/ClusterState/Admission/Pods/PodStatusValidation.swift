/// What the API server checks in the status of a pod.
///
/// Source: pkg/apis/core/validation/validation.go, `ValidatePodStatusUpdate`.
enum PodStatusValidation {
  static func check(_ pod: JSONTree, of old: JSONTree, _ errors: inout FieldErrors) {
    errors.checkMetadataUpdate(of: pod, old: old)
    let (status, former) = (pod.object("status"), old.object("status"))
    for (index, condition) in status.list("conditions").enumerated() {
      let type = condition.text("type")
      guard !["PodScheduled", "Ready", "Initialized"].contains(type) else { continue }
      let path = FieldPath.root["metadata"]["conditions"][index]["Type"]
      errors.addInvalid(path, type, NameValidation.qualifiedName(type))
    }
    if pod.object("spec").text("nodeName") != old.object("spec").text("nodeName") {
      errors.addForbidden("status.nodeName", "may not be changed directly")
    }
    let nominated = status.text("nominatedNodeName")
    if !nominated.isEmpty, nominated != former.text("nominatedNodeName") {
      let messages = NameValidation.subdomain(nominated)
      errors.addInvalid("status.nominatedNodeName", nominated, messages)
    }
    let restart = old.object("spec").text("restartPolicy")
    checkTransitions(status, of: former, restart: restart, &errors)
    if status.list("podIPs").count > 0 {
      checkAddresses("podIPs", in: status, of: former, &errors)
    }
    guard let host = status.list("hostIPs").first else { return }
    if status.text("hostIP") != host.text("ip") {
      errors.addInvalid("status.hostIPs[0].ip", host.text("ip"), ["must be equal to `hostIP`"])
    }
    checkAddresses("hostIPs", in: status, of: former, &errors)
  }

  /// A container that has ended for good does not run again.
  private static func checkTransitions(
    _ status: JSONTree,
    of old: JSONTree,
    restart: String,
    _ errors: inout FieldErrors
  ) {
    for (key, policy) in [
      ("containerStatuses", restart), ("initContainerStatuses", restart),
      ("ephemeralContainerStatuses", "Never"),
    ] where policy != "Always" {
      for (index, former) in old.list(key).enumerated() {
        guard let ended = former.object("state")["terminated"] else { continue }
        if !ended.isZero("exitCode"), policy == "OnFailure" { continue }
        let isRunning = status.list(key).contains {
          $0.text("name") == former.text("name") && $0.object("state")["terminated"] == nil
        }
        guard isRunning else { continue }
        let path = FieldPath.root["status"][key][index]["state"]
        errors.addForbidden(path, "may not be transitioned to non-terminated state")
      }
    }
  }

  /// One address, or two of different families; what was there may stay as it is.
  private static func checkAddresses(
    _ key: String,
    in status: JSONTree,
    of old: JSONTree,
    _ errors: inout FieldErrors
  ) {
    let path = FieldPath.root["status"][key]
    let known = old.list(key).map { $0.text("ip") }
    let addresses = status.list(key).map { $0.text("ip") }
    for (index, address) in addresses.enumerated() {
      errors.checkLegacyAddress(path[index], address, old: known)
    }
    guard addresses.count > 1 else { return }
    let families = addresses.compactMap { SloppyAddress($0)?.address.family }
    if families.count < addresses.count {
      errors.add(.internalError, path, "Internal error: failed to check for dual stack")
    }
    if Set(families).count < 2 || addresses.count > 2 {
      let detail = "may specify no more than one IP for each IP family"
      errors.addInvalid(path, status.list(key), detail)
    }
  }
}
