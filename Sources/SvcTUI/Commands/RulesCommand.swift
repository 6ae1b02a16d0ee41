import ArgumentParser
import ClusterState
import Console

/// `svctui rules DOC... --node NODE`: what the kube-proxy of a node writes.
struct RulesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rules",
    abstract: "Print the rules of one node as the real tools would.",
    discussion: """
      iptables: as iptables-save prints them, for iptables-restore; the two nfacct objects that \
      kube-proxy makes must exist. nftables: both families, for nft -f. IPVS: the virtual servers, \
      for ipvsadm -R; with -o json everything else too.
      """
  )

  @OptionGroup var options: DocumentOptions
  @OptionGroup var output: OutputOptions

  @Option(help: "The node.")
  var node: String

  @Option(help: "Address family: ipv4 or ipv6; nftables and IPVS mode have both unless said.")
  var family: FamilyName?

  mutating func run() throws {
    let opened = try options.open()
    let simulation = try opened.simulation(options.sessionOptions())
    guard let id = simulation.cluster.nodes.id(ObjectName(name: node)) else {
      throw Diagnostics.exit(
        .notFound(kind: Node.kind, ObjectName(name: node)),
        options.language
      )
    }
    let mode = simulation.proxyNode(id).options.mode
    switch (mode, output.output) {
    case (.ipvs, .json):
      let state = simulation.ipvsState(of: id).json
      let json = state.adding("apiVersion", .string(svctuiAPIVersion))
      StandardStreams.write(JSONPrinter.text(of: json))
    case (.ipvs, .text):
      // ipvsadm -R takes every word of its input for an option: remarks go elsewhere.
      for remark in remarks(simulation, id, isIPv6: family == .ipv6) { Diagnostics.say(remark) }
      StandardStreams.write(simulation.ipvsState(of: id).savedText(isIPv6: family?.isIPv6))
    case (_, .json):
      let sets = families(mode).map { simulation.rules(of: id, isIPv6: $0.isIPv6).json }
      let json: JSONTree = [
        "apiVersion": .string(svctuiAPIVersion), "families": .array(sets),
        "mode": .string(mode.rawValue), "node": .string(node),
      ]
      StandardStreams.write(JSONPrinter.text(of: json))
    case (_, .text):
      for family in families(mode) {
        let rules = simulation.rules(of: id, isIPv6: family.isIPv6)
        let remarks = remarks(simulation, id, isIPv6: family.isIPv6)
        StandardStreams.write(rules.text(remarks: [title(mode, family)] + remarks))
      }
    }
  }

  private func title(_ mode: ProxyMode, _ family: FamilyName) -> String {
    "kube-proxy \(Version.kubernetes) on \(node), mode \(mode.rawValue), \(family.rawValue)"
  }

  private func families(_ mode: ProxyMode) -> [FamilyName] {
    if let family { return [family] }
    return mode == .iptables ? [.ipv4] : FamilyName.allCases
  }

  private func remarks(_ simulation: Simulation, _ id: NodeID, isIPv6: Bool) -> [String] {
    simulation.unservedServices(on: id, isIPv6: isIPv6).map { UnservedText.text($0).english }
  }
}

/// The values of `--family`.
enum FamilyName: String, CaseIterable, ExpressibleByArgument {
  case ipv4, ipv6

  var isIPv6: Bool { self == .ipv6 }
}
