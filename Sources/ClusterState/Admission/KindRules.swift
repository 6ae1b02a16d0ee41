/// What the API server does to objects of one kind.
struct KindRules: Sendable {
  typealias Operation = ObjectAdmission.Operation

  /// The mistakes in an object as it stands.
  let errors: @Sendable (JSONTree, Operation) -> FieldErrors
  /// Fills in the defaults.
  var setDefaults: @Sendable (inout JSONTree) -> Void = { _ in }
  /// Sets and clears what a writer may not decide, besides the metadata.
  var prepare: @Sendable (inout JSONTree, Operation) -> Void = { _, _ in }
  /// What there is to say about an object that is taken.
  var warnings: @Sendable (JSONTree, Operation) -> [AdmissionWarning] = { _, _ in [] }

  /// The rules for the kind of an object; `nil` for a kind that is checked elsewhere or not at
  /// all.
  static func of(_ object: JSONTree) -> KindRules? { byKind[object.text("kind")] }

  func defaulted(_ object: JSONTree) -> JSONTree {
    var object = object
    setDefaults(&object)
    return object
  }

  func prepared(_ object: JSONTree, _ operation: Operation) -> JSONTree {
    var object = object
    prepare(&object, operation)
    return object
  }

  private static let byKind: [String: KindRules] = [
    "Ingress": KindRules(
      errors: IngressValidation.errors,
      prepare: ObjectPreparation.ingress,
      warnings: NetworkingWarnings.ingress
    ),
    "IngressClass": KindRules(
      errors: IngressClassValidation.errors,
      setDefaults: NetworkingDefaulting.ingressClass,
      prepare: ObjectPreparation.withoutStatus
    ),
    "IPAddress": KindRules(errors: IPAddressValidation.errors),
    "ServiceCIDR": KindRules(
      errors: ServiceCIDRValidation.errors,
      prepare: ObjectPreparation.serviceRange
    ),
    "NetworkPolicy": KindRules(
      errors: NetworkPolicyValidation.errors,
      setDefaults: NetworkingDefaulting.networkPolicy,
      prepare: ObjectPreparation.withoutStatus,
      warnings: NetworkingWarnings.networkPolicy
    ),
    "Pod": KindRules(
      errors: PodValidation.errors,
      setDefaults: PodDefaulting.pod,
      prepare: PodPreparation.pod,
      warnings: PodWarnings.pod
    ),
    "Deployment": KindRules(
      errors: WorkloadValidation.deployment,
      setDefaults: WorkloadDefaulting.deployment,
      prepare: ObjectPreparation.deployment,
      warnings: PodWarnings.workload
    ),
    "ReplicaSet": KindRules(
      errors: WorkloadValidation.replicaSet,
      setDefaults: WorkloadDefaulting.replicaSet,
      prepare: ObjectPreparation.standard,
      warnings: PodWarnings.workload
    ),
    "StatefulSet": KindRules(
      errors: WorkloadValidation.statefulSet,
      setDefaults: WorkloadDefaulting.statefulSet,
      prepare: ObjectPreparation.standard,
      warnings: PodWarnings.workload
    ),
    "DaemonSet": KindRules(
      errors: WorkloadValidation.daemonSet,
      setDefaults: WorkloadDefaulting.daemonSet,
      prepare: ObjectPreparation.daemonSet,
      warnings: PodWarnings.workload
    ),
    "PodDisruptionBudget": KindRules(
      errors: DisruptionBudgetValidation.errors,
      prepare: ObjectPreparation.standard
    ),
    "Node": KindRules(
      errors: NodeValidation.errors,
      setDefaults: NodeDefaulting.node,
      prepare: ObjectPreparation.node
    ),
    "Namespace": KindRules(
      errors: NamespaceValidation.errors,
      setDefaults: NodeDefaulting.namespace,
      prepare: ObjectPreparation.namespace
    ),
  ]
}
