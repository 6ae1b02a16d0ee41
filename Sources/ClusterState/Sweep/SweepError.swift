/// Why a sweep cannot be made as it is asked for.
package enum SweepError: Error, Hashable, Sendable {
  /// `--vary` without a key, or without values; what was said.
  case noAxis(String)
  /// A value that cannot stand in a line.
  case invalidValue(key: String, text: String)
  /// A range whose ends are of two kinds, whose end is before its start, or whose step is none.
  case invalidRange(key: String, text: String)
  case repeatedValue(key: String, text: String)
  case repeatedKey(String)
  case tooManyValues(key: String, most: Int)
  case invalidSeeds(String)
  case tooManyRows(most: Int)
  case tooManyRuns(most: Int)
  /// More shards than runs.
  case tooManyShards(Int, runs: Int)
  case invalidShard(String)
  /// `I/N` where I is not below N.
  case shardBeyond(index: Int, of: Int)
  /// A key that the scenario does not have; what may be varied, and the one that was probably
  /// meant.
  case unknownKey(String, known: [String], nearest: String?)
  /// A value that what is varied cannot have, and why.
  case unsuitableValue(key: String, text: String, why: String)
  /// The file that the scenario opens would be varied.
  case variedCluster
}

extension SweepError: CustomStringConvertible {
  /// In words, without the option that they are about.
  package var description: String {
    switch self {
    case .noAxis(let text):
      "\(text) is not KEY=A..B, KEY=A..B:STEP or KEY=A,B,C"
    case .invalidValue(let key, let text):
      "\(key): \"\(text)\" is not a word of letters, digits and . _ : / % + = -"
    case .invalidRange(let key, let text):
      "\(key): \(text) is not a range such as 0..10, 0..100:5, 0%..50%:25% or 1s..10s:500ms"
    case .repeatedValue(let key, let text): "\(key): \(text) is there twice"
    case .repeatedKey(let key): "\(key) is varied twice"
    case .tooManyValues(let key, let most): "\(key): more than \(most) values"
    case .invalidSeeds(let text):
      "\(text) is not a range of seeds such as 1..100, the first not above the last"
    case .tooManyRows(let most): "that would be more than \(most) combinations of values"
    case .tooManyShards(let count, let runs):
      "there are \(runs) runs only: they cannot be cut into \(count) shards"
    case .tooManyRuns(let most): "that would be more than \(most) runs"
    case .invalidShard(let text): "\(text) is not I/N, such as 0/8 for the first of 8"
    case .shardBeyond(let index, let count):
      "there is no shard \(index) of \(count): they are counted from 0, as Kubernetes counts "
        + "$JOB_COMPLETION_INDEX, and the last is \(count - 1)/\(count)"
    case .unsuitableValue(let key, let text, let why): "\(key)=\(text): \(why)"
    case .variedCluster: "all runs are played on one cluster: the line cluster cannot vary"
    case .unknownKey(let key, let known, let nearest):
      "\(key) is nothing that this scenario lets vary"
        + (nearest.map { "; did you mean \($0)?" } ?? ".")
        + " May be varied: " + known.joined(separator: ", ")
        + ". A line `let \(key) = VALUE` in its head and $\(key) in its lines make it one"
    }
  }
}
