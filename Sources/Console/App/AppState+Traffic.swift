internal import ClusterState

// Who usually calls a Service, and how.

extension AppState {
  /// Choices offered in a dialog.
  private static let choicesMax = 40

  /// The traffic that `t` and `Ctrl-T` start with: as the `Simulation` object has it for this
  /// Service, else from the first client that can reach it.
  func usualTraffic(to service: Service) -> Traffic? {
    if let planned = plan(to: service) { return planned.traffic }
    let isExternal = service.spec.ports.contains { $0.nodePort != 0 }
    let clients = session.clients.compactMap { Source($0.from) }.filter(isPresent)
    let inside = clients.first { !$0.isOutside }
    if let source = inside ?? podBeside(service) ?? anyNode {
      return destinations(for: service, from: source).first.map {
        Traffic(from: source, to: $0, protocol: transport(of: service))
      }
    }
    guard isExternal else { return nil }
    return destinations(for: service, from: .outside).first.map {
      Traffic(from: .outside, to: $0, protocol: transport(of: service))
    }
  }

  /// TCP wherever the Service takes it; else what its first port takes.
  private func transport(of service: Service) -> TransportProtocol {
    let all = service.spec.ports.map(\.protocol)
    return all.contains(.tcp) ? .tcp : all.first ?? .tcp
  }

  /// The first plan of the `Simulation` object for a Service.
  func plan(to service: Service) -> TrafficPlan? {
    session.traffic.lazy.compactMap(\.plan).first { plan in
      isPresent(plan.traffic.source)
        && self.service(behind: plan.traffic.destination) == service.key
    }
  }

  mutating func toggleStream() {
    if let stream = selectedStream { return perform(.stopStream(Self.selection(of: stream))) }
    guard let service = selectedService.flatMap({ simulation.cluster.services[$0] }) else { return }
    if let stream = simulation.streams.first(where: {
      self.service(behind: $0.traffic.destination) == service.key
    }) {
      perform(.stopStream(to: stream.traffic.destination))
      return
    }
    guard let traffic = usualTraffic(to: service) else {
      message = .error(reasonNothingCanBeSent(to: service))
      return
    }
    let usual = TrafficPlan(traffic, rate: SimulationSettings.Traffic.usualRate)
    perform(.startStream(plan(to: service) ?? usual))
    if !playback.isPlaying {
      message = .note("the stream starts when time passes: p plays")
    }
  }

  /// The Service that a destination means.
  func service(behind destination: Destination) -> ObjectName? {
    simulation.service(behind: destination)
  }

  func sourceChoices(for service: Service) -> [String] {
    let cluster = simulation.cluster
    var sources = session.clients.compactMap { Source($0.from) }.filter(isPresent)
    sources += [usualTraffic(to: service)?.source].compactMap { $0 }
    let pods = cluster.pods.ids.lazy.compactMap { cluster.pods[$0] }
      .filter { !$0.isFinished && !$0.status.podIPs.isEmpty }
      .prefix(Self.choicesMax).map { Source.pod($0.key) }
    let nodes = cluster.nodes.ids.prefix(Self.choicesMax).compactMap { cluster.nodes[$0] }
      .map { Source.node($0.metadata.name) }
    return unique((sources + [.outside] + nodes + pods).map(\.description))
  }

  /// Ways to a Service that only those outside the cluster take.
  func entries(of service: Service) -> [String] {
    let inside = destinations(for: service, from: anyNode ?? .outside)
    return destinations(for: service, from: .outside).filter { !inside.contains($0) }
      .map(\.description)
  }

  func destinationChoices(for service: Service) -> [String] {
    let usual = [usualTraffic(to: service)?.destination].compactMap { $0 }
    return unique(
      (usual + destinations(for: service, from: anyNode ?? .outside)
        + destinations(for: service, from: .outside)).map(\.description)
    )
  }

  /// Where a Service can be reached: from outside at node ports and external addresses, from
  /// inside by its name first.
  private func destinations(for service: Service, from source: Source) -> [Destination] {
    let inside = service.spec.ports.map { port in
      Destination.service(service.key, port: .number(UInt16(clamping: port.port)))
    }
    guard source.isOutside else { return inside }
    let nodes = simulation.cluster.nodes.ids.prefix(Self.choicesMax)
      .compactMap { simulation.cluster.nodes[$0]?.metadata.name }
    let outside = service.spec.ports.filter { $0.nodePort != 0 }.flatMap { port in
      nodes.map { Destination.node($0, UInt16(clamping: port.nodePort)) }
    }
    let external = (service.status.ingress.map(\.ip) + service.spec.externalIPs)
      .compactMap(IPAddress.init)
      .flatMap { address in
        service.spec.ports.map { Destination.address(address, UInt16(clamping: $0.port)) }
      }
    return outside + external + inside
  }

  private func isPresent(_ source: Source) -> Bool {
    switch source {
    case .pod(let key): simulation.cluster.pods[key]?.status.podIPs.isEmpty == false
    case .node(let name): simulation.cluster.nodes[ObjectName(name: name)] != nil
    case .outside, .address: true
    }
  }

  private func podBeside(_ service: Service) -> Source? {
    simulation.cluster.pod(beside: service).map { .pod($0.key) }
  }

  private var anyNode: Source? {
    simulation.cluster.nodes.ids.first.flatMap { simulation.cluster.nodes[$0] }
      .map { .node($0.metadata.name) }
  }

  private func unique(_ texts: [String]) -> [String] {
    var seen: Set<String> = []
    return texts.filter { seen.insert($0).inserted }
  }
}

extension Source {
  var isOutside: Bool { if case .outside = self { true } else { false } }
}
