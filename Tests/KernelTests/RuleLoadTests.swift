import Foundation
import Testing

@testable import ClusterState

/// The exported text is loaded unchanged by the real tools, and read back as it was written.
@Suite(.enabled(if: KernelAccess.missing == nil, KernelAccess.comment))
struct RuleLoadTests {
  @Test(arguments: KernelWorld.ruled)
  func `iptables-restore loads the rules of every recorded cluster`(world: KernelWorld) throws {
    try Self.check(try world.simulation(.iptables), world.name)
  }

  @Test(arguments: KernelWorld.ruled)
  func `nft loads the rules of every recorded cluster`(world: KernelWorld) throws {
    try Self.check(try world.simulation(.nftables), world.name)
  }

  @Test(arguments: [ProxyMode.iptables, .nftables])
  func `the rules of every demo are loaded`(mode: ProxyMode) throws {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let folder = root.appending(path: "demo-clusters")
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.path)
      .filter { $0.hasSuffix(".json") }.sorted()
    #expect(!files.isEmpty)
    for file in files {
      let bytes = Array(try Data(contentsOf: folder.appending(path: file)))
      var options = SessionOptions()
      options.proxy.mode = mode
      try Self.check(Simulation(opening: try load(bytes, file), options: options), file)
    }
  }

  /// Loads the rules of each node in a namespace of its own and reads them back.
  private static func check(_ simulation: Simulation, _ name: String) throws {
    var count = 0
    for id in simulation.cluster.nodes.ids {
      let node = simulation.proxyNode(id)
      for isIPv6 in [false, true] where node.primaryAddress(isIPv6: isIPv6) != nil {
        let rules = simulation.rules(of: id, isIPv6: isIPv6)
        let namespace = try NetworkNamespace()
        let (loaded, read) = try namespace.run { (KernelLab.load(rules), Self.read(rules)) }
        #expect(loaded.status == 0 && loaded.errors == "", "\(name): \(loaded.errors)")
        let written = String(decoding: rules.text(), as: UTF8.self)
        #expect(
          RuleListing(read, rules.mode) == RuleListing(written, rules.mode),
          "\(name) \(node.name)"
        )
        count += 1
      }
    }
    #expect(count > 0, "\(name)")
  }

  private static func read(_ rules: RuleSet) -> String {
    if rules.mode == .nftables {
      return Program.run("nft", "list", "table", rules.isIPv6 ? "ip6" : "ip", "kube-proxy").output
    }
    return Program.run(rules.isIPv6 ? "ip6tables-save" : "iptables-save").output
  }
}

/// Rules as a tool lists them, without what has no meaning: remarks, the order of tables, and the
/// order of elements in nftables' sets and maps.
struct RuleListing: Equatable {
  /// Lines by table, set or chain; those of iptables in their order.
  private var groups: [String: [String]] = [:]

  init(_ text: String, _ mode: ProxyMode) {
    if mode == .nftables { readNFTables(text) } else { readIPTables(text) }
  }

  private mutating func readIPTables(_ text: String) {
    var table = ""
    for line in text.split(separator: "\n") where !line.hasPrefix("#") && line != "COMMIT" {
      if line.hasPrefix("*") {
        table = String(line)
      } else {
        groups[table, default: []].append(String(line))
      }
    }
  }

  private mutating func readNFTables(_ text: String) {
    var place = ""
    for line in text.split(separator: "\n") {
      let words = line.trimmingPrefix { $0 == "\t" || $0 == " " }
      if words.hasPrefix("set ") || words.hasPrefix("map ") || words.hasPrefix("chain ") {
        place = String(words)
        groups[place] = []
      } else if place.hasPrefix("chain ") {
        groups[place, default: []].append(String(words))
      } else {
        let elements = words.split { "{},".contains($0) }.map {
          $0.split(separator: " ").joined(separator: " ")
        }
        groups[place, default: []] = (groups[place, default: []] + elements).sorted()
      }
    }
  }
}
