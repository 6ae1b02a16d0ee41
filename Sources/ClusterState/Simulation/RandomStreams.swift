internal import HashTreeCollections

/// The named random streams of one seed, each continued where it was left.
package struct RandomStreams: Equatable, Sendable {
  package let seed: UInt64
  private var places = TreeDictionary<String, Int>()
  private var streams = ChunkedArray<SeededGenerator>()

  package init(seed: UInt64) {
    self.seed = seed
  }

  /// The stream called `name`.
  ///
  /// Reading gives it as it stands, writing continues it from there.
  package subscript(name: String) -> SeededGenerator {
    get { places[name].map { streams[$0] } ?? SeededGenerator(seed: seed, stream: name) }
    set { streams[place(of: name)] = newValue }
  }

  /// The number under which the stream called `name` is found fastest.
  mutating func place(of name: String) -> Int {
    if let place = places[name] { return place }
    places[name] = streams.count
    streams.append(SeededGenerator(seed: seed, stream: name))
    return streams.count - 1
  }

  /// The stream of a number that ``place(of:)`` gave.
  subscript(place: Int) -> SeededGenerator {
    _read { yield streams[place] }
    _modify { yield &streams[place] }
  }

  /// Whether all streams would go on alike: one that was only looked up is as one that was not.
  package static func == (left: Self, right: Self) -> Bool {
    left.seed == right.seed
      && left.places.allSatisfy { name, place in left.streams[place] == right[name] }
      && right.places.allSatisfy { name, place in right.streams[place] == left[name] }
  }
}
