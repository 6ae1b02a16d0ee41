internal import ClusterState

// Keys that change objects and show those that belong together.

extension Keymap {
  static let objects: [Binding] = [
    Binding(
      [.character("x")],
      "policies",
      "Policies of the Service: type, externalTrafficPolicy, internalTrafficPolicy, "
        + "sessionAffinity, trafficDistribution, publishNotReadyAddresses",
      .openPolicies,
      .change,
      command: "policies",
      hint: 16,
      unless: { $0.selectedService == nil ? "select a Service first" : reasonToChange($0) }
    ),
    Binding(
      [.character("e")],
      "edit",
      "Edit the YAML of what is selected in $VISUAL or $EDITOR; it is applied through admission",
      .open(.edit),
      .change,
      command: "edit",
      hint: 17,
      unless: { $0.selectedObject == nil ? "select an object first" : reasonToChange($0) }
    ),
    Binding(
      [.character("r")],
      "restart",
      "Restart a workload; turn a pod's readiness or a node's power off or on; all marked",
      .restart,
      .change,
      command: "restart",
      unless: reasonToChange
    ),
    Binding(
      [.character("c")],
      "cordon",
      "Keep new pods away from the node, or let them come again; all marked",
      .toggleCordon,
      .change,
      command: "cordon",
      unless: reasonWithoutNode
    ),
    Binding(
      [.character("D")],
      "drain",
      "Drain the node: cordon it and evict its pods; all marked",
      .drain,
      .change,
      command: "drain",
      unless: reasonWithoutNode
    ),
  ]

  static let screens: [Binding] = [
    Binding(
      [],
      "overview",
      "The four panes: Services, endpoints, traffic, events",
      .showOverview,
      .move,
      command: "overview"
    ),
    screen(
      "services",
      "Services with kubectl's columns; Enter shows the endpoints",
      .services,
      "services"
    ),
    screen(
      "endpoints",
      "Endpoints of all Services, with what was counted at each",
      .endpoints,
      "endpoints"
    ),
    screen("slices", "EndpointSlices; Enter shows the pods of one", .slices, "endpointslices"),
    screen(
      "ingresses",
      "Ingresses, HTTPRoutes and Gateways; Enter shows the tree",
      .ingresses,
      "ingresses"
    ),
    screen("zones", "Nodes, pods, endpoints and requests of each zone", .zones, "zones"),
    screen("namespaces", "Namespaces; Enter shows one alone", .namespaces, "namespaces"),
    screen("events", "All events in one list", .events, "events"),
    screen("pods", "Pods; Enter shows the YAML", .pods, "pods"),
    screen(
      "workloads",
      "Deployments, StatefulSets, DaemonSets, ReplicaSets",
      .workloads,
      "workloads"
    ),
    screen("nodes", "Nodes; Enter shows the pods of one", .nodes, "nodes"),
    Binding(
      [],
      "tree",
      "What leads where: Ingress, Service, EndpointSlice, pod; h and l or Enter fold",
      .showTree(nil),
      .move,
      command: "xray"
    ),
    Binding(
      [.control("z")],
      "faults",
      "Show only what is wrong in this list, or all again",
      .toggleFaults,
      .move,
      command: "faults"
    ),
  ]

  private static func screen(
    _ title: Sentence,
    _ help: Sentence,
    _ kind: ListKind,
    _ command: String
  ) -> Binding {
    Binding([], title, help, .show(kind), .move, command: command)
  }

  private static let reasonToChange: @Sendable (AppState) -> Sentence? = {
    $0.session.isReadOnly ? "the session is read-only" : nil
  }

  private static let reasonWithoutNode: @Sendable (AppState) -> Sentence? = { state in
    if let reason = reasonToChange(state) { return reason }
    if case .node? = state.selectedRow { return nil }
    return "select a node first: :nodes lists them"
  }
}
