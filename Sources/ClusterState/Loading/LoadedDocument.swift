/// What was read from all files of a session: typed objects in document order, the rest counted.
package struct LoadedDocument: Sendable {
  /// Names of the files as given, for messages; ``SourcePlace/file`` points here.
  package var files: [String] = []
  /// Objects of each kind, in document order.
  package var nodes: [Node] = []
  package var namespaces: [Namespace] = []
  package var pods: [Pod] = []
  package var services: [Service] = []
  package var endpointSlices: [EndpointSlice] = []
  package var endpoints: [Endpoints] = []
  package var deployments: [Deployment] = []
  package var replicaSets: [ReplicaSet] = []
  package var statefulSets: [StatefulSet] = []
  package var daemonSets: [DaemonSet] = []
  package var ingresses: [Ingress] = []
  package var ingressClasses: [IngressClass] = []
  package var httpRoutes: [HTTPRoute] = []
  package var gateways: [Gateway] = []
  package var gatewayClasses: [GatewayClass] = []
  package var serviceCIDRs: [ServiceCIDR] = []
  package var referenceGrants: [ReferenceGrant] = []
  package var podDisruptionBudgets: [PodDisruptionBudget] = []
  /// The one Simulation object; `nil` without any.
  package var simulation: SimulationSettings?
  /// Objects of other kinds, in document order: known by name and place only.
  package var ignored: [IgnoredObject] = []
  /// All objects as they stand, in document order, if loading was asked to keep them.
  package var trees: [RawObject] = []
  /// The latest time any read object mentions; `nil` without any.
  ///
  /// Ages are counted from it.
  package var latestTimestamp: Timestamp?
  /// What is wrong, in document order.
  ///
  /// Errors refuse the document unless loading is lenient.
  package var problems: [Problem] = []
  /// How many errors there are; ``problems`` lists the first hundred and says how many follow.
  package var errorCount = 0

  /// Empty.
  package init() {}
}

/// An object of a kind the model does not use.
package struct IgnoredObject: Hashable, Sendable {
  /// As the document says.
  package var apiVersion: String
  /// As the document says.
  package var kind: String
  /// The namespace is empty where the document names none.
  package var key: ObjectName
  /// Where its text stands.
  package var place: SourcePlace

  /// An object that was read and left alone.
  package init(apiVersion: String, kind: String, key: ObjectName, place: SourcePlace) {
    self.apiVersion = apiVersion
    self.kind = kind
    self.key = key
    self.place = place
  }
}

/// One thing that is wrong in a document, with its place.
package struct Problem: Error, Hashable, Sendable {
  /// Whether a problem keeps the document from being loaded.
  package enum Severity: String, Sendable {
    case error, warning
  }

  /// Lenient loading makes errors warnings.
  package var severity = Severity.error
  /// The kind of mistake: the API server's words (`Required`, `Invalid`, `NotSupported`,
  /// `Duplicate`, `TypeInvalid`, `BadRequest`, `AlreadyExists`, ...).
  package var type: String
  /// Name of the file as given.
  package var file: String
  /// From 1; 0 when the place is the whole file.
  package var line: Int
  /// From 1, in bytes (in YAML: characters); 0 when the place is the whole file.
  package var column: Int
  /// `Service shop/web`; empty when the mistake is outside any object.
  package var object: String
  /// Path within the object, such as `spec.ports[0].port`; empty for the object itself.
  package var field: String
  /// What is wrong and what is allowed, without the place.
  package var message: String

  /// A problem at a place.
  package init(
    type: String,
    file: String,
    line: Int = 0,
    column: Int = 0,
    object: String = "",
    field: String = "",
    message: String,
    severity: Severity = .error
  ) {
    self.severity = severity
    self.type = type
    self.file = file
    self.line = line
    self.column = column
    self.object = object
    self.field = field
    self.message = message
  }
}
