extension Simulation {
  /// Changes a Service in place; its name must stay.
  ///
  /// A Service that loses its selector leaves the Endpoints object that the Endpoints controller
  /// wrote last, and from then on that object is mirrored into a slice of its own beside the
  /// slices there were; a Service that gets a selector takes the object over.
  mutating func updateService(_ id: ServiceID, _ body: (inout Service) -> Void) {
    guard let before = cluster.services[id] else { return }
    let pods = cluster.pods(selectedBy: id)
    cluster.updateService(id, body)
    guard let after = cluster.services[id] else { return }
    switch (before.spec.selector.isEmpty, after.spec.selector.isEmpty) {
    case (false, true) where before.spec.type != .externalName:
      var endpoints = cluster.endpointsObject(of: before, pods: pods)
      endpoints.metadata.uid = randomUID()
      endpoints.metadata.creationTimestamp = timestamp
      cluster.set(endpoints)
    case (true, false):
      cluster.removeEndpoints(after.key)
    default: break
    }
  }
}
