/// What tells one object from all others: group, kind, namespace and name.
struct ObjectIdentity: Hashable, Sendable {
  let group: String
  let kind: String
  /// Empty for kinds that are not namespaced; `default` where the object names none.
  let namespace: String
  let name: String

  init(_ object: JSONTree) {
    let metadata = object.object("metadata")
    let type = TypeMeta(apiVersion: object.text("apiVersion"), kind: object.text("kind"))
    group = String(type.group)
    kind = type.kind
    name = metadata.text("name")
    let namespace = metadata.text("namespace")
    let isNamespaced = !Self.clusterKinds.contains(kind)
    self.namespace = isNamespaced ? (namespace.isEmpty ? "default" : namespace) : ""
  }

  private static let clusterKinds: Set<String> = [
    "ClusterRole", "ClusterRoleBinding", "CustomResourceDefinition", "IPAddress", "IngressClass",
    "Namespace", "Node", "PersistentVolume", "PriorityClass", "RuntimeClass", "ServiceCIDR",
    "Simulation", "StorageClass",
  ]

  /// The mistake of creating what is there.
  var alreadyExists: FieldError {
    let resource = group.isEmpty ? plural : "\(plural).\(group)"
    return FieldError(.alreadyExists, .root, "\(resource) \"\(name)\" already exists")
  }

  /// The name of the resource, as in its URL.
  private var plural: String {
    let word = kind.lowercased()
    if word == "endpoints" { return word }
    if word.hasSuffix("s") { return "\(word)es" }
    return word.hasSuffix("y") ? "\(word.dropLast())ies" : "\(word)s"
  }
}
