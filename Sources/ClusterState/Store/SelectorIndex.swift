internal import HashTreeCollections

/// Finds the Services whose selector matches given labels without trying all Services.
///
/// Each selector is filed under its first pair: a pod asks once for each of its labels.
struct SelectorIndex: Equatable, Sendable {
  private struct Key: Hashable {
    let namespace: String
    let label: Labels.Pair
  }

  private struct Entry: Equatable {
    let service: ServiceID
    let selector: Labels
  }

  private var entries = TreeDictionary<Key, [Entry]>()

  /// Files a Service; one without a selector selects nothing and is not filed.
  mutating func insert(_ service: Service, _ id: ServiceID) {
    guard let key = key(service) else { return }
    entries[key, default: []].append(Entry(service: id, selector: service.spec.selector))
  }

  mutating func remove(_ service: Service, _ id: ServiceID) {
    guard let key = key(service) else { return }
    entries[key, default: []].removeAll { $0.service == id }
  }

  /// Matching Services by number.
  func services(matching labels: Labels, in namespace: String) -> [ServiceID] {
    var found: [ServiceID] = []
    for label in labels.pairs {
      for entry in entries[Key(namespace: namespace, label: label)] ?? []
      where labels.contains(entry.selector) {
        found.append(entry.service)
      }
    }
    return found.count > 1 ? found.sorted() : found
  }

  private func key(_ service: Service) -> Key? {
    service.spec.selector.pairs.first.map {
      Key(namespace: service.metadata.namespace, label: $0)
    }
  }
}
