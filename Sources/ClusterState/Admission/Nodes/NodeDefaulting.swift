/// Defaults of nodes and namespaces (pkg/apis/core/v1/defaults.go).
enum NodeDefaulting {
  /// What a node has can be used, unless it says otherwise.
  static func node(_ object: inout JSONTree) {
    if !object.object("spec").members.isEmpty { object.change("spec", setRanges) }
    guard let capacity = object.object("status")["capacity"] else { return }
    object.change("status") { status in
      status.setDefault("allocatable", capacity)
      for key in ["capacity", "allocatable"] { status.change(key, ContainerDefaulting.amounts) }
    }
  }

  /// The first range is in two fields; where they differ the older one counts
  /// (pkg/apis/core/v1/conversion.go).
  private static func setRanges(_ spec: inout JSONTree) {
    let first = spec.texts("podCIDRs").first
    let range = spec.text("podCIDR")
    if !range.isEmpty, first != range {
      spec["podCIDRs"] = .array([.string(range)])
    } else if let first {
      spec["podCIDR"] = .string(first)
    }
  }

  /// A namespace carries its name as a label and is active.
  static func namespace(_ object: inout JSONTree) {
    let name = object.object("metadata").text("name")
    if !name.isEmpty {
      object.change("metadata") { metadata in
        metadata.change("labels") { $0["kubernetes.io/metadata.name"] = .string(name) }
      }
    }
    object.change("status") { $0.setDefault("phase", "Active", where: "") }
  }
}
