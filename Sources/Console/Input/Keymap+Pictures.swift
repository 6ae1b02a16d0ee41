internal import ClusterState

// Pictures of traffic: charts, the map, who reaches what, what DNS says.

extension Keymap {
  static let pictures: [Binding] = [
    Binding(
      [],
      "charts",
      "Traffic of the Service in pictures: outcomes over time, shares, latencies, clients",
      .showCharts,
      .traffic,
      command: "traffic",
      unless: { $0.selectedService == nil ? "select a Service first" : nil }
    ),
    Binding(
      [],
      "map",
      "Zones, nodes and pods, with the way of requests to the endpoints of the Service",
      .showMap,
      .traffic,
      command: "topology"
    ),
    Binding(
      [],
      "matrix",
      "Who reaches the addresses of the Service, and what the last change did to that",
      .showMatrix,
      .traffic,
      command: "matrix"
    ),
    Binding(
      [],
      "DNS",
      "Names of the Service as a pod resolves them; :dns NAME resolves any other",
      .showNames,
      .traffic,
      command: "dns"
    ),
  ]
}
