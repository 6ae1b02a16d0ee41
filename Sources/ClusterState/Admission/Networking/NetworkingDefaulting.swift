/// Defaults of `networking.k8s.io/v1` (pkg/apis/networking/v1/defaults.go).
enum NetworkingDefaulting {
  /// The parameters of a class are those of the cluster unless it says otherwise.
  static func ingressClass(_ object: inout JSONTree) {
    guard object.object("spec")["parameters"] != nil else { return }
    object.change("spec") { spec in
      spec.change("parameters") { $0.setDefault("scope", "Cluster") }
    }
  }

  /// Ports are of TCP; a policy is about what comes in, and about what goes out if it says so.
  static func networkPolicy(_ object: inout JSONTree) {
    object.change("spec") { spec in
      for direction in ["ingress", "egress"] {
        spec.changeEach(of: direction) { rule in
          rule.changeEach(of: "ports") { $0.setDefault("protocol", "TCP") }
        }
      }
      guard spec.list("policyTypes").isEmpty else { return }
      spec["policyTypes"] = spec.list("egress").isEmpty ? ["Ingress"] : ["Ingress", "Egress"]
    }
  }
}
