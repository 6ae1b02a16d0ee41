extension APIServer {
  /// The mistakes in an object of a document that is loaded; unknown fields are not among them.
  ///
  /// What a cluster has stored already is judged as if it were written back unchanged: then the
  /// rules for new objects that old ones need not keep do not apply.
  static func errors(inLoaded tree: JSONTree, isStored: Bool) -> [FieldError] {
    var object = ObjectAdmission.defaulted(tree.named)
    guard isStored else {
      object = ObjectAdmission.prepared(object, .create)
      return ObjectAdmission.errors(in: object, .create)
    }
    object.change("metadata") { $0.setDefault("resourceVersion", "1") }
    if object["kind"]?.string == Service.kind { object = ServiceFields.withBothClusterIPs(object) }
    var names = FieldErrors()
    names.checkStoredName(of: object)
    return names.all + ObjectAdmission.errors(in: object, .update(old: object))
  }

  /// The mistakes in a new Service; a good one gets its addresses.
  static func errors(
    inNewService tree: JSONTree,
    _ registry: inout ServiceRegistry
  ) -> [FieldError] {
    var draft = registry
    do throws(AdmissionRefusal) {
      let object = try draft.create(ObjectAdmission.defaulted(tree.named))
      let prepared = ObjectAdmission.prepared(object, .create)
      let errors = ObjectAdmission.errors(in: prepared, .create)
      if errors.isEmpty { registry = draft }
      return errors
    } catch {
      return error.errors
    }
  }
}

extension FieldErrors {
  /// Names are checked on creation only; a document may say that it comes out of a cluster when it
  /// does not.
  fileprivate mutating func checkStoredName(of object: JSONTree) {
    let identity = ObjectIdentity(object)
    // An IPAddress is called by its address.
    guard identity.kind != "IPAddress" else { return }
    let isLabel = identity.kind == Service.kind || identity.kind == Namespace.kind
    let rule: NameRule = isLabel ? .label : .subdomain
    addInvalid("metadata.name", identity.name, rule.messages(for: identity.name))
    let namespace = identity.namespace
    if !namespace.isEmpty {
      addInvalid("metadata.namespace", namespace, NameValidation.label(namespace))
    }
  }
}

extension JSONTree {
  /// The object with the namespace that it is in, and some name if it is to be given one.
  fileprivate var named: JSONTree {
    let identity = ObjectIdentity(self)
    var object = self
    object.change("metadata") { metadata in
      metadata["namespace"] = identity.namespace.isEmpty ? nil : .string(identity.namespace)
      let prefix = metadata.text("generateName")
      if metadata.isZero("name"), !prefix.isEmpty {
        metadata["name"] = .string(prefix.prefix(58) + "xxxxx")
      }
    }
    return object
  }

  /// Whether the object comes out of a cluster rather than from its writer.
  var isStored: Bool {
    let metadata = object("metadata")
    return ["uid", "resourceVersion", "creationTimestamp"].contains { !metadata.isZero($0) }
  }

  /// `Service shop/web`: how messages call the object.
  var label: String {
    let identity = ObjectIdentity(self)
    let metadata = object("metadata")
    let name = identity.name.isEmpty ? metadata.text("generateName") : identity.name
    guard !identity.kind.isEmpty, !name.isEmpty else { return identity.kind }
    return "\(identity.kind) \(ObjectName(namespace: identity.namespace, name: name))"
  }
}
