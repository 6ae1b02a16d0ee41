/// What the API server checks in volumes that join several sources in one directory.
///
/// Source: pkg/apis/core/validation/validation.go, `validateProjectionSources`.
enum ProjectedVolumeValidation {
  static func check(_ source: JSONTree, at path: FieldPath, _ errors: inout FieldErrors) {
    VolumeValidation.checkMode(source["defaultMode"], at: path["defaultMode"], &errors)
    for (index, projection) in source.list("sources").enumerated() {
      let path = path["sources"][index]
      let kinds = projection.members.filter { $0.value != .null }
      if kinds.isEmpty { errors.addRequired(path, "must specify one source") }
      for other in kinds.dropFirst() {
        errors.addForbidden(path[other.key], "may not specify more than 1 volume type")
      }
      guard let first = kinds.first else { continue }
      check(projection: first.value, first.key, at: path[first.key], &errors)
    }
  }

  private static func check(
    projection: JSONTree,
    _ kind: String,
    at path: FieldPath,
    _ errors: inout FieldErrors
  ) {
    switch kind {
    case "secret", "configMap":
      if projection.isZero("name") { errors.addRequired(path["name"]) }
      VolumeValidation.check(items: projection.list("items"), at: path["items"], &errors)
    case "downwardAPI":
      for (index, file) in projection.list("items").enumerated() {
        VolumeValidation.check(file: file, at: path[index], &errors)
      }
    case "serviceAccountToken":
      let seconds = projection.number("expirationSeconds") ?? 0
      if seconds < 600 {
        let detail = "may not specify a duration less than 10 minutes"
        errors.addInvalid(path["expirationSeconds"], .integer(seconds), detail)
      }
      if seconds > 1 << 32 {
        let detail = "may not specify a duration larger than 2^32 seconds"
        errors.addInvalid(path["expirationSeconds"], .integer(seconds), detail)
      }
      VolumeValidation.checkDescending(projection.text("path"), at: path["path"], &errors)
    default: break
    }
  }
}
