package import ClusterState

/// A policy of a Service that a key changes.
package enum PolicyField: String, CaseIterable, Sendable {
  case type
  case externalTrafficPolicy
  case internalTrafficPolicy
  case sessionAffinity
  case trafficDistribution
  case publishNotReadyAddresses

  /// The key that goes on to the next value.
  package var letter: Character {
    switch self {
    case .type: "t"
    case .externalTrafficPolicy: "e"
    case .internalTrafficPolicy: "i"
    case .sessionAffinity: "a"
    case .trafficDistribution: "d"
    case .publishNotReadyAddresses: "p"
    }
  }

  /// What the field decides, in a sentence.
  package var help: Sentence {
    switch self {
    case .type: "How it can be reached: inside, at every node, at a load balancer, or as an alias."
    case .externalTrafficPolicy:
      "Cluster: requests from outside go to endpoints of any node. Local: they stay on the node "
        + "they come to, and keep their source address."
    case .internalTrafficPolicy:
      "Cluster: requests from pods go to endpoints of any node. Local: to those of their own node, "
        + "or nowhere."
    case .sessionAffinity:
      "None: each connection is decided anew. ClientIP: a client comes back to the endpoint that "
        + "it had before."
    case .trafficDistribution: "What is preferred as long as it is there: the same zone, or node."
    case .publishNotReadyAddresses: "true: pods that are not ready count as ready endpoints."
    }
  }

  static let unset = "unset"

  /// Values as the API has them, in the order that the key goes through.
  var values: [String] {
    switch self {
    case .type: ["ClusterIP", "NodePort", "LoadBalancer", "ExternalName"]
    case .externalTrafficPolicy, .internalTrafficPolicy: ["Cluster", "Local"]
    case .sessionAffinity: ["None", "ClientIP"]
    case .trafficDistribution: [Self.unset, "PreferSameZone", "PreferSameNode", "PreferClose"]
    case .publishNotReadyAddresses: ["false", "true"]
    }
  }

  func value(in spec: ServiceSpec) -> String {
    switch self {
    case .type: spec.type.rawValue
    case .externalTrafficPolicy: spec.externalTrafficPolicy?.rawValue ?? Self.unset
    case .internalTrafficPolicy: spec.internalTrafficPolicy?.rawValue ?? Self.unset
    case .sessionAffinity: spec.sessionAffinity?.rawValue ?? "None"
    case .trafficDistribution:
      spec.trafficDistribution.isEmpty ? Self.unset : spec.trafficDistribution
    case .publishNotReadyAddresses: spec.publishNotReadyAddresses ? "true" : "false"
    }
  }

  /// What sets a Service to a value.
  func command(_ service: ObjectName, _ value: String) -> Command {
    let tree: JSONTree =
      switch self {
      case .publishNotReadyAddresses: .boolean(value == "true")
      default: value == Self.unset ? .null : .string(value)
      }
    let spec = JSONTree.object([JSONTree.Member(key: rawValue, value: tree)])
    return .patch(kind: Service.kind, service, ObjectPatch(["spec": spec]))
  }
}

/// One line of the panel: a policy, its value, and what else it may be.
package struct PolicyLine: Equatable, Sendable {
  package var field: PolicyField
  package var value: String
  /// Values that the API server would take, in their order, with that it has.
  package var choices: [String]
  /// Why there is nothing to choose, or not all; `nil` if every value can be had.
  package var refusal: Sentence?

  /// The next value; `nil` if there is no other.
  func next(_ direction: Int) -> String? {
    guard choices.count > 1 else { return nil }
    let index = choices.firstIndex(of: value) ?? 0
    return choices[(index + direction + choices.count) % choices.count]
  }
}

/// The policies of a Service, each changed at once by its letter.
package struct PolicyPanel: Equatable, Sendable {
  package var service: ObjectName
  package var lines: [PolicyLine] = []
  package var focus = 0
  /// What became of the last key, and whether it was refused.
  package var answer: Message?

  init(_ service: ObjectName, _ simulation: Simulation) {
    self.service = service
    look(simulation)
  }

  /// Asks the API server's rules anew what each policy may be.
  mutating func look(_ simulation: Simulation) {
    guard let spec = simulation.cluster.services[service]?.spec else { return }
    lines = PolicyField.allCases.map { field in
      let now = field.value(in: spec)
      var choices: [String] = []
      var refusal: Sentence?
      for value in field.values {
        if value == now {
          choices.append(value)
        } else if let error = simulation.refusal(of: field.command(service, value)) {
          refusal = refusal ?? Self.reason(value, error)
        } else {
          choices.append(value)
        }
      }
      if !choices.contains(now) { choices.insert(now, at: 0) }
      return PolicyLine(field: field, value: now, choices: choices, refusal: refusal)
    }
  }

  private static func reason(_ value: String, _ error: CommandError) -> Sentence {
    guard case .refused(_, _, let errors) = error, let first = errors.first else {
      return "\(value) is not offered: \(ErrorText.text(error))"
    }
    return "\(value) is not offered: \(first.field): \(first.message)"
  }
}
