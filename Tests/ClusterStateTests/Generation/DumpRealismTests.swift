import Foundation
import Testing

@testable import ClusterState

/// What makes a generated dump look like a real cluster.
@Suite struct DumpRealismTests {
  private static let bytes: [UInt8] = {
    var bytes: [UInt8] = []
    DumpGenerator(nodes: 30, pods: 1_500, services: 60, seed: 7).write { bytes += $0 }
    return bytes
  }()

  private static let document = Result {
    var loader = DocumentLoader()
    try loader.load(ArraySource(bytes), name: "dump.json")
    return loader.finish()
  }

  private var document: LoadedDocument { get throws { try Self.document.get() } }

  @Test func `nodes lie in three zones, evenly`() throws {
    let zones = Dictionary(grouping: try document.nodes) {
      $0.metadata.labels["topology.kubernetes.io/zone"] ?? ""
    }
    #expect(zones.keys.sorted() == ["region-1a", "region-1b", "region-1c"])
    #expect(zones.values.allSatisfy { $0.count == 10 })
  }

  @Test func `there are workloads of all kinds, and each Deployment has its ReplicaSet`() throws {
    let document = try document
    #expect(document.problems == [])
    #expect(document.statefulSets.count > 3)
    #expect(document.daemonSets.map(\.metadata.name).sorted() == ["agent", "kube-proxy"])
    #expect(document.deployments.count > 30)
    #expect(document.replicaSets.count > document.deployments.count)
    #expect(!document.ingresses.isEmpty)
  }

  @Test func `Services of all types range from no endpoint to a large part of all pods`() throws {
    let document = try document
    let sizes = Dictionary(grouping: document.endpointSlices) {
      $0.metadata.labels["kubernetes.io/service-name"] ?? ""
    }.mapValues { $0.reduce(0) { $0 + $1.endpoints.count } }.values.sorted()
    let median = sizes[sizes.count / 2]
    #expect(try #require(sizes.last) > 6 * median)
    #expect(document.services.contains { $0.metadata.name == "kubernetes" })
    let text = String(decoding: Self.bytes, as: UTF8.self)
    for type in ["ClusterIP", "NodePort", "LoadBalancer", "ExternalName"] {
      #expect(text.contains("\"type\": \"\(type)\""), "\(type)")
    }
    #expect(text.contains("\"clusterIP\": \"None\""))
  }

  @Test func `some pods are not ready, terminating or without a node`() throws {
    let text = String(decoding: Self.bytes, as: UTF8.self)
    #expect(text.contains("\"reason\": \"ContainersNotReady\""))
    #expect(text.contains("\"deletionTimestamp\": \"2026-"))
    #expect(text.contains("\"reason\": \"Unschedulable\""))
    let endpoints = try document.endpointSlices.flatMap(\.endpoints)
    #expect(endpoints.contains { $0.ready == false && $0.terminating == false })
    #expect(endpoints.contains { $0.serving == true && $0.terminating == true })
  }

  @Test func `a Service of more than a hundred endpoints has several slices`() throws {
    let slices = Dictionary(grouping: try document.endpointSlices) {
      "\($0.metadata.namespace)/\($0.metadata.labels["kubernetes.io/service-name"] ?? "")"
    }
    let several = slices.values.filter { $0.count > 1 }
    #expect(!several.isEmpty)
    #expect(several.allSatisfy { $0.dropLast().allSatisfy { $0.endpoints.count == 100 } })
  }

  /// `kubectl annotate --local -o json` prints its objects to the byte as they stand here.
  @Test func `fields are in the order of the alphabet, four blanks a level, with Go's escapes`() {
    var open: [String] = []
    var misplaced: [String] = []
    for line in String(decoding: Self.bytes, as: UTF8.self).split(separator: "\n") {
      let text = line.drop { $0 == " " }
      let (depth, rest) = (line.count - text.count).quotientAndRemainder(dividingBy: 4)
      if rest != 0 || line.last == " " { misplaced.append(String(line)) }
      while open.count <= depth { open.append("") }
      open.removeLast(open.count - depth - 1)
      if text.hasPrefix("{") || text.hasPrefix("[") || text.hasPrefix("}") { open[depth] = "" }
      guard text.hasPrefix("\""), let end = text.range(of: "\": ") else { continue }
      let key = String(text[..<end.lowerBound])
      if !open[depth].isEmpty, !open[depth].utf8.lexicographicallyPrecedes(key.utf8) {
        misplaced.append(String(line))
      }
      open[depth] = key
    }
    #expect(misplaced.prefix(3) == [])
    let text = String(decoding: Self.bytes, as: UTF8.self)
    #expect(text.contains(#""value": "fast-path,\u003cbeta\u003e\u0026stable""#))
    #expect(text.contains("\"lastProbeTime\": null,"))
    #expect(text.hasSuffix("    }\n}\n"))
  }
}
