internal import HashTreeCollections

/// The named random streams of one seed, each continued where it was left.
package struct RandomStreams: Equatable, Sendable {
  package let seed: UInt64
  private var streams = TreeDictionary<String, SeededGenerator>()

  package init(seed: UInt64) {
    self.seed = seed
  }

  /// The stream called `name`.
  ///
  /// Reading gives it as it stands, writing continues it from there.
  package subscript(name: String) -> SeededGenerator {
    get { streams[name] ?? SeededGenerator(seed: seed, stream: name) }
    set { streams[name] = newValue }
  }
}
