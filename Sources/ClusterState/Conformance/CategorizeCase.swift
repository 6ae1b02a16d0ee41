/// Judges cases of the category `categorize`: which endpoints of a Service one node may use.
enum CategorizeCase {
  static func judge(_ document: JSONTree) -> CaseJudgement {
    var judgement = CaseJudgement()
    let name = document["name"]?.string ?? ""
    let entry = CaseObjects(document["objects"]?.elements ?? []).serviceTable.onlyEntry
    guard let port = entry?.ports.first, let expected = document["expect"] else {
      judgement.check(name, expected: "a Service with a port", actual: "none")
      return judgement
    }
    let node = ProxyNode(document)
    let isIPv6 = entry?.clusterIPs.first?.isIPv6 ?? false
    let selection = EndpointSelection(
      port.endpoints(isIPv6: isIPv6),
      port.policies,
      family: isIPv6 ? .v6 : .v4,
      node: node.name,
      zone: node.zone,
      // Before 1.35 hints for nodes stood behind a feature gate.
      usesNodeHints: document["featureGates"]?["PreferSameTrafficDistribution"]?.boolean ?? true
    )
    let actual = selection.json(port.policies, isIPv6 ? .v6 : .v4)
    let wanted = JSONTree(
      members: expected.members.filter { actual[$0.key] != nil }.map { member in
        guard case .array(let elements) = member.value else { return member }
        let sorted = elements.compactMap(\.string).sorted().map(JSONTree.string)
        return JSONTree.Member(key: member.key, value: .array(sorted))
      }
    )
    judgement.check(name, expected: wanted.compactText, actual: actual.compactText)
    return judgement
  }
}

extension ServiceTable {
  /// The entry of the only Service.
  fileprivate var onlyEntry: ServiceEntry? { entries.first { _ in true } }
}

extension EndpointSelection {
  fileprivate func json(_ policies: ServicePolicies, _ family: AddressFamilies) -> JSONTree {
    func texts(_ endpoints: [ProxyEndpoint]) -> JSONTree {
      .array(endpoints.map(\.text).sorted().map(JSONTree.string))
    }
    return [
      "clusterEndpoints": texts(cluster), "hasAnyEndpoints": .boolean(hasAny),
      "localEndpoints": texts(local), "reachableEndpoints": texts(reachable),
      "usesClusterEndpoints": .boolean(policies.usesClusterEndpoints(family)),
      "usesLocalEndpoints": .boolean(policies.usesLocalEndpoints(family)),
    ]
  }
}
