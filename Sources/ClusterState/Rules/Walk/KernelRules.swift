/// A node's rules as its kernel holds them: chains, sets and virtual servers are found by name.
///
/// Making it costs a look at every chain and element; make it once for all walks between two
/// changes of the rules.
package struct KernelRules: Sendable {
  /// The elements of a set or map by their joined keys.
  struct Collection: Sendable {
    let place: (table: Int, collection: Int)
    let elements: [String: Int]
    let timeoutSeconds: Int64?
  }

  package let rules: RuleSet
  package let node: ProxyNode
  /// By stage, each in the order in which they are asked.
  private let hooks: [[RuleHook]]
  /// The chains of each table.
  private let chains: [[String: Int]]
  private let collections: [String: Collection]
  // IPVS mode only.
  private let sets: [String: (kind: IPSet.Kind, entries: Set<String>)]
  private let virtualServers: [VirtualServer.Key: VirtualServer]
  private let boundAddresses: Set<IPAddress>

  /// `virtualServers` are what the node's kernel has besides in IPVS mode.
  package init(_ rules: RuleSet, on node: ProxyNode, _ virtualServers: IPVSState? = nil) {
    self.rules = rules
    self.node = node
    var found: [RuleHook] = virtualServers == nil ? [] : RuleHook.virtualServers
    var collections: [String: Collection] = [:]
    for (place, table) in rules.tables.enumerated() {
      for (index, chain) in table.chains.enumerated() where !chain.base.isEmpty {
        let hook =
          rules.mode == .nftables
          ? RuleHook(words: chain, at: (place, index))
          : RuleHook(chain, of: table.name, at: (place, index))
        if let hook { found.append(hook) }
      }
      for (index, collection) in table.collections.enumerated() {
        collections[collection.name] = Collection(collection, at: (place, index))
      }
    }
    hooks = PacketStage.allCases.map { stage in
      found.filter { $0.stage == stage }.sorted { $0.priority < $1.priority }
    }
    chains = rules.tables.map { table in
      Dictionary(
        table.chains.enumerated().map { ($1.name, $0) },
        uniquingKeysWith: { first, _ in first }
      )
    }
    self.collections = collections
    let sets = (virtualServers?.sets ?? []).filter { $0.isIPv6 == rules.isIPv6 }
    self.sets = Dictionary(uniqueKeysWithValues: sets.map { ($0.name, ($0.kind, Set($0.entries))) })
    self.virtualServers = Dictionary(
      uniqueKeysWithValues: (virtualServers?.virtualServers ?? []).map { ($0.key, $0) }
    )
    boundAddresses = Set(virtualServers?.boundAddresses ?? [])
  }

  func hooks(at stage: PacketStage) -> [RuleHook] { hooks[stage.rawValue] }

  /// The index of a chain in its table.
  package func chain(_ name: String, inTable table: Int) -> Int? { chains[table][name] }

  /// A rule by its place; `nil` if there is none any more.
  package subscript(place: RulePlace) -> Rule? {
    guard rules.tables.indices.contains(place.table),
      rules.tables[place.table].chains.indices.contains(place.chain)
    else { return nil }
    let chain = rules.tables[place.table].chains[place.chain].rules
    return chain.indices.contains(place.rule) ? chain[place.rule] : nil
  }

  /// The endpoint that a chain leads to, if it leads to one.
  func endpoint(of name: String, inTable table: Int) -> SocketAddress? {
    chain(name, inTable: table).flatMap { rules.tables[table].chains[$0].endpoint }
  }

  func collection(_ name: String) -> Collection? { collections[name] }

  func set(_ name: String) -> (kind: IPSet.Kind, entries: Set<String>)? { sets[name] }

  func virtualServer(_ key: VirtualServer.Key) -> VirtualServer? { virtualServers[key] }

  /// Whether the kernel takes an address for its own; in IPVS mode those of Services are.
  func isLocal(_ address: IPAddress) -> Bool {
    node.owns(address) || boundAddresses.contains(address)
  }

  /// Whether an address is on the interface that IPVS mode has for those of Services.
  func isBound(_ address: IPAddress) -> Bool {
    boundAddresses.contains(address) && !node.owns(address)
  }
}

extension KernelRules.Collection {
  fileprivate init(_ collection: RuleCollection, at place: (table: Int, collection: Int)) {
    self.place = place
    timeoutSeconds = collection.timeoutSeconds
    elements = Dictionary(
      collection.elements.enumerated().map { ($1.key.joined(separator: " . "), $0) },
      uniquingKeysWith: { first, _ in first }
    )
  }

  /// The place of an element by its key.
  func find(_ key: String) -> ElementPlace? {
    elements[key].map {
      ElementPlace(table: place.table, collection: place.collection, element: $0)
    }
  }
}
