import Foundation
import Testing

@testable import ClusterState

@Suite struct AllocatorTests {
  /// A case in the format of the conformance set.
  struct Case: Decodable {
    struct AddressBands: Decodable {
      var usableAddresses: Int
      var staticBand: [String]?
      var dynamicBand: [String]
    }

    struct PortBands: Decodable {
      var portCount: Int
      var staticBand: [Int64]?
      var dynamicBand: [Int64]
    }

    var serviceCIDR: String?
    var range: String?
  }

  struct Expectation<Bands: Decodable>: Decodable {
    var expect: Bands
  }

  private static func data(_ name: String) throws -> Data {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    return try Data(contentsOf: folder.appending(path: "Fixtures/allocation/\(name).json"))
  }

  @Test(arguments: [
    "clusterip-10-96-0-0-24", "clusterip-10-96-0-0-28", "clusterip-fd00-10-96-122",
  ])
  func `cluster IPs come from the dynamic band until it is used up`(name: String) throws {
    let data = try Self.data(name)
    let text = try #require(JSONDecoder().decode(Case.self, from: data).serviceCIDR)
    let expected = try JSONDecoder().decode(Expectation<Case.AddressBands>.self, from: data).expect
    var settings = Settings()
    let range = try #require(CIDR(text))
    settings.serviceCIDRs = [range]
    var allocator = ServiceAddressAllocator(settings)
    var generator = SeededGenerator(seed: 4)
    var given: [IPAddress] = []
    while let address = try? allocator.allocateAddress(range.base.family, &generator) {
      given.append(address)
    }
    let dynamic = try Self.band(expected.dynamicBand)
    #expect(given.count == expected.usableAddresses)
    #expect(Set(given).count == given.count)
    #expect(given.prefix(dynamic.count).allSatisfy { dynamic.contains($0.bits) })
    let rest = given.dropFirst(dynamic.count)
    guard let band = expected.staticBand else { return #expect(rest.isEmpty) }
    let fixed = try Self.band(band)
    #expect(rest.count == fixed.count && rest.allSatisfy { fixed.contains($0.bits) })
  }

  private static func band(_ ends: [String]) throws -> ClosedRange<UInt128> {
    let first = try #require(ends.first.flatMap(IPAddress.init))
    let last = try #require(ends.last.flatMap(IPAddress.init))
    return first.bits...last.bits
  }

  @Test(arguments: ["nodeport-30000-30127", "nodeport-30000-30016"])
  func `node ports come from the dynamic band until it is used up`(name: String) throws {
    let data = try Self.data(name)
    let text = try #require(JSONDecoder().decode(Case.self, from: data).range)
    let expected = try JSONDecoder().decode(Expectation<Case.PortBands>.self, from: data).expect
    var settings = Settings()
    settings.nodePorts = try #require(Settings.portRange(text))
    var allocator = ServiceAddressAllocator(settings)
    var generator = SeededGenerator(seed: 4)
    var given: [Int64] = []
    while let port = try? allocator.allocateNodePort(&generator) {
      given.append(port)
    }
    let dynamic = expected.dynamicBand[0]...expected.dynamicBand[1]
    #expect(given.count == expected.portCount)
    #expect(Set(given).count == given.count)
    #expect(given.prefix(dynamic.count).allSatisfy(dynamic.contains))
    let fixed = try #require(expected.staticBand)
    #expect(Set(given.dropFirst(dynamic.count)) == Set(fixed[0]...fixed[1]))
  }

  @Test func `what a document has is never given again, and what is released is`() throws {
    var settings = Settings()
    settings.serviceCIDRs = [try #require(CIDR("10.0.0.0/30"))]
    var allocator = ServiceAddressAllocator(settings)
    var generator = SeededGenerator(seed: 1)
    var service = ClusterFixture.service("held", type: .clusterIP)
    service.spec.clusterIP = "10.0.0.1"
    allocator.reserve(service)
    #expect(try allocator.allocateAddress(.v4, &generator).description == "10.0.0.2")
    #expect(throws: ServiceAddressAllocator.Failure.rangeFull) {
      try allocator.allocateAddress(.v4, &generator)
    }
    allocator.release(service)
    #expect(try allocator.allocateAddress(.v4, &generator).description == "10.0.0.1")
    #expect(throws: ServiceAddressAllocator.Failure.rangeFull) {
      try allocator.allocateAddress(.v6, &generator)
    }
  }

  @Test(
    arguments: [
      ("30000-32767", 30_000...32_767), ("1-1", 1...1), ("65535-65535", 65_535...65_535),
      ("0-5", nil), ("5-4", nil), ("1-65536", nil), ("30000", nil), ("a-b", nil), ("", nil),
      ("-1-5", nil), ("1-5-", nil),
    ] as [(String, ClosedRange<Int64>?)]
  )
  func `a range of ports is read strictly`(text: String, range: ClosedRange<Int64>?) {
    #expect(Settings.portRange(text) == range)
  }
}
