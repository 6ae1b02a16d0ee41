import ClusterState

extension LintCase {
  /// Traffic policies, affinity.
  static let policies = [
    LintCase(
      "external-local-nodes-without-endpoints",
      says: ["2 of 3 nodes have no endpoint (node-b and node-c)", "node port 30080"],
      {
        $0.web(makeLocalNodePort)
        $0.pods(on: ["node-a", "node-a"])
      },
      but: { $0.web(makeLocalNodePort) }
    ),
    LintCase(
      "load-balancer-local-nodes-without-endpoints",
      says: ["1 of 3 nodes has no endpoint (node-c)", "health check node port 32000 fails"],
      {
        $0.makeLocalLoadBalancer()
        $0.pods(on: ["node-a", "node-b"])
      },
      but: { $0.makeLocalLoadBalancer() }
    ),
    LintCase(
      "external-local-uneven",
      says: ["a pod on node-b (1 of them) gets 50 %", "one on node-a (2) 25 %"],
      {
        $0.makeLocalLoadBalancer()
        $0.pods(on: ["node-a", "node-a", "node-b"])
      },
      but: {
        $0.makeLocalLoadBalancer()
        $0.pods(on: ["node-a", "node-c", "node-b"])
      }
    ),
    LintCase(
      "internal-local-nodes-without-endpoints",
      says: ["1 of 3 nodes has no endpoint (node-c)", "PreferSameNode"],
      {
        $0.web { $0.spec.internalTrafficPolicy = .local }
        $0.pods(on: ["node-a", "node-b"])
      },
      but: { $0.web { $0.spec.internalTrafficPolicy = .local } }
    ),
    LintCase(
      "load-balancer-no-healthy-node",
      says: ["all endpoints are on node-a"],
      {
        $0.makeLocalLoadBalancer()
        $0.pods(on: ["node-a", "node-a"])
        $0.nodes[0].metadata.labels[excluded] = ""
      },
      but: {
        $0.makeLocalLoadBalancer()
        $0.pods(on: ["node-a", "node-b"])
        $0.nodes[0].metadata.labels[excluded] = ""
      }
    ),
    LintCase(
      "affinity-behind-snat",
      says: ["clients behind one NAT share one pod", "each of the 3 nodes remembers for itself"],
      {
        $0.web(makeLocalNodePort)
        $0.web {
          ($0.spec.sessionAffinity, $0.spec.externalTrafficPolicy) = (.clientIP, .cluster)
        }
      },
      but: { $0.web { $0.spec.sessionAffinity = .clientIP } }
    ),
    LintCase(
      "affinity-memory-of-100-clients",
      says: ["100 clients of each of the 3 endpoints"],
      { $0.web { $0.spec.sessionAffinity = .clientIP } }
    ),
    LintCase(
      "affinity-timeout",
      says: ["60 s"],
      { $0.web { ($0.spec.sessionAffinity, $0.spec.affinityTimeoutSeconds) = (.clientIP, 60) } },
      but: {
        $0.web { ($0.spec.sessionAffinity, $0.spec.affinityTimeoutSeconds) = (.clientIP, 10_800) }
      }
    ),
  ]

  private static let excluded = "node.kubernetes.io/exclude-from-external-load-balancers"

  private static func makeLocalNodePort(_ service: inout Service) {
    service.spec.type = .nodePort
    service.spec.ports[0].nodePort = 30_080
    service.spec.externalTrafficPolicy = .local
  }

  /// Hints, zones, distribution.
  static let topology = [
    LintCase(
      "topology-auto-without-hints",
      says: ["1 ready endpoint cannot be dealt out to 2 zones"],
      {
        $0.web { $0.metadata.annotations[automatic] = "Auto" }
        $0.pods(on: ["node-a"])
      },
      but: {
        $0.web { $0.metadata.annotations[automatic] = "Disabled" }
        $0.pods(on: ["node-a"])
      }
    ),
    LintCase(
      "hints-incomplete",
      says: ["1 of 3 ready endpoints without a hint for a zone (on node-c)", "label node node-c"],
      { $0.withoutSelector(hinted(["zone-1", "zone-1", ""])) },
      but: { $0.withoutSelector(hinted(["zone-1", "zone-1", "zone-2"])) }
    ),
    LintCase(
      "zone-label-missing",
      "Node node-c",
      says: ["shop/web is distributed by zone"],
      {
        $0.web { $0.spec.trafficDistribution = "PreferSameZone" }
        $0.nodes[2] = LintWorld.node("node-c", "", 3)
      },
      but: { $0.nodes[2] = LintWorld.node("node-c", "", 3) }
    ),
    LintCase(
      "topology-hints-annotation-deprecated",
      says: ["service.kubernetes.io/topology-aware-hints: Auto is deprecated"],
      { $0.web { $0.metadata.annotations["service.kubernetes.io/topology-aware-hints"] = "Auto" } },
      but: { $0.web { $0.metadata.annotations[automatic] = "Auto" } }
    ),
    LintCase(
      "zone-overloaded",
      says: ["zone-1 has 1 endpoint for 2 of 3 nodes", "each gets 67 %", "instead of 25 %"],
      {
        $0.web { $0.spec.trafficDistribution = "PreferSameZone" }
        $0.pods(on: ["node-a", "node-c", "node-c", "node-c"])
      },
      but: { $0.web { $0.spec.trafficDistribution = "PreferSameZone" } }
    ),
    LintCase(
      "zone-without-endpoints",
      says: ["no endpoint is for zone-2"],
      {
        $0.web { $0.spec.trafficDistribution = "PreferSameZone" }
        $0.pods(on: ["node-a", "node-b"])
      },
      but: { $0.web { $0.spec.trafficDistribution = "PreferSameZone" } }
    ),
    LintCase(
      "distribution-overridden-by-local",
      says: ["internalTrafficPolicy Local goes before trafficDistribution PreferSameNode"],
      {
        $0.web {
          $0.spec.internalTrafficPolicy = .local
          $0.spec.trafficDistribution = "PreferSameNode"
        }
      },
      but: { $0.web { $0.spec.trafficDistribution = "PreferSameNode" } }
    ),
    LintCase(
      "distribution-overridden-by-annotation",
      says: ["topology-mode goes before trafficDistribution", "topology-mode-"],
      {
        $0.web {
          $0.metadata.annotations[automatic] = "Auto"
          $0.spec.trafficDistribution = "PreferSameZone"
        }
      },
      but: {
        $0.web {
          $0.metadata.annotations[automatic] = "Disabled"
          $0.spec.trafficDistribution = "PreferSameZone"
        }
      }
    ),
    LintCase(
      "prefer-close-renamed",
      says: ["PreferSameZone"],
      { $0.web { $0.spec.trafficDistribution = "PreferClose" } },
      but: { $0.web { $0.spec.trafficDistribution = "PreferSameZone" } }
    ),
  ]

  private static let automatic = "service.kubernetes.io/topology-mode"

  /// A slice with an endpoint on each of three nodes; an empty zone stands for no hint.
  private static func hinted(_ zones: [String]) -> EndpointSlice {
    var slice = LintWorld.slice("web-1", of: "web", ["10.1.0.1", "10.1.0.2", "10.1.0.3"])
    for (index, zone) in zones.enumerated() {
      slice.endpoints[index].nodeName = ["node-a", "node-b", "node-c"][index]
      slice.endpoints[index].zoneHints = zone.isEmpty ? [] : [zone]
    }
    return slice
  }
}

extension LoadedDocument {
  /// Makes `web` a load balancer with the policy Local.
  fileprivate mutating func makeLocalLoadBalancer() {
    loadBalancer("198.51.100.1") {
      $0.externalTrafficPolicy = .local
      $0.healthCheckNodePort = 32_000
    }
  }
}
