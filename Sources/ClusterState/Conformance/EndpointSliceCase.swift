internal import HashTreeCollections

/// Judges cases of the category `endpointslices`: one pass of the endpoint slice controller over
/// one Service.
///
/// The objects are taken literally, nothing is completed. Cases recorded from the step behind the
/// controller (`origin` "unit-test") hand it all slices there are; otherwise the controller finds
/// its own by their labels.
enum EndpointSliceCase {
  static func judge(_ document: JSONTree) -> CaseJudgement {
    var judgement = CaseJudgement()
    let name = document["name"]?.string ?? ""
    let expected = SliceOutcome(expectation: document["expect"])
    let actual = run(document, comparing: expected.comparison)
    judgement.check(
      name,
      expected: expected.lines(without: actual),
      actual: actual.lines(without: expected)
    )
    return judgement
  }

  private static func run(
    _ document: JSONTree,
    comparing comparison: SliceOutcome.Comparison
  ) -> SliceOutcome {
    let objects = CaseObjects(document["objects"]?.elements ?? []).document
    var simulation = Simulation(
      settings: Settings(sliceCase: document["config"]),
      openedAt: Timestamp(microseconds: 0)
    )
    for node in objects.nodes { simulation.cluster.insert(node) }
    for pod in objects.pods { simulation.cluster.insert(pod) }
    for slice in objects.endpointSlices { simulation.cluster.insert(slice) }
    for service in objects.services { simulation.cluster.insert(service) }
    simulation.checkNodeTopology()
    for id in simulation.cluster.services.ids {
      simulation.runPass(id, findsSlices: document["source"]?["origin"]?.string != "unit-test")
    }
    return SliceOutcome(
      slices: simulation.cluster.endpointSlices.ids.compactMap {
        simulation.cluster.endpointSlices[$0]
      },
      isComplete: simulation.servicesToRetry.isEmpty,
      comparing: comparison
    )
  }
}

extension Simulation {
  fileprivate mutating func runPass(_ id: ServiceID, findsSlices: Bool) {
    guard !findsSlices, let service = cluster.services[id] else {
      reconcileEndpointSlices(id)
      return
    }
    let skipped = reconcileSlices(
      cluster.endpointSlices.ids,
      of: service,
      pods: cluster.pods(selectedBy: id)
    )
    if !skipped.isEmpty { servicesToRetry.insert(id) }
  }
}

extension Settings {
  fileprivate init(sliceCase config: JSONTree?) {
    self.init()
    sliceController.endpointsPerSliceMax =
      config?["maxEndpointsPerSlice"]?.integer.map(Int.init) ?? 100
    sliceController.knowsSameZoneAndNode =
      config?["preferSameTrafficDistribution"]?.boolean ?? true
    sliceController.heedsTopologyMode = config?["topologyAutoHints"]?.boolean ?? true
  }
}
