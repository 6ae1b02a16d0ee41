/// What the API server checks in the volumes of a pod and where containers mount them.
///
/// Source: pkg/apis/core/validation/validation.go, `ValidateVolumes` and `ValidateVolumeMounts`.
enum VolumeValidation {
  /// Checks volumes; those with good names are what containers may mount.
  static func check(
    _ volumes: [JSONTree],
    at path: FieldPath,
    _ errors: inout FieldErrors
  ) -> [String: JSONTree] {
    var known: [String: JSONTree] = [:]
    for (index, volume) in volumes.enumerated() {
      var own = FieldErrors()
      let name = volume.text("name")
      check(volume, at: path[index], &own)
      if name.isEmpty {
        own.addRequired(path[index]["name"])
      } else {
        own.addInvalid(path[index]["name"], name, NameValidation.label(name))
      }
      if known[name] != nil { own.addDuplicate(path[index]["name"], .string(name)) }
      if own.isEmpty { known[name] = volume } else { errors.add(own) }
    }
    return known
  }

  /// One source, and what it needs.
  private static func check(_ volume: JSONTree, at path: FieldPath, _ errors: inout FieldErrors) {
    let sources = volume.members.filter { $0.key != "name" && $0.value != .null }
    guard let first = sources.first else {
      return errors.addRequired(path, "must specify a volume type")
    }
    for other in sources.dropFirst() {
      errors.addForbidden(path[other.key], "may not specify more than 1 volume type")
    }
    for member in required[first.key] ?? [] where first.value.isZero(member) {
      errors.addRequired(path[first.key][member])
    }
    check(source: first.value, first.key, at: path[first.key], &errors)
  }

  /// Fields that a source cannot do without.
  private static let required: [String: [String]] = [
    "hostPath": ["path"],
    "gitRepo": ["repository"],
    "secret": ["secretName"],
    "configMap": ["name"],
    "persistentVolumeClaim": ["claimName"],
    "nfs": ["server", "path"],
    "gcePersistentDisk": ["pdName"],
    "awsElasticBlockStore": ["volumeID"],
    "iscsi": ["targetPortal", "iqn"],
    "glusterfs": ["endpoints", "path"],
    "rbd": ["monitors", "image"],
    "cephfs": ["monitors"],
    "cinder": ["volumeID"],
    "flexVolume": ["driver"],
    "azureFile": ["secretName", "shareName"],
    "vsphereVolume": ["volumePath"],
    "portworxVolume": ["volumeID"],
    "csi": ["driver"],
    "image": ["reference"],
    "ephemeral": ["volumeClaimTemplate"],
  ]

  private static func check(
    source: JSONTree,
    _ kind: String,
    at path: FieldPath,
    _ errors: inout FieldErrors
  ) {
    switch kind {
    case "emptyDir":
      if let limit = source["sizeLimit"].flatMap(Quantity.init), limit.isNegative {
        errors.addForbidden(path["sizeLimit"], "SizeLimit field must be a valid resource quantity")
      }
    case "hostPath":
      let text = source.text("path")
      if text.split(separator: "/").contains("..") {
        errors.addInvalid(path["path"], text, ["must not contain '..'"])
      }
      let type = source.text("type")
      if !hostPathTypes.contains(type) {
        errors.addNotSupported(path["type"], type, allowed: hostPathTypes)
      }
    case "nfs":
      if !source.isZero("path"), !source.text("path").hasPrefix("/") {
        errors.addInvalid(path["path"], source.text("path"), ["must be an absolute path"])
      }
    case "secret", "configMap":
      checkMode(source["defaultMode"], at: path["defaultMode"], &errors)
      check(items: source.list("items"), at: path["items"], &errors)
    case "downwardAPI":
      checkMode(source["defaultMode"], at: path["defaultMode"], &errors)
      for (index, file) in source.list("items").enumerated() {
        check(file: file, at: path[index], &errors)
      }
    case "projected":
      ProjectedVolumeValidation.check(source, at: path, &errors)
    default: break
    }
  }

  private static let hostPathTypes = [
    "", "BlockDevice", "CharDevice", "Directory", "DirectoryOrCreate", "File", "FileOrCreate",
    "Socket",
  ]

  /// Permission bits.
  static func checkMode(_ mode: JSONTree?, at path: FieldPath, _ errors: inout FieldErrors) {
    guard let number = mode?.integer, !(0...0o777).contains(number) else { return }
    let detail = "must be a number between 0 and 0777 (octal), both inclusive"
    errors.addInvalid(path, .integer(number), detail)
  }

  /// Keys and the files they become.
  static func check(items: [JSONTree], at path: FieldPath, _ errors: inout FieldErrors) {
    for (index, item) in items.enumerated() {
      if item.isZero("key") { errors.addRequired(path[index]["key"]) }
      checkDescending(item.text("path"), at: path[index]["path"], &errors)
      checkMode(item["mode"], at: path[index]["mode"], &errors)
    }
  }

  /// A file that tells something of the pod.
  static func check(file: JSONTree, at path: FieldPath, _ errors: inout FieldErrors) {
    checkDescending(file.text("path"), at: path["path"], &errors)
    switch (file["fieldRef"], file["resourceFieldRef"]) {
    case (let field?, let resource):
      let allowed = EnvironmentValidation.volumeFields
      EnvironmentValidation.checkField(field, at: path["fieldRef"], allowed: allowed, &errors)
      if resource != nil {
        let detail = "fieldRef and resourceFieldRef can not be specified simultaneously"
        errors.addInvalid(path, "resource", [detail])
      }
    case (nil, let resource?):
      let field = path["resourceFieldRef"]
      EnvironmentValidation.checkResource(resource, at: field, needsContainer: true, &errors)
    case (nil, nil):
      errors.addRequired(path, "one of fieldRef and resourceFieldRef is required")
    }
    checkMode(file["mode"], at: path["mode"], &errors)
  }

  /// A relative path that stays below where it starts.
  static func checkDescending(
    _ text: String,
    at path: FieldPath,
    _ errors: inout FieldErrors
  ) {
    guard !text.isEmpty else { return errors.addRequired(path) }
    if text.hasPrefix("/") { errors.addInvalid(path, text, ["must be a relative path"]) }
    if text.split(separator: "/").contains("..") {
      errors.addInvalid(path, text, ["must not contain '..'"])
    }
  }
}

extension VolumeValidation {
  /// Where a container finds the volumes.
  static func checkMounts(
    of container: JSONTree,
    at path: FieldPath,
    in pod: PodContext,
    _ errors: inout FieldErrors
  ) {
    let devices = container.list("volumeDevices")
    var points: Set<String> = []
    for (index, mount) in container.list("volumeMounts").enumerated() {
      let path = path["volumeMounts"][index]
      let (name, point) = (mount.text("name"), mount.text("mountPath"))
      if name.isEmpty { errors.addRequired(path["name"]) }
      if pod.volumes[name] == nil { errors.addNotFound(path["name"], .string(name)) }
      if point.isEmpty { errors.addRequired(path["mountPath"]) }
      if !points.insert(point).inserted {
        errors.addInvalid(path["mountPath"], point, ["must be unique"])
      }
      if devices.contains(where: { $0.text("name") == name }) {
        errors.addInvalid(path["name"], name, ["must not already exist in volumeDevices"])
      }
      for key in ["subPath", "subPathExpr"] where !mount.isZero(key) {
        checkDescending(mount.text(key), at: path[key], &errors)
      }
      if !mount.isZero("subPath"), !mount.isZero("subPathExpr") {
        let detail = "subPathExpr and subPath are mutually exclusive"
        errors.addInvalid(path["subPathExpr"], mount.text("subPathExpr"), [detail])
      }
    }
    checkDevices(devices, at: path["volumeDevices"], in: pod, &errors)
  }

  private static func checkDevices(
    _ devices: [JSONTree],
    at path: FieldPath,
    in pod: PodContext,
    _ errors: inout FieldErrors
  ) {
    var names: Set<String> = []
    var places: Set<String> = []
    for (index, device) in devices.enumerated() {
      let path = path[index]
      let (name, place) = (device.text("name"), device.text("devicePath"))
      if name.isEmpty { errors.addRequired(path["name"]) }
      if !name.isEmpty, !names.insert(name).inserted {
        errors.addInvalid(path["name"], name, ["must be unique"])
      }
      if let volume = pod.volumes[name] {
        if volume["persistentVolumeClaim"] == nil, volume["ephemeral"] == nil {
          let detail =
            "can only use volume source type of PersistentVolumeClaim or Ephemeral for block mode"
          errors.addInvalid(path["name"], name, [detail])
        }
      } else {
        errors.addNotFound(path["name"], .string(name))
      }
      if place.isEmpty { errors.addRequired(path["devicePath"]) }
      if !places.insert(place).inserted {
        errors.addInvalid(path["devicePath"], place, ["must be unique"])
      }
    }
  }
}
