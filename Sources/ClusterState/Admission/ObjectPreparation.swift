/// What the registry of a kind sets and clears before an object is checked.
///
/// Source: pkg/registry, the `PrepareForCreate` and `PrepareForUpdate` of each kind's strategy.
enum ObjectPreparation {
  typealias Operation = ObjectAdmission.Operation

  /// Objects whose `status` is for controllers alone, and whose generation counts the changes
  /// of `spec`.
  static func standard(_ object: inout JSONTree, _ operation: Operation) {
    let status = initialStatus[object.text("kind")] ?? [:]
    prepare(&object, operation, initialStatus: status)
  }

  /// Numbers that are written even if they are 0.
  private static let initialStatus: [String: JSONTree] = [
    "ReplicaSet": ["replicas": 0],
    "StatefulSet": ["availableReplicas": 0, "replicas": 0],
    "DaemonSet": [
      "currentNumberScheduled": 0, "desiredNumberScheduled": 0, "numberMisscheduled": 0,
      "numberReady": 0,
    ],
  ]

  /// Ranges of Services, whose generation is not counted.
  static func serviceRange(_ object: inout JSONTree, _ operation: Operation) {
    switch operation {
    case .create: object.setDefault("status", [:])
    case .update(let old): object["status"] = old["status"]
    case .statusUpdate(let old): object["spec"] = old["spec"]
    }
  }

  /// The status of an Ingress begins with a load balancer without addresses.
  static func ingress(_ object: inout JSONTree, _ operation: Operation) {
    prepare(&object, operation, initialStatus: ["loadBalancer": [:]])
  }

  /// Objects that have no status, of which only changes of `spec` are counted.
  static func withoutStatus(_ object: inout JSONTree, _ operation: Operation) {
    setGeneration(of: &object, operation)
  }

  /// The annotations of a Deployment count as well.
  static func deployment(_ object: inout JSONTree, _ operation: Operation) {
    standard(&object, operation)
    guard case .update(let old) = operation else { return }
    let annotations = { (object: JSONTree) in
      object.object("metadata").object("annotations").nonZero
    }
    if annotations(object) != annotations(old) {
      setGeneration(of: &object, to: generation(of: old) + 1)
    }
  }

  /// How often the template of a DaemonSet was changed is kept in an annotation, too.
  static func daemonSet(_ object: inout JSONTree, _ operation: Operation) {
    standard(&object, operation)
    let annotation = "deprecated.daemonset.template.generation"
    var count: Int64 = 1
    if let old = operation.old {
      count =
        Int64(old.object("metadata").object("annotations").text(annotation)) ?? count
      let template = { (object: JSONTree) in object.object("spec")["template"]?.nonZero }
      if template(object) != template(old) { count += 1 }
    }
    object.change("metadata") { metadata in
      metadata.change("annotations") { $0[annotation] = .string("\(count)") }
    }
  }

  /// A kubelet tells the status of its node when it makes it.
  static func node(_ object: inout JSONTree, _ operation: Operation) {
    guard case .update(let old) = operation else { return }
    object["status"] = old["status"]
  }

  /// A namespace is active until it is deleted, and then waits for what is in it.
  static func namespace(_ object: inout JSONTree, _ operation: Operation) {
    switch operation {
    case .create:
      object["status"] = ["phase": "Active"]
      object.change("spec") { spec in
        let finalizers = spec.list("finalizers")
        guard !finalizers.contains("kubernetes") else { return }
        spec["finalizers"] = .array(finalizers + ["kubernetes"])
      }
    case .update(let old):
      object["status"] = old["status"]
      object.change("spec") { $0["finalizers"] = old.object("spec")["finalizers"] }
    case .statusUpdate(let old):
      object["spec"] = old["spec"]
    }
  }

  static func prepare(
    _ object: inout JSONTree,
    _ operation: Operation,
    initialStatus: JSONTree
  ) {
    switch operation {
    case .create: object["status"] = initialStatus
    case .update(let old): object["status"] = old["status"]
    case .statusUpdate(let old): object["spec"] = old["spec"]
    }
    setGeneration(of: &object, operation)
  }

  private static func setGeneration(of object: inout JSONTree, _ operation: Operation) {
    guard let old = operation.old else { return setGeneration(of: &object, to: 1) }
    let isChanged = object["spec"]?.nonZero != old["spec"]?.nonZero
    setGeneration(of: &object, to: generation(of: old) + (isChanged ? 1 : 0))
  }

  private static func generation(of object: JSONTree) -> Int64 {
    object.object("metadata").number("generation") ?? 0
  }

  private static func setGeneration(of object: inout JSONTree, to number: Int64) {
    object.change("metadata") { metadata in
      metadata["generation"] = number == 0 ? nil : .integer(number)
    }
  }
}
