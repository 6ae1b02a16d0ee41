// The metadata of an object (apimachinery, `pkg/api/validation/objectmeta.go`).

extension FieldErrors {
  /// Checks metadata as on creation (`ValidateObjectMeta`); the name has been generated already.
  package mutating func checkMetadata(
    of object: JSONTree,
    isNamespaced: Bool = true,
    name rule: NameRule = .subdomain
  ) {
    let metadata = object.object("metadata")
    let path: FieldPath = "metadata"
    let prefix = metadata.text("generateName")
    if !prefix.isEmpty {
      addInvalid(path["generateName"], prefix, rule.messages(for: prefix, isPrefix: true))
    }
    let name = metadata.text("name")
    if name.isEmpty {
      addRequired(path["name"], "name or generateName is required")
    } else {
      addInvalid(path["name"], name, rule.messages(for: name))
    }
    checkNamespace(metadata.text("namespace"), isNamespaced: isNamespaced)
    let generation = metadata.number("generation") ?? 0
    if generation < 0 {
      addInvalid(path["generation"], .integer(generation), "must be greater than or equal to 0")
    }
    checkChangeableMetadata(metadata)
    checkFinalizers(metadata)
  }

  /// Checks the metadata of an update (`ValidateObjectMetaUpdate`).
  package mutating func checkMetadataUpdate(of object: JSONTree, old: JSONTree) {
    let metadata = object.object("metadata")
    let old = old.object("metadata")
    let path: FieldPath = "metadata"
    if old["deletionTimestamp"] != nil {
      let former = old.texts("finalizers")
      let added = Set(metadata.texts("finalizers").filter { !former.contains($0) }).sorted()
      if !added.isEmpty {
        let list = added.map { "\"\($0)\"" }.joined(separator: ", ")
        addForbidden(
          path["finalizers"],
          "no new finalizers can be added if the object is being deleted, found new finalizers"
            + " []string{\(list)}"
        )
      }
    }
    if metadata.text("resourceVersion").isEmpty {
      addInvalid(path["resourceVersion"], "", "must be specified for an update")
    }
    let generation = metadata.number("generation") ?? 0
    if generation < old.number("generation") ?? 0 {
      addInvalid(path["generation"], .integer(generation), "must not be decremented")
    }
    for member in Self.immutableMetadata {
      checkImmutable(path[member], metadata[member], old[member])
    }
    checkChangeableMetadata(metadata)
  }

  /// Checks that a value is as it was; an absent one equals an empty one (`apiequality`).
  package mutating func checkImmutable(
    _ field: FieldPath,
    _ value: JSONTree?,
    _ old: JSONTree?
  ) {
    if value?.nonZero != old?.nonZero {
      addInvalid(field, value ?? .null, "field is immutable")
    }
  }

  /// Checks a set of labels, also as part of a selector (`ValidateLabels`).
  package mutating func checkLabels(_ field: FieldPath, _ labels: JSONTree?) {
    for label in labels?.members ?? [] {
      addInvalid(field, label.key, NameValidation.qualifiedName(label.key))
      let value = label.value.string ?? ""
      addInvalid(field, value, NameValidation.labelValue(value))
    }
  }

  /// Checks annotations (`ValidateAnnotations`); the case of their keys does not matter.
  package mutating func checkAnnotations(_ field: FieldPath, _ annotations: JSONTree?) {
    var size = 0
    for annotation in annotations?.members ?? [] {
      addInvalid(
        field,
        annotation.key,
        NameValidation.qualifiedName(annotation.key.lowercased())
      )
      size += annotation.key.utf8.count + (annotation.value.string ?? "").utf8.count
    }
    if size > 256 << 10 { addTooLong(field, most: 256 << 10) }
  }

  private static let immutableMetadata = [
    "name", "namespace", "uid", "creationTimestamp", "deletionTimestamp",
    "deletionGracePeriodSeconds",
  ]

  private mutating func checkNamespace(_ namespace: String, isNamespaced: Bool) {
    let path: FieldPath = "metadata.namespace"
    switch (isNamespaced, namespace.isEmpty) {
    case (true, true): addRequired(path)
    case (true, false): addInvalid(path, namespace, NameValidation.label(namespace))
    case (false, true): break
    case (false, false): addForbidden(path, "not allowed on this type")
    }
  }

  private mutating func checkChangeableMetadata(_ metadata: JSONTree) {
    checkLabels("metadata.labels", metadata["labels"])
    checkAnnotations("metadata.annotations", metadata["annotations"])
    checkOwners(metadata.list("ownerReferences"))
  }

  private mutating func checkOwners(_ owners: [JSONTree]) {
    let path: FieldPath = "metadata.ownerReferences"
    var controller: String?
    for owner in owners {
      let version = owner.text("apiVersion")
      if version.isEmpty || version.hasSuffix("/") {
        addInvalid(path["apiVersion"], .string(version), "version must not be empty")
      }
      for member in ["kind", "name", "uid"] where owner.text(member).isEmpty {
        addInvalid(path[member], "", "must not be empty")
      }
      if version == "v1", owner.text("kind") == "Event" {
        addInvalid(path, owner, "/v1, Kind=Event is disallowed from being an owner")
      }
      guard owner["controller"]?.boolean == true else { continue }
      let name = "\(owner.text("kind"))/\(owner.text("name"))"
      if let controller {
        addInvalid(
          path,
          .array(owners),
          "Only one reference can have Controller set to true. Found \"true\" in references for"
            + " \(controller) and \(name)"
        )
      } else {
        controller = name
      }
    }
  }

  private mutating func checkFinalizers(_ metadata: JSONTree) {
    let path: FieldPath = "metadata.finalizers"
    let finalizers = metadata.texts("finalizers")
    for finalizer in finalizers {
      addInvalid(path, finalizer, NameValidation.qualifiedName(finalizer))
    }
    if finalizers.contains("orphan"), finalizers.contains("foregroundDeletion") {
      addInvalid(
        path,
        .array(finalizers.map(JSONTree.string)),
        "finalizer orphan and foregroundDeletion cannot be both set"
      )
    }
  }
}

extension JSONTree {
  /// The value without members that are null or empty, `nil` if nothing is left: two values that
  /// differ only in what is absent and what is empty are equal to the API server.
  package var nonZero: JSONTree? {
    switch self {
    case .null: return nil
    case .string(let text): return text.isEmpty ? .none : .some(self)
    case .array(let elements):
      return elements.isEmpty ? .none : .array(elements.map { $0.nonZero ?? .null })
    case .object(let members):
      let kept = members.compactMap { member in
        member.value.nonZero.map { Member(key: member.key, value: $0) }
      }
      return kept.isEmpty ? .none : .object(kept)
    case .boolean, .integer, .number: return self
    }
  }
}
