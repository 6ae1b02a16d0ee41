/// Rules about the ports of a Service and what its pods serve.
enum PortRules {
  static let all = [
    nameMissing, nameMissingOnSome, nameDiffers, notDeclared, headlessPortDiffers, unnamed,
    longLived,
  ]

  private static let nameMissing = LintRule(
    "target-port-name-missing",
    .error,
    "A named targetPort that no pod declares",
    """
    A target port that is a name is looked up in every pod among its containers' ports, with the \
    protocol. Where no pod has it, the Service port has no endpoint and rejects every connection, \
    although the pods are ready. Ports of init containers count for sidecars only.
    """,
    lessons: [38],
    popeye: [1106],
    sources: ["pkg/api/v1/pod/util.go (FindPort)", "kubernetes/kubernetes#127958"],
    check: .service { service, _ in
      namedPorts(service).compactMap { port, name in
        guard service.pods.allSatisfy({ $0.spec.portNumber(for: port) == nil }) else { return nil }
        return LintNote(
          "port \(ServiceFacts.name(of: port)) wants the container port \(name)/\(port.protocol):"
            + " no selected pod declares it; \(declared(service, port, name))",
          fix: "name the container port (ports: [{name: \(name), containerPort: ...}]) or set"
            + " targetPort to a port the pods have"
        )
      }
    }
  )

  private static let nameMissingOnSome = LintRule(
    "target-port-name-missing-on-some",
    .warning,
    "A named targetPort that only some of the pods declare",
    """
    Pods that do not declare the name get no connections for that port, although they are ready: \
    the others carry all of the traffic.
    """,
    lessons: [38],
    sources: ["pkg/api/v1/pod/util.go (FindPort)"],
    check: .service { service, facts in
      namedPorts(service).compactMap { port, name in
        let bare = service.pods.filter { $0.spec.portNumber(for: port) == nil }
        guard !bare.isEmpty, bare.count < service.pods.count else { return nil }
        let workloads = facts.workloads(of: bare).map { "\($0.kind) \($0.key.name)" }
        let owners = workloads.isEmpty ? bare.map(\.metadata.name) : workloads
        return LintNote(
          "\(bare.count) of \(LintWords.counted(service.pods.count, "pod")) declare no container"
            + " port \(name)/\(port.protocol) and get nothing of port"
            + " \(ServiceFacts.name(of: port)): \(LintWords.list(owners))",
          fix: "name the port in the pod template of \(LintWords.list(owners)), or narrow the"
            + " selector"
        )
      }
    }
  )

  private static let nameDiffers = LintRule(
    "target-port-name-differs",
    .info,
    "A named targetPort with different numbers in different pods",
    """
    A name is resolved in each pod. Pods with different numbers get different EndpointSlices, and \
    one Service port leads to several numbers.
    """,
    lessons: [38],
    sources: [
      "test/e2e/network/service.go:4116", "staging/src/k8s.io/endpointslice/reconciler.go",
    ],
    check: .service { service, _ in
      namedPorts(service).compactMap { port, name in
        let numbers = Set(service.pods.compactMap { $0.spec.portNumber(for: port) }).sorted()
        guard numbers.count > 1 else { return nil }
        return LintNote(
          "\(name) is \(LintWords.list(numbers.map { "\($0)" }, .or)), depending on the pod",
          fix: "nothing has to change; use one number in all pod templates if it is not meant"
        )
      }
    }
  )

  private static let notDeclared = LintRule(
    "target-port-not-declared",
    .info,
    "A target port that the pods do not declare",
    """
    Declaring container ports is only information: a number works if the program listens there. \
    But pods that declare other ports and not this one often mean a slip, and then each \
    connection is refused by the pod. port is where the Service listens, targetPort where the \
    pods do; it defaults to port.
    """,
    lessons: [36],
    popeye: [1106],
    sources: [
      "https://kubernetes.io/docs/tasks/debug/debug-application/debug-service/",
      "pkg/apis/core/v1/defaults.go",
    ],
    check: .service { service, _ in
      service.spec.ports.compactMap { port in
        guard !service.pods.isEmpty, port.targetsNumber else { return nil }
        let number = port.targetNumber
        // The first pod has it as a rule: the others are not asked then.
        let isKnown = service.pods.contains { pod in
          pod.declaredPorts.contains {
            $0.containerPort == number && $0.protocol == port.protocol
          }
        }
        guard !isKnown, service.pods.allSatisfy({ !$0.declaredPorts.isEmpty }) else { return nil }
        let ports = service.pods.flatMap(\.declaredPorts).map {
          "\($0.containerPort)/\($0.protocol)"
        }
        return LintNote(
          "port \(ServiceFacts.name(of: port)) leads to \(number)/\(port.protocol), which no"
            + " selected pod declares; they declare \(LintWords.list(LintWords.unique(ports)))",
          fix: "set targetPort to the port the program listens on, or declare \(number)"
        )
      }
    }
  )

  private static let headlessPortDiffers = LintRule(
    "headless-port-differs",
    .warning,
    "A headless Service whose port is not its pods' port",
    """
    DNS gives clients of a headless Service the pods' own addresses, and no proxy translates \
    ports: who connects to port reaches that number on the pod. Only SRV records carry targetPort.
    """,
    lessons: [32],
    sources: [
      "kubernetes/dns docs/specification.md", "staging/src/k8s.io/endpointslice/reconciler.go",
    ],
    explainsFailure: true,
    check: .service { service, _ in
      guard service.service.isHeadless, service.selects else { return [] }
      return service.spec.ports.compactMap { port in
        let target =
          port.targetsNumber
          ? port.targetNumber : service.pods.lazy.compactMap { $0.spec.portNumber(for: port) }.first
        guard let target, target != port.port else { return nil }
        return LintNote(
          "clients that connect to \(service.metadata.name):\(port.port) reach port \(port.port) of"
            + " the pods, which serve on \(target)",
          fix: "connect to \(target), and set spec.ports[].port to \(target)"
        )
      }
    }
  )

  private static let unnamed = LintRule(
    "unnamed-port-without-srv",
    .info,
    "A headless Service with a port without a name",
    """
    DNS has SRV records for named ports only. Clients that ask for _port._protocol.service find \
    nothing for an unnamed one.
    """,
    lessons: [35],
    sources: ["kubernetes/dns docs/specification.md 2.3.2, 2.4.2"],
    check: .service { service, _ in
      guard service.service.isHeadless else { return [] }
      let bare = service.spec.ports.filter(\.name.isEmpty)
      guard !bare.isEmpty else { return [] }
      return [
        LintNote(
          "port \(LintWords.list(bare.map { "\($0.port)" })) has no name, so DNS has no SRV record"
            + " for it",
          fix: "give spec.ports[] a name"
        )
      ]
    }
  )

  private static let longLived = LintRule(
    "long-lived-connections",
    .info,
    "A protocol that keeps one connection for all requests",
    """
    kube-proxy chooses an endpoint for each connection, not for each request. gRPC and HTTP/2 keep \
    one connection open, so all requests of a client go to one pod, and new pods get nothing from \
    clients that are connected already.
    """,
    lessons: [2, 3],
    sources: ["kubernetes/kubernetes#38456", "kubernetes/kubernetes#5292"],
    check: .service { service, _ in
      guard service.hasClusterIP, service.ready.count > 1 else { return [] }
      return service.spec.ports.filter(\.keepsConnections).map { port in
        LintNote(
          "port \(ServiceFacts.name(of: port)) speaks \(port.spokenProtocol): each client stays"
            + " with one of the \(service.ready.count) pods",
          fix: "balance in the client over a headless Service, or in a proxy that knows requests"
        )
      }
    }
  )

  /// Ports with a name as their target, of a Service that has pods.
  private static func namedPorts(_ service: ServiceFacts) -> [(ServicePort, String)] {
    guard !service.pods.isEmpty else { return [] }
    return service.spec.ports.compactMap { port in
      if case .string(let name)? = port.targetPort { (port, name) } else { nil }
    }
  }

  /// What pods declare instead of a name.
  private static func declared(
    _ service: ServiceFacts,
    _ port: ServicePort,
    _ name: String
  ) -> Sentence {
    let ports = service.pods.flatMap(\.declaredPorts)
    if let other = ports.first(where: { $0.name == name }) {
      return "they have \(name) for \(other.protocol) only"
    }
    let initial = service.pods.flatMap(\.spec.initContainers).flatMap(\.ports)
    if initial.contains(where: { $0.name == name }) {
      return "only an init container that is no sidecar does, and that does not count"
    }
    let names = LintWords.unique(ports.map { $0.name.isEmpty ? "\($0.containerPort)" : $0.name })
    return names.isEmpty ? "they declare no ports at all" : "they declare \(LintWords.list(names))"
  }
}

extension ServicePort {
  /// Whether its target is a number, said or not.
  var targetsNumber: Bool {
    if case .string? = targetPort { false } else { true }
  }

  /// The number it leads to, if that is one.
  var targetNumber: Int64 {
    if case .int(let number)? = targetPort, number != 0 { number } else { port }
  }

  /// What the port says it speaks.
  fileprivate var spokenProtocol: String { appProtocol.isEmpty ? name : appProtocol }

  /// Whether that is a protocol whose connections outlive a request as a rule.
  fileprivate var keepsConnections: Bool {
    let word = spokenProtocol.lowercased()
    return word.hasPrefix("grpc") || word.hasPrefix("http2") || word.hasPrefix("h2c")
      || word.hasSuffix("/h2c") || word.hasSuffix("/grpc")
  }
}

extension Pod {
  /// Ports that its containers and sidecars declare.
  fileprivate var declaredPorts: [ContainerPort] {
    let sidecars = spec.initContainers.filter { $0.restartPolicy == "Always" }
    return (spec.containers + sidecars).flatMap(\.ports)
  }
}
