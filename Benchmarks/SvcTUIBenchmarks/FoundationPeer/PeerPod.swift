struct PeerPod: Decodable {
  struct Status: Decodable {
    struct IP: Decodable {
      var ip: String
    }

    struct Condition: Decodable {
      var type: String
      var status: String
      var lastTransitionTime: String?
    }

    struct ContainerStatus: Decodable {
      struct State: Decodable {
        struct Waiting: Decodable {
          var reason: String?
        }

        var waiting: Waiting?
      }

      var restartCount: Int64?
      var state: State?
    }

    var phase: String?
    var podIP: String?
    var podIPs: [IP]?
    var hostIP: String?
    var conditions: [Condition]?
    var containerStatuses: [ContainerStatus]?
    var reason: String?
  }

  var metadata: PeerMetadata
  var spec: PeerPodSpec
  var status: Status?
}

struct PeerPodSpec: Decodable {
  struct Toleration: Decodable {
    var key: String?
    var `operator`: String?
    var value: String?
    var effect: String?
    var tolerationSeconds: Int64?
  }

  var nodeName: String?
  var hostname: String?
  var subdomain: String?
  var hostNetwork: Bool?
  var nodeSelector: [String: String]?
  var tolerations: [Toleration]?
  var terminationGracePeriodSeconds: Int64?
  var containers: [PeerContainer]
  var initContainers: [PeerContainer]?
}

struct PeerContainer: Decodable {
  struct Port: Decodable {
    var name: String?
    var containerPort: Int64
    var hostPort: Int64?
    var `protocol`: String?
  }

  struct Probe: Decodable {
    var initialDelaySeconds: Int64?
    var periodSeconds: Int64?
    var timeoutSeconds: Int64?
    var successThreshold: Int64?
    var failureThreshold: Int64?
  }

  struct Lifecycle: Decodable {
    struct Handler: Decodable {
      struct Sleep: Decodable {
        var seconds: Int64
      }

      var sleep: Sleep?
    }

    var preStop: Handler?
  }

  var name: String
  var image: String?
  var ports: [Port]?
  var readinessProbe: Probe?
  var restartPolicy: String?
  var lifecycle: Lifecycle?
}

struct PeerNode: Decodable {
  struct Spec: Decodable {
    struct Taint: Decodable {
      var key: String
      var value: String?
      var effect: String
    }

    var podCIDR: String?
    var podCIDRs: [String]?
    var unschedulable: Bool?
    var taints: [Taint]?
  }

  struct Status: Decodable {
    struct Address: Decodable {
      var type: String
      var address: String
    }

    struct Condition: Decodable {
      var type: String
      var status: String
    }

    var addresses: [Address]?
    var conditions: [Condition]?
  }

  var metadata: PeerMetadata
  var spec: Spec?
  var status: Status?
}

struct PeerWorkload: Decodable {
  struct Selector: Decodable {
    struct Requirement: Decodable {
      var key: String
      var `operator`: String
      var values: [String]?
    }

    var matchLabels: [String: String]?
    var matchExpressions: [Requirement]?
  }

  struct Template: Decodable {
    struct Metadata: Decodable {
      var labels: [String: String]?
      var annotations: [String: String]?
    }

    var metadata: Metadata?
    var spec: PeerPodSpec?
  }

  struct Strategy: Decodable {
    struct RollingUpdate: Decodable {
      var maxSurge: PeerIntOrString?
      var maxUnavailable: PeerIntOrString?
    }

    var type: String?
    var rollingUpdate: RollingUpdate?
  }

  struct Spec: Decodable {
    var replicas: Int64?
    var minReadySeconds: Int64?
    var paused: Bool?
    var serviceName: String?
    var podManagementPolicy: String?
    var selector: Selector?
    var template: Template?
    var strategy: Strategy?
  }

  var metadata: PeerMetadata
  var spec: Spec
}
