/// Finds what a mistyped word was probably meant to be.
package enum NearestWord {
  /// Letters of a beginning that tell a word.
  private static let beginningMin = 3
  /// Longer words are not compared: the comparison takes the product of both lengths.
  private static let lengthMax = 253

  /// The nearest of some words; of several equally near the first; `nil` if none is near.
  package static func find(_ word: String, in known: [String]) -> String? {
    let wanted = plain(word)
    guard !wanted.isEmpty, wanted.utf8.count <= lengthMax else { return nil }
    var best: (word: String, distance: Int)?
    for candidate in known {
      let other = plain(candidate)
      let isBeginning = wanted.count >= beginningMin && other.hasPrefix(wanted)
      let distance = isBeginning ? 1 : distance(wanted, other)
      let nearest = max(1, min(wanted.count, other.count) / 3)
      if distance <= nearest, distance < best?.distance ?? .max { best = (candidate, distance) }
    }
    return best?.word
  }

  /// Without the dashes of an option, in lower case.
  private static func plain(_ word: String) -> String {
    String(word.drop { $0 == "-" }).lowercased()
  }

  /// How many slips of the hand make one text of another: a letter changed, left out or added, or
  /// two neighbours exchanged (the restricted distance of Damerau and Levenshtein).
  package static func distance(_ left: String, _ right: String) -> Int {
    let (left, right) = (Array(left.utf8), Array(right.utf8))
    var beforePrevious: [Int] = []
    var previous = Array(0...right.count)
    for (row, byte) in left.enumerated() {
      var current = [row + 1]
      for (column, other) in right.enumerated() {
        let change = previous[column] + (byte == other ? 0 : 1)
        var least = min(change, previous[column + 1] + 1, current[column] + 1)
        if row > 0, column > 0, byte == right[column - 1], left[row - 1] == other {
          least = min(least, beforePrevious[column - 1] + 1)
        }
        current.append(least)
      }
      (beforePrevious, previous) = (previous, current)
    }
    return previous[right.count]
  }
}
