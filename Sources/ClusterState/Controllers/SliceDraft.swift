/// A slice while its controller decides what becomes of it.
struct SliceDraft {
  /// What the controller will do with the slice.
  enum Fate {
    case kept
    /// Other endpoints, labels or hints.
    case changed
    /// Written anew under the name of a slice that was to be deleted.
    case replaced
    case deleted
    case created
  }

  /// `nil` for a slice that does not exist yet.
  var id: SliceID?
  /// Whether the slice belongs to this Service, not to an older one of the same name.
  var isOwned = true
  var fate: Fate
  var labels: Labels
  var ports: [EndpointPort]
  var endpoints: [Endpoint]

  /// Whether the slice will exist.
  var isAlive: Bool { fate != .deleted }
  /// Whether the slice is written anyway, so that more changes cost nothing.
  var isWritten: Bool { fate == .changed || fate == .created }
}

/// What makes two endpoints the same for the controller, however their conditions differ: the
/// addresses, the host name, and the name of the target (endpointslice/util/endpointset.go).
struct EndpointIdentity: Hashable {
  let addresses: [String]
  let hostname: String
  let targetNamespace: String
  let targetName: String

  init(_ endpoint: Endpoint) {
    addresses = endpoint.addresses.count > 1 ? endpoint.addresses.sorted() : endpoint.addresses
    hostname = endpoint.hostname
    targetNamespace = endpoint.targetRef?.namespace ?? ""
    targetName = endpoint.targetRef?.name ?? ""
  }
}

extension Endpoint {
  /// Whether nothing that the controller looks at differs from an endpoint of the same identity:
  /// hints do not count (`EndpointsEqualBeyondHash` in endpointslice/util/controller_utils.go).
  func isUpToDate(with desired: Endpoint) -> Bool {
    nodeName == desired.nodeName && zone == desired.zone && ready == desired.ready
      && serving == desired.serving && terminating == desired.terminating
      && targetRef == desired.targetRef
  }
}
