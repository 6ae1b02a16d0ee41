/// Defaults of the volumes of a pod (pkg/apis/core/v1/defaults.go).
enum VolumeDefaulting {
  /// A volume that says nothing is an empty directory; most sources have defaults of their own.
  static func volume(_ volume: inout JSONTree) {
    let sources = volume.members.filter { $0.key != "name" && $0.value != .null }
    if sources.isEmpty { volume["emptyDir"] = [:] }
    for source in sources {
      volume.change(source.key) { fields in
        for (key, value) in defaults[source.key] ?? [] { fields.setDefault(key, value) }
      }
    }
    if volume["downwardAPI"] != nil {
      volume.change("downwardAPI") { $0.changeEach(of: "items", file) }
    }
    if volume["projected"] != nil {
      volume.change("projected") { $0.changeEach(of: "sources", projection) }
    }
    if volume.object("emptyDir")["sizeLimit"] != nil {
      volume.change("emptyDir") { directory in
        guard let limit = directory["sizeLimit"].flatMap(Quantity.init) else { return }
        directory["sizeLimit"] = .string(limit.description)
      }
    }
    if volume.object("ephemeral")["volumeClaimTemplate"] != nil {
      volume.change("ephemeral") { $0.change("volumeClaimTemplate", claim) }
    }
    if let image = volume["image"] {
      let isLatest = ImageName.tag(of: image.text("reference")) == "latest"
      let policy: JSONTree = isLatest ? "Always" : "IfNotPresent"
      volume.change("image") { $0.setDefault("pullPolicy", policy, where: "") }
    }
  }

  /// A claim is for a file system unless it says otherwise.
  static func claim(_ claim: inout JSONTree) {
    claim.change("spec") { spec in
      spec.setDefault("volumeMode", "Filesystem")
      spec.change("resources", ContainerDefaulting.requirements)
    }
  }

  private static func projection(_ source: inout JSONTree) {
    if source["serviceAccountToken"] != nil {
      source.change("serviceAccountToken") { $0.setDefault("expirationSeconds", 3600) }
    }
    if source["downwardAPI"] != nil {
      source.change("downwardAPI") { $0.changeEach(of: "items", file) }
    }
  }

  private static func file(_ item: inout JSONTree) { ContainerDefaulting.source(&item) }

  /// Permission bits of the files that are made, `0644`.
  private static let mode: JSONTree = 0o644

  private static let defaults: [String: [(String, JSONTree)]] = [
    "hostPath": [("type", "")],
    "secret": [("defaultMode", mode)],
    "configMap": [("defaultMode", mode)],
    "downwardAPI": [("defaultMode", mode)],
    "projected": [("defaultMode", mode)],
    "iscsi": [("iscsiInterface", "default")],
    "rbd": [("pool", "rbd"), ("user", "admin"), ("keyring", "/etc/ceph/keyring")],
    "azureDisk": [
      ("cachingMode", "ReadWrite"), ("fsType", "ext4"), ("readOnly", false), ("kind", "Shared"),
    ],
    "scaleIO": [("storageMode", "ThinProvisioned"), ("fsType", "xfs")],
  ]
}
