struct PeerService: Decodable {
  struct Port: Decodable {
    var name: String?
    var `protocol`: String?
    var appProtocol: String?
    var port: Int64
    var targetPort: PeerIntOrString?
    var nodePort: Int64?
  }

  struct AffinityConfig: Decodable {
    struct ClientIP: Decodable {
      var timeoutSeconds: Int64?
    }

    var clientIP: ClientIP?
  }

  struct Spec: Decodable {
    var type: String?
    var clusterIP: String?
    var clusterIPs: [String]?
    var ipFamilies: [String]?
    var ipFamilyPolicy: String?
    var ports: [Port]?
    var selector: [String: String]?
    var externalIPs: [String]?
    var externalName: String?
    var externalTrafficPolicy: String?
    var internalTrafficPolicy: String?
    var sessionAffinity: String?
    var sessionAffinityConfig: AffinityConfig?
    var publishNotReadyAddresses: Bool?
    var healthCheckNodePort: Int64?
    var loadBalancerIP: String?
    var loadBalancerClass: String?
    var loadBalancerSourceRanges: [String]?
    var allocateLoadBalancerNodePorts: Bool?
    var trafficDistribution: String?
  }

  struct Status: Decodable {
    struct LoadBalancer: Decodable {
      struct Ingress: Decodable {
        var ip: String?
        var hostname: String?
        var ipMode: String?
      }

      var ingress: [Ingress]?
    }

    var loadBalancer: LoadBalancer?
  }

  var metadata: PeerMetadata
  var spec: Spec
  var status: Status?
}

struct PeerEndpointSlice: Decodable {
  struct Endpoint: Decodable {
    struct Conditions: Decodable {
      var ready: Bool?
      var serving: Bool?
      var terminating: Bool?
    }

    struct Target: Decodable {
      var kind: String?
      var namespace: String?
      var name: String?
      var uid: String?
    }

    struct Hints: Decodable {
      struct Name: Decodable {
        var name: String
      }

      var forZones: [Name]?
      var forNodes: [Name]?
    }

    var addresses: [String]
    var conditions: Conditions?
    var hostname: String?
    var nodeName: String?
    var zone: String?
    var targetRef: Target?
    var hints: Hints?
  }

  struct Port: Decodable {
    var name: String?
    var `protocol`: String?
    var port: Int64?
    var appProtocol: String?
  }

  var metadata: PeerMetadata
  var addressType: String
  var endpoints: [Endpoint]?
  var ports: [Port]?
}

struct PeerIngress: Decodable {
  struct Backend: Decodable {
    struct Service: Decodable {
      struct Port: Decodable {
        var name: String?
        var number: Int64?
      }

      var name: String
      var port: Port?
    }

    var service: Service?
  }

  struct Rule: Decodable {
    struct HTTP: Decodable {
      struct Path: Decodable {
        var path: String?
        var pathType: String?
        var backend: Backend
      }

      var paths: [Path]
    }

    var host: String?
    var http: HTTP?
  }

  struct Spec: Decodable {
    var ingressClassName: String?
    var defaultBackend: Backend?
    var rules: [Rule]?
  }

  var metadata: PeerMetadata
  var spec: Spec
}
