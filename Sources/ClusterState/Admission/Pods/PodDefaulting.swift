/// Defaults of pods and of the templates that pods are made of.
///
/// Source: pkg/apis/core/v1/defaults.go and zz_generated.defaults.go.
enum PodDefaulting {
  /// What a pod gets; templates do not get all of it.
  static func pod(_ pod: inout JSONTree) {
    pod.change("spec") { spec in
      for list in ["containers", "initContainers"] {
        spec.changeEach(of: list) { $0.change("resources", requestLimits) }
      }
      spec.setDefault("enableServiceLinks", true)
      if spec["hostNetwork"] == true {
        for list in ["containers", "initContainers"] { spec.changeEach(of: list, openHostPorts) }
      }
    }
    podSpec(of: &pod)
  }

  /// What the `spec` of a pod and of a template gets.
  static func podSpec(of parent: inout JSONTree) {
    parent.change("spec") { spec in
      spec.setDefault("dnsPolicy", "ClusterFirst", where: "")
      spec.setDefault("restartPolicy", "Always", where: "")
      spec.setDefault("securityContext", [:])
      spec.setDefault("terminationGracePeriodSeconds", 30)
      spec.setDefault("schedulerName", "default-scheduler", where: "")
      setServiceAccount(&spec)
      spec.changeEach(of: "volumes", VolumeDefaulting.volume)
      for list in ["initContainers", "containers", "ephemeralContainers"] {
        spec.changeEach(of: list, ContainerDefaulting.container)
      }
      if spec["overhead"] != nil { spec.change("overhead", ContainerDefaulting.amounts) }
      if spec["resources"] != nil { spec.change("resources", ContainerDefaulting.requirements) }
    }
  }

  /// The field under its old name and the one under its new name say the same.
  private static func setServiceAccount(_ spec: inout JSONTree) {
    var name = spec.text("serviceAccountName")
    if name.isEmpty { name = spec.text("serviceAccount") }
    guard !name.isEmpty else { return }
    spec["serviceAccountName"] = .string(name)
    spec["serviceAccount"] = .string(name)
  }

  /// What is limited and not requested is requested up to the limit.
  private static func requestLimits(_ resources: inout JSONTree) {
    guard case .object(let limits)? = resources["limits"] else { return }
    resources.change("requests") { requests in
      for limit in limits { requests.setDefault(limit.key, limit.value) }
    }
  }

  /// With the node's network, a container port is the node's port.
  private static func openHostPorts(_ container: inout JSONTree) {
    container.changeEach(of: "ports") { port in
      guard port.isZero("hostPort"), let number = port["containerPort"] else { return }
      port["hostPort"] = number
    }
  }
}

/// Defaults of a container (pkg/apis/core/v1/defaults.go, `SetDefaults_Container` and others).
enum ContainerDefaulting {
  static func container(_ container: inout JSONTree) {
    let isLatest = ImageName.tag(of: container.text("image")) == "latest"
    container.setDefault("imagePullPolicy", isLatest ? "Always" : "IfNotPresent", where: "")
    container.setDefault("terminationMessagePath", "/dev/termination-log", where: "")
    container.setDefault("terminationMessagePolicy", "File", where: "")
    container.changeEach(of: "ports") { $0.setDefault("protocol", "TCP", where: "") }
    container.changeEach(of: "env") { variable in
      guard variable["valueFrom"] != nil else { return }
      variable.change("valueFrom", source)
    }
    container.change("resources", requirements)
    for key in ["livenessProbe", "readinessProbe", "startupProbe"] where container[key] != nil {
      container.change(key, probe)
    }
    guard container["lifecycle"] != nil else { return }
    container.change("lifecycle") { lifecycle in
      for key in ["postStart", "preStop"] where lifecycle[key] != nil {
        lifecycle.change(key, request)
      }
    }
  }

  /// Amounts in their canonical form, no finer than thousandths.
  static func amounts(_ list: inout JSONTree) {
    for member in list.members {
      guard let amount = Quantity(member.value) else { continue }
      list[member.key] = .string(amount.inMillis.description)
    }
  }

  static func requirements(_ resources: inout JSONTree) {
    for key in ["limits", "requests"] where resources[key] != nil {
      resources.change(key, amounts)
    }
  }

  /// Where a value that is read from the object itself comes from, and from a file.
  static func source(_ source: inout JSONTree) {
    if source["fieldRef"] != nil {
      source.change("fieldRef") { $0.setDefault("apiVersion", "v1", where: "") }
    }
    if source["fileKeyRef"] != nil {
      source.change("fileKeyRef") { $0.setDefault("optional", false) }
    }
    if let divisor = source["resourceFieldRef"]?["divisor"].flatMap(Quantity.init) {
      source.change("resourceFieldRef") { $0["divisor"] = .string(divisor.description) }
    } else if source["resourceFieldRef"] != nil {
      source.change("resourceFieldRef") { $0["divisor"] = "0" }
    }
  }

  private static func probe(_ probe: inout JSONTree) {
    let defaults: [(String, JSONTree)] = [
      ("timeoutSeconds", 1), ("periodSeconds", 10), ("successThreshold", 1),
      ("failureThreshold", 3),
    ]
    for (key, value) in defaults { probe.setDefault(key, value, where: 0) }
    request(&probe)
    if probe["grpc"] != nil { probe.change("grpc") { $0.setDefault("service", "") } }
  }

  /// The HTTP request of a probe or hook.
  private static func request(_ handler: inout JSONTree) {
    guard handler["httpGet"] != nil else { return }
    handler.change("httpGet") { get in
      get.setDefault("path", "/", where: "")
      get.setDefault("scheme", "HTTP", where: "")
    }
  }
}

extension JSONTree {
  /// Gives a member a value unless it is there and not the zero value of its type.
  mutating func setDefault(_ key: String, _ value: JSONTree, where zero: JSONTree) {
    if self[key] == nil || self[key] == zero { self[key] = value }
  }
}
