/// Why a query was answered as it was; the words are in another file.
package enum DNSReason: Hashable, Sendable {
  /// The cluster IPs of a Service.
  case clusterIP(ObjectName)
  /// The ready endpoints of a headless Service.
  case readyEndpoints(ObjectName)
  /// The ready endpoints of this name.
  case endpoint(String, ObjectName)
  /// An ExternalName Service is an alias; where it leads is not asked for.
  case alias(ObjectName)
  /// The alias leads out of the cluster: what it means there nobody here knows.
  case aliasOutside(String)
  /// A name made of an address (`pods insecure`), whether there is such a pod or not.
  case podAddress(IPAddress)
  case schemaVersion
  /// Who has the address.
  case reverse(IPAddress)

  case noSuchNamespace(String)
  case noSuchService(ObjectName)
  case noSuchPort(String, ObjectName)
  case noSuchEndpoint(String, ObjectName)
  case noReadyEndpoints(ObjectName)
  /// An ExternalName Service has no endpoints and no ports to name.
  case belowAlias(ObjectName)
  /// An `externalName` that is an address is no alias.
  case aliasIsAddress(ObjectName, String)
  case notAnAddress(String)
  /// No form of the specification.
  case notInSchema(String)

  /// The name exists, but not with a record of this type.
  case noRecord(DNSRecordType)
  case aliasToNothing(String)
  /// Aliases that lead back to where they were before, in order.
  case aliasLoop([String])
  case aliasesTooMany(Int)

  case outsideCluster(String)
  case nobodyHas(IPAddress)
  /// The question never reached the cluster's DNS.
  case otherResolver(String)

  /// The Service whose records answered.
  package var service: ObjectName? {
    switch self {
    case .clusterIP(let key), .readyEndpoints(let key), .endpoint(_, let key), .alias(let key): key
    default: nil
    }
  }

  /// How much of the name was understood: of several failed queries the furthest explains best.
  var depth: Int {
    switch self {
    case .noSuchNamespace, .noSuchService: 2
    case .notInSchema, .outsideCluster, .noSuchEndpoint, .noSuchPort, .otherResolver: 1
    default: 3
    }
  }
}
