extension Cluster {
  /// Finds out what an entry point of the cluster does with a request for a host and path.
  ///
  /// A document may hold Ingresses and HTTPRoutes side by side, at different addresses that a host
  /// name alone does not tell apart. Our model: a rule of an Ingress goes first, then a rule of an
  /// HTTPRoute, then the default backend of an Ingress, and else the answer is 404.
  package func route(_ request: HTTPRequest) -> HTTPRouting {
    var ingress = IngressRouter(cluster: self, request: request)
    if let routing = ingress.routeByRule() { return routing }
    var gateway = GatewayRouter(cluster: self, request: request)
    if var routing = gateway.route() {
      routing.steps = ingress.steps + routing.steps
      return routing
    }
    let before = ingress.steps.count
    if var routing = ingress.routeByDefault() {
      routing.steps.insert(contentsOf: gateway.steps, at: before)
      return routing
    }
    let reason: Sentence = "no Ingress and no HTTPRoute takes \(request.host)\(request.path)"
    let step = DecisionStep(
      title: "no route",
      detail: "\(reason): the entry point answers 404",
      rule: "none",
      source: "gateway-api apis/v1 httproute_types.go HTTPRouteRule.matches; "
        + "Ingress controllers likewise"
    )
    return HTTPRouting(
      steps: ingress.steps + gateway.steps + [step],
      outcome: .status(404, reason: reason),
      entry: ingress.entry ?? gateway.listenerName,
      entryAddresses: ingress.entry == nil ? gateway.listenerAddresses : ingress.entryAddresses
    )
  }
}
