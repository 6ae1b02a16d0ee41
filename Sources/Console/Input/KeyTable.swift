/// The keys that are in force: those of ``Keymap``, as the configuration changes them.
package struct KeyTable: Sendable {
  /// All that can be done by key, by menu and by command, with the keys that do it.
  package private(set) var bindings: [Binding]
  /// The bindings of a key: several where they mean something on different screens.
  private var indices: [Key: [Int]]

  /// The keys as the documentation has them.
  package static let standard = KeyTable(bindings: Keymap.bindings)

  private init(bindings: [Binding]) {
    self.bindings = bindings
    indices = Self.indices(bindings)
  }

  /// What a key means outside of text fields, whatever the screen.
  package func binding(for key: Key) -> Binding? { indices[key].map { bindings[$0[0]] } }

  /// What a key means on a screen; elsewhere than it means something, what it would mean.
  package func binding(for key: Key, on screen: Screen) -> Binding? {
    guard let candidates = indices[key] else { return nil }
    let here = candidates.first { bindings[$0].scope.contains(screen) }
    return bindings[here ?? candidates[0]]
  }

  /// The binding of a stable name.
  package func binding(named name: String) -> Binding? { bindings.first { $0.name == name } }

  /// The key of an action as texts name it: its first key, else its command.
  package func text(of action: Action) -> String {
    guard let binding = bindings.first(where: { $0.action == action }) else { return "" }
    return binding.keys.first?.text ?? ":\(binding.command)"
  }

  /// Gives a binding other keys; those that meant something else mean that no longer.
  ///
  /// Returns the names of the bindings that lost a key.
  package mutating func bind(_ name: String, to keys: [Key]) -> [String] {
    guard let index = bindings.firstIndex(where: { $0.name == name }) else { return [] }
    var losers: [String] = []
    for other in bindings.indices where other != index {
      guard bindings[other].scope.meets(bindings[index].scope),
        bindings[other].keys.contains(where: keys.contains)
      else { continue }
      bindings[other].keys.removeAll(where: keys.contains)
      losers.append(bindings[other].name)
    }
    bindings[index].keys = keys
    indices = Self.indices(bindings)
    return losers
  }

  private static func indices(_ bindings: [Binding]) -> [Key: [Int]] {
    var indices: [Key: [Int]] = [:]
    for (index, binding) in bindings.enumerated() {
      for key in binding.keys { indices[key, default: []].append(index) }
    }
    return indices
  }
}
