/// What the API server checks in the `spec` of a pod, or of the template of a workload.
///
/// Source: pkg/apis/core/validation/validation.go, `ValidatePodSpec`.
enum PodSpecValidation {
  static func check(_ context: PodContext, at path: FieldPath, _ errors: inout FieldErrors) {
    var pod = context
    let spec = pod.spec
    if spec["terminationGracePeriodSeconds"] == nil {
      errors.addRequired(path["terminationGracePeriodSeconds"])
    }
    pod.volumes = VolumeValidation.check(spec.list("volumes"), at: path["volumes"], &errors)
    checkClaims(spec.list("resourceClaims"), at: path["resourceClaims"], &errors)
    ContainerValidation.checkAll(in: pod, at: path, &errors)
    ContainerPortValidation.checkHostNetwork(in: pod, at: path, &errors)
    let restarts = ["Always", "OnFailure", "Never"]
    errors.checkChoice(path["restartPolicy"], spec.text("restartPolicy"), of: restarts)
    errors.checkChoice(path["dnsPolicy"], spec.text("dnsPolicy"), of: PodNameValidation.policies)
    errors.checkLabels(path["nodeSelector"], spec["nodeSelector"])
    SecurityValidation.check(in: pod, at: path, &errors)
    AffinityValidation.check(in: pod, at: path, &errors)
    PodNameValidation.checkDNS(spec, at: path["dnsConfig"], &errors)
    checkGates(spec, at: path, &errors)
    let spread = spec.list("topologySpreadConstraints")
    let spreadPath = path["topologySpreadConstraints"]
    SchedulingValidation.check(spread: spread, in: pod, at: spreadPath, &errors)
    checkHostUsers(in: pod, at: path, &errors)
    PodNameValidation.check(spec, at: path, &errors)
    if let seconds = spec.number("activeDeadlineSeconds") {
      let messages = NameValidation.inclusiveRange(seconds, 1...2_147_483_647)
      errors.addInvalid(path["activeDeadlineSeconds"], seconds, messages)
    }
    let tolerations = spec.list("tolerations")
    SchedulingValidation.check(tolerations: tolerations, at: path["tolerations"], &errors)
    if let policy = spec["preemptionPolicy"]?.string {
      let policies = ["PreemptLowerPriority", "Never"]
      errors.checkChoice(path["preemptionPolicy"], policy, of: policies)
    }
    checkOverhead(spec.object("overhead"), at: path["overhead"], &errors)
    checkSystem(spec["os"], at: path["os"]["name"], &errors)
  }

  private static func checkSystem(
    _ system: JSONTree?,
    at path: FieldPath,
    _ errors: inout FieldErrors
  ) {
    guard let name = system?.text("name") else { return }
    if name.isEmpty { return errors.addRequired(path, "cannot be empty") }
    errors.checkChoice(path, name, of: ["linux", "windows"])
  }

  /// Readiness gates are conditions, scheduling gates differ from one another.
  private static func checkGates(
    _ spec: JSONTree,
    at path: FieldPath,
    _ errors: inout FieldErrors
  ) {
    for (index, gate) in spec.list("readinessGates").enumerated() {
      let type = gate.text("conditionType")
      let field = path["readinessGates"][index]["conditionType"]
      errors.addInvalid(field, type, NameValidation.qualifiedName(type))
    }
    var names: Set<String> = []
    for (index, gate) in spec.list("schedulingGates").enumerated() {
      let name = gate.text("name")
      let field = path["schedulingGates"][index]
      errors.addInvalid(field, name, NameValidation.qualifiedName(name))
      if !names.insert(name).inserted { errors.addDuplicate(field, .string(name)) }
    }
  }

  private static func checkClaims(
    _ claims: [JSONTree],
    at path: FieldPath,
    _ errors: inout FieldErrors
  ) {
    var names: Set<String> = []
    for (index, claim) in claims.enumerated() {
      let path = path[index]
      let name = claim.text("name")
      if name.isEmpty {
        errors.addRequired(path["name"])
      } else if !names.insert(name).inserted {
        errors.addDuplicate(path["name"], .string(name))
      } else {
        errors.addInvalid(path["name"], name, NameValidation.label(name))
      }
      let references = ["resourceClaimName", "resourceClaimTemplateName"].filter {
        claim[$0] != nil
      }
      if references.count != 1 {
        let detail =
          references.isEmpty
          ? "must specify one of: `resourceClaimName`, `resourceClaimTemplateName`"
          : "at most one of `resourceClaimName` or `resourceClaimTemplateName` may be specified"
        errors.addInvalid(path, claim, detail)
      }
      for key in references {
        let name = claim.text(key)
        errors.addInvalid(path[key], name, NameValidation.subdomain(name))
      }
    }
  }

  /// Users of its own do not go together with other namespaces of the node.
  private static func checkHostUsers(
    in pod: PodContext,
    at path: FieldPath,
    _ errors: inout FieldErrors
  ) {
    guard !pod.usesHostUsers else { return }
    let fields = [("hostNetwork", "hostNetwork"), ("hostPID", "HostPID"), ("hostIPC", "HostIPC")]
    for (key, name) in fields where pod.spec[key] == true {
      errors.addForbidden(path[name], "when `hostUsers` is false")
    }
  }

  private static func checkOverhead(
    _ overhead: JSONTree,
    at path: FieldPath,
    _ errors: inout FieldErrors
  ) {
    for amount in overhead.members {
      let field = path["limits"][key: amount.key]
      ResourceValidation.checkAmount(amount.value, of: amount.key, at: field, &errors)
    }
  }
}
