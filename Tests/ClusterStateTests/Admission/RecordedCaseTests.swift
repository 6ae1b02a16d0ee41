import Testing

@testable import ClusterState

/// Recorded answers of Kubernetes 1.36 about Services, Endpoints and EndpointSlices.
@Suite struct RecordedCaseTests {
  @Test(arguments: [
    "validation/service", "validation/endpoints", "validation/endpointslice", "validation/ingress",
    "validation/ingressclass", "validation/ipaddress", "validation/servicecidr",
    "validation/networkpolicy", "defaulting", "allocation",
  ])
  func `recorded cases are answered as Kubernetes answers them`(name: String) throws {
    var report = ConformanceReport()
    for (index, recorded) in try AdmissionFixtures.cases("conformance/\(name)").enumerated() {
      report.add(recorded, file: "\(name)[\(index)]")
    }
    #expect(report.total.passed > 5 && report.unknownFiles.isEmpty)
    for failure in report.failures {
      Issue.record("\(failure.check): \(failure.expected), but \(failure.actual)")
    }
  }

  @Test func `a wrong expectation fails`() throws {
    var recorded = try #require(try AdmissionFixtures.cases("conformance/validation/service").first)
    recorded["expect"] = ["errorCount": 1, "errors": [], "valid": false]
    var report = ConformanceReport()
    report.add(recorded, file: "wrong")
    #expect(report.failures.count == 1)
  }
}
