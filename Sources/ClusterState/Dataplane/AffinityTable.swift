internal import HashTreeCollections

/// Which endpoint a client was sent to, as each node remembers it for `sessionAffinity: ClientIP`.
struct AffinityTable: Equatable, Sendable {
  /// Memory is per node, Service port and client address.
  struct Key: Hashable, Sendable {
    let node: String
    let servicePort: ServicePortName
    let client: IPAddress
  }

  private struct Memory: Equatable {
    var endpoint: String
    var lastUse: Instant
  }

  private var memories = TreeDictionary<Key, Memory>()

  /// The endpoint remembered for a client, unless it was last used longer ago than the timeout.
  func endpoint(for key: Key, at now: Instant, timeoutSeconds: Int64) -> String? {
    guard let memory = memories[key], now - memory.lastUse <= .seconds(timeoutSeconds) else {
      return nil
    }
    return memory.endpoint
  }

  mutating func remember(_ endpoint: String, for key: Key, at now: Instant) {
    memories[key] = Memory(endpoint: endpoint, lastUse: now)
  }
}

/// `namespace/name` or `namespace/name:port`: how kube-proxy names a Service port.
package struct ServicePortName: Hashable, Sendable, CustomStringConvertible {
  package var service: ObjectName
  /// Empty for an unnamed port.
  package var port: String

  package var description: String { port.isEmpty ? "\(service)" : "\(service):\(port)" }
}
