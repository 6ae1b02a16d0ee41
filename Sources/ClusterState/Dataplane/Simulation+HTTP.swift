extension Simulation {
  /// Sends a request to a URL: to the Service that the client's DNS knows by this host, otherwise
  /// through Ingress and HTTPRoute.
  func resolve(
    _ request: HTTPRequest,
    isIngress: Bool,
    _ traffic: Traffic,
    knowing known: DNSAnswer? = nil
  ) throws(CommandError) -> Resolution {
    if !isIngress, IPAddress(request.host) == nil,
      let answer = try lookUp(request.host, traffic, knowing: known), answer.service != nil
    {
      let direct = Destination.name(request.host, port: .number(request.port))
      return try resolve(
        Traffic(
          from: traffic.source,
          to: direct,
          protocol: .tcp,
          entryNode: traffic.entryNode
        ),
        knowing: answer
      )
    }
    let routing = cluster.route(request)
    var way = resolution(of: routing, request, traffic)
    way.naming = [.http(routing)]
    return way
  }

  private func resolution(
    of routing: HTTPRouting,
    _ request: HTTPRequest,
    _ traffic: Traffic
  ) -> Resolution {
    switch routing.outcome {
    case .status(let code, let reason):
      // Nobody serves the host: the client would not even find an address for it.
      guard routing.entry != nil else {
        return Resolution(.nameError, .noSuchHost(request.host))
      }
      return Resolution(.rejected, .httpStatus(code, reason))
    case .redirect(let code, let location):
      return Resolution(.notHandled, .redirected(code, location))
    case .backends(let backends):
      let shares = backends.filter { $0.weight > 0 || backends.count == 1 }.map { backend in
        Resolution.Share(
          weight: UInt64(max(1, backend.weight)),
          way: resolution(of: backend, traffic)
        )
      }
      guard shares.count > 1 else { return shares[0].way }
      return Resolution(spreadOver: shares, service: shares.lazy.compactMap(\.way.service).first)
    }
  }

  /// Ingress and Gateway controllers send straight to ready endpoints, past kube-proxy: the usual
  /// way of controllers, and this program's model of them.
  private func resolution(of backend: HTTPBackend, _ traffic: Traffic) -> Resolution {
    switch backend.target {
    case .status(let code, let reason): return Resolution(.rejected, .httpStatus(code, reason))
    case .service(let key, let reference):
      guard let service = cluster.services[key],
        let index = try? service.portIndex(reference)
      else {
        return Resolution(.rejected, .httpStatus(503, "\(key) has no such port"), service: key)
      }
      let port = service.spec.ports[index]
      let known = servingEndpoints(of: key)
      let endpoints = known.filter { $0.port == index && $0.endpoint.isReady }.map(\.endpoint)
      guard let first = endpoints.first else {
        return Resolution(.rejected, .httpStatus(503, "\(key) has no ready endpoint"), service: key)
      }
      var target = BalancedTarget(
        servicePort: ServicePortName(service: key, port: port.name),
        destination: ServiceTable.Destination(
          address: first.address,
          port: first.port,
          protocol: .tcp
        ),
        endpoints: endpoints
      )
      target.isRelayed = true
      return Resolution(target)
    }
  }
}

extension HTTPBackend {
  /// The Service it refers to, if it leads anywhere.
  var service: ObjectName? { if case .service(let key, _) = target { key } else { nil } }
}
