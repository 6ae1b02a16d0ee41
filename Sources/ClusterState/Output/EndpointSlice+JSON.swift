extension EndpointSlice {
  /// The slice as `kubectl get -o json` prints it.
  package var json: JSONTree {
    JSONTree.object([])
      .adding("addressType", .string(addressType.rawValue))
      .adding("apiVersion", .string(Self.apiVersion))
      .adding("endpoints", .array(endpoints.map(\.json)))
      .adding("kind", .string(Self.kind))
      .adding("metadata", metadata.json)
      .adding("ports", .array(ports.map(\.json)))
  }
}

extension ObjectMeta {
  /// The fields that are set.
  package var json: JSONTree {
    JSONTree.object([])
      .adding("annotations", annotations.isEmpty ? .none : .some(annotations.json))
      .adding("creationTimestamp", creationTimestamp.map { .string($0.description) })
      .adding("deletionGracePeriodSeconds", deletionGracePeriodSeconds.map(JSONTree.integer))
      .adding("deletionTimestamp", deletionTimestamp.map { .string($0.description) })
      .adding("generateName", generateName.textJSON)
      .adding("labels", labels.isEmpty ? .none : .some(labels.json))
      .adding("name", .string(name))
      .adding("namespace", namespace.textJSON)
      .adding(
        "ownerReferences",
        ownerReferences.isEmpty ? nil : .array(ownerReferences.map(\.json))
      )
      .adding("uid", uid.textJSON)
  }
}

extension Labels {
  /// An object of strings.
  package var json: JSONTree {
    .object(pairs.map { JSONTree.Member(key: $0.key, value: .string($0.value)) })
  }
}

extension OwnerReference {
  fileprivate var json: JSONTree {
    let core = [Service.kind, Pod.kind, Node.kind, Endpoints.kind]
    let group = core.contains(kind) ? "v1" : "apps/v1"
    return [
      "apiVersion": .string(group), "blockOwnerDeletion": true,
      "controller": .boolean(controller), "kind": .string(kind), "name": .string(name),
      "uid": .string(uid),
    ]
  }
}

extension Endpoint {
  fileprivate var json: JSONTree {
    JSONTree.object([])
      .adding("addresses", .array(addresses.map(JSONTree.string)))
      .adding("conditions", conditions)
      .adding("hints", hints)
      .adding("hostname", hostname.textJSON)
      .adding("nodeName", nodeName.textJSON)
      .adding("targetRef", targetRef?.json)
      .adding("zone", zone.textJSON)
  }

  private var conditions: JSONTree {
    JSONTree.object([])
      .adding("ready", ready.map(JSONTree.boolean))
      .adding("serving", serving.map(JSONTree.boolean))
      .adding("terminating", terminating.map(JSONTree.boolean))
  }

  private var hints: JSONTree? {
    guard !zoneHints.isEmpty || !nodeHints.isEmpty else { return nil }
    func names(_ hints: [String]) -> JSONTree? {
      hints.isEmpty ? nil : .array(hints.map { ["name": .string($0)] })
    }
    return JSONTree.object([])
      .adding("forNodes", names(nodeHints)).adding("forZones", names(zoneHints))
  }
}

extension ObjectReference {
  fileprivate var json: JSONTree {
    JSONTree.object([])
      .adding("kind", kind.textJSON).adding("name", name.textJSON)
      .adding("namespace", namespace.textJSON).adding("uid", uid.textJSON)
  }
}

extension EndpointPort {
  fileprivate var json: JSONTree {
    JSONTree.object([])
      .adding("appProtocol", appProtocol.map(JSONTree.string))
      .adding("name", name.map(JSONTree.string))
      .adding("port", port.map(JSONTree.integer))
      .adding("protocol", `protocol`.map { .string($0.rawValue) })
  }
}

extension String {
  /// `nil` for an empty text: an absent value is an absent key.
  package var textJSON: JSONTree? { isEmpty ? nil : .string(self) }
}
