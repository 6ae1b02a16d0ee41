import Testing

@testable import ClusterState

/// Small clusters as a real control plane left them, with the slices it wrote.
@Suite struct RealClusterSlicesTests {
  private static let clusters: [JSONTree] = {
    guard let text = try? Fixture.bytes("slices/clusters.json"),
      let file = try? JSONTree(parsing: text, file: "clusters.json")
    else { return [] }
    return file.elements
  }()

  private static func document(_ cluster: JSONTree) throws -> LoadedDocument {
    let document = CaseObjects(cluster["items"]?.elements ?? []).document
    #expect(document.problems == [])
    return document
  }

  /// Slices of controllers as a multiset, without what differs from run to run; unless asked for,
  /// also without which endpoint sits in which slice.
  private func written(_ slices: [EndpointSlice], distribution: Bool = true) -> [String] {
    slices.filter(\.isOfController).map { slice in
      let endpoints = slice.endpoints.map { "\($0)" }.sorted()
      let ports = slice.ports.map { "\($0)" }.sorted()
      let owners = slice.metadata.ownerReferences.map { "\($0.kind) \($0.name)" }
      return "\(slice.metadata.labels) \(slice.metadata.annotations) \(slice.addressType) \(ports) "
        + "\(owners) \(slice.metadata.generateName) "
        + (distribution ? "\(endpoints)" : "\(endpoints.count)")
    }.sorted()
  }

  private func slices(_ simulation: Simulation) -> [EndpointSlice] {
    simulation.cluster.endpointSlices.ids.compactMap { simulation.cluster.endpointSlices[$0] }
  }

  @Test func `all clusters are there`() {
    #expect(Self.clusters.count == 23)
  }

  @Test(arguments: clusters.indices)
  func `the slices are those of the real controllers`(index: Int) throws {
    let complete = try Self.document(Self.clusters[index])
    var document = complete
    document.endpointSlices.removeAll(where: \.isOfController)
    var simulation = Simulation(opening: document)
    simulation.runEndpointSliceController()
    #expect(simulation.brokenInvariants == [])
    // Which of many endpoints shares a slice with which others is chance.
    let isLarge = complete.endpointSlices.count > 1 && complete.pods.count > 100
    #expect(
      written(slices(simulation), distribution: !isLarge)
        == written(complete.endpointSlices, distribution: !isLarge)
    )
    #expect(
      Set(slices(simulation).flatMap(\.endpoints))
        == Set(complete.endpointSlices.flatMap(\.endpoints))
    )
  }

  @Test(arguments: clusters.indices)
  func `slices that are right already are left alone`(index: Int) throws {
    let document = try Self.document(Self.clusters[index])
    var simulation = Simulation(opening: document)
    let before = slices(simulation)
    simulation.runEndpointSliceController()
    #expect(slices(simulation) == before)
    #expect(before.count == document.endpointSlices.count)
  }
}

extension EndpointSlice {
  fileprivate var isOfController: Bool {
    let writer = metadata.labels[EndpointSlice.managedByLabel]
    return writer == EndpointSlice.controllerName
      || writer == EndpointSlice.mirroringControllerName
  }
}
