/// Rules about the endpoints a Service has, and how many of them serve.
enum EndpointRules {
  static let all = [noneReady, onlyTerminating, single, withoutProbe, familyWithoutEndpoints]

  private static let noneReady = LintRule(
    "no-ready-endpoints",
    .error,
    "Endpoints, but none that is ready",
    """
    Only ready endpoints get connections; where a Service has none in the whole cluster, each \
    connection is rejected at once.
    """,
    lessons: [11, 26],
    popeye: [1105],
    sources: [
      "pkg/proxy/topology.go", "kubernetes/kubernetes#17359",
      "staging/src/k8s.io/endpointslice/utils.go",
    ],
    check: .service { service, _ in
      let listed = service.endpoints.count
      guard service.spec.type != .externalName, !service.hasUsable,
        listed > 0 || !service.pods.isEmpty || service.finishedPods > 0
      else { return [] }
      let selected = service.pods.count + service.finishedPods
      guard selected > 0 else {
        return [
          LintNote(
            "none of the \(LintWords.counted(listed, "endpoint")) in its slices is ready",
            fix: "set conditions.ready: true in the EndpointSlices once something serves there"
          )
        ]
      }
      let example = service.pods.first?.metadata.name ?? "-l"
      let states = states(of: service)
      return [
        LintNote(
          selected == 1
            ? "the one selected pod is not ready: \(states)"
            : "none of the \(selected) selected pods is ready: \(states)",
          fix: "find out why: \(LintFix.kubectl(service.metadata, "describe pod \(example)"))"
        )
      ]
    }
  )

  private static let onlyTerminating = LintRule(
    "only-terminating-endpoints",
    .warning,
    "Only endpoints that are about to end",
    """
    Where no endpoint is ready, kube-proxy falls back to those that are terminating but still \
    serve. Nothing takes their place, so connections will be rejected when they have ended.
    """,
    lessons: [24],
    sources: ["KEP-1669 (kubernetes/enhancements#3174)", "pkg/proxy/topology.go"],
    check: .service { service, _ in
      guard service.spec.type != .externalName, service.ready.isEmpty, !service.usable.isEmpty
      else { return [] }
      return [
        LintNote(
          "\(LintWords.list(service.usable.map(\.name))) still serves while terminating;"
            + " no endpoint is ready",
          fix: "bring up pods that are ready before the last one ends"
        )
      ]
    }
  )

  private static let single = LintRule(
    "single-endpoint",
    .warning,
    "One pod behind a Service",
    """
    A Service with one endpoint is as available as that one pod: every restart, eviction and \
    rollout is an outage. With a policy Local all nodes but one have no endpoint either.
    """,
    lessons: [7, 10],
    popeye: [1109],
    sources: ["https://kubernetes.io/docs/concepts/workloads/pods/disruptions/"],
    check: .service { service, facts in
      guard service.selects, service.ready.count == 1, let endpoint = service.ready.first,
        service.spec.selector["statefulset.kubernetes.io/pod-name"] == nil
      else { return [] }
      let pod: Sentence =
        endpoint.nodeName.isEmpty
        ? Sentence(verbatim: endpoint.name) : "\(endpoint.name) on \(endpoint.nodeName)"
      let workload = facts.workloads(of: service.pods).first { $0.replicas != nil }
      return [
        LintNote(
          service.pods.count > 1
            ? "all connections go to one pod, \(pod) (1 of \(service.pods.count) pods is ready)"
            : "all connections go to one pod, \(pod)",
          fix: service.pods.count > 1
            ? "make the other pods ready"
            : workload?.scaleCommand(to: 2) ?? "run a second pod with the selector's labels"
        )
      ]
    }
  )

  private static let withoutProbe = LintRule(
    "no-readiness-probe",
    .info,
    "Pods that are ready as soon as they run",
    """
    Without a readiness probe a pod gets connections the moment its containers have started, \
    whether the program in them listens yet or not: every rollout loses some.
    """,
    lessons: [23, 26],
    popeye: [104],
    sources: [
      "https://kubernetes.io/docs/concepts/configuration/liveness-readiness-startup-probes/",
      "kubernetes/kubernetes#43576",
    ],
    check: .service { service, facts in
      guard service.selects else { return [] }
      let bare = service.pods.filter { pod in
        pod.spec.containers.allSatisfy { $0.readinessProbe == nil }
      }
      guard !bare.isEmpty else { return [] }
      let workloads: [Sentence] = facts.workloads(of: bare).map { "\($0.kind) \($0.key.name)" }
      let owners = workloads.isEmpty ? bare.map { "pod \($0.metadata.name)" } : workloads
      return [
        LintNote(
          "no container of \(LintWords.list(owners)) has a readiness probe",
          fix: "add readinessProbe to a container of the pod template"
        )
      ]
    }
  )

  private static let familyWithoutEndpoints = LintRule(
    "dual-stack-family-without-endpoints",
    .warning,
    "A dual-stack Service that answers in one family only",
    """
    IPv4 and IPv6 are two sets of rules with two sets of endpoints. Where the pods have addresses \
    of one family only, connections to the cluster IP of the other are rejected, and clients that \
    prefer it fail.
    """,
    lessons: [44],
    sources: ["pkg/proxy/topology.go", "kubernetes/kubernetes#90101"],
    explainsFailure: true,
    check: .service { service, _ in
      // A headless Service without a selector is given both families without anybody's asking.
      let isAsked = service.hasClusterIP || service.service.isHeadless && service.selects
      guard isAsked, service.families.count > 1,
        let served = service.families.first(where: { $0.endpoints.contains(where: \.isReady) }),
        let bare = service.families.first(where: { !$0.endpoints.contains(where: \.isReady) })
      else { return [] }
      let address = service.spec.proxiedClusterIPs.first {
        IPAddress($0)?.family == bare.family
      }
      let what: Sentence =
        address.map { "connections to \($0) are rejected" } ?? "DNS has no such address"
      return [
        LintNote(
          "it is \(served.family) and \(bare.family), but no ready endpoint has an"
            + " \(bare.family) address: \(what)",
          fix: LintFix.patch(
            service.service,
            spec: "\"ipFamilyPolicy\":\"SingleStack\",\"ipFamilies\":[\"\(served.family)\"]"
          )
        )
      ]
    }
  )

  /// `2 not ready (CrashLoopBackOff), 1 not scheduled`.
  private static func states(of service: ServiceFacts) -> Sentence {
    var counts: [(state: Sentence, count: Int)] = []
    for state in service.pods.map(\.stateWithoutTraffic) {
      if let index = counts.firstIndex(where: { $0.state == state }) {
        counts[index].count += 1
      } else {
        counts.append((state, 1))
      }
    }
    if service.finishedPods > 0 { counts.append(("ended", service.finishedPods)) }
    if counts.count == 1, counts[0].count == 1 { return counts[0].state }
    return LintWords.list(counts.map { "\($0.count) \($0.state)" as Sentence })
  }
}

extension Pod {
  /// Why a pod that has not ended is no ready endpoint.
  fileprivate var stateWithoutTraffic: Sentence {
    if isTerminating { return "terminating" }
    if spec.nodeName.isEmpty { return "not scheduled to a node" }
    let hasReason = !status.reason.isEmpty
    if status.podIPs.isEmpty {
      return hasReason ? "without an address yet (\(status.reason))" : "without an address yet"
    }
    if status.ready == true { return "ready but not in a slice" }
    return hasReason ? "not ready (\(status.reason))" : "not ready"
  }
}
