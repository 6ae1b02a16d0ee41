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
  case otherResolver(Sentence)

  /// The Service whose records answered.
  package var service: ObjectName? {
    switch self {
    case .clusterIP(let key), .readyEndpoints(let key), .endpoint(_, let key), .alias(let key): key
    default: nil
    }
  }

  /// How well the reason explains why a name was not found: of several queries for one name the
  /// best reason is told.
  ///
  /// An object that exists says most; then a missing Service, then a missing namespace, where the
  /// name has the form `service.namespace`; longer names may be meant for the world outside.
  func weight(for name: DNSName) -> Int {
    let labels = name.labels(under: ClusterDNS.domain) ?? []
    let isPlain = labels.count == 3
    let isBelow = labels.count == 4 || labels.first?.hasPrefix("_") == true
    return switch self {
    case .noSuchService: isPlain ? 4 : isBelow ? 2 : 0
    case .noSuchNamespace: isPlain ? 3 : 0
    case .outsideCluster, .otherResolver: 1
    case .notInSchema: 0
    default: 5
    }
  }
}
