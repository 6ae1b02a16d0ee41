extension SweepMerge.Problem: CustomStringConvertible {
  /// `b.jsonl:7: what is wrong and what to do`.
  package var description: String {
    guard let place else { return words }
    return "\(place.file):\(place.line): \(words)"
  }

  private var words: String {
    switch kind {
    case .cutOff:
      "the file ends within this line: whatever wrote it was ended or has no room; run this shard "
        + "again"
    case .noJSON(let column, let reason): "not JSON, from column \(column) on: \(reason)"
    case .noRun(let member):
      "no result of svctui sweep -o json: \(member) is missing or not what it should be"
    case .stranger: "a run that its own sweep does not have: the line was changed"
    case .different(let part, let value, let first, let place):
      "of another sweep: \(part) is \(Self.quoted(value)) here and \(Self.quoted(first)) at "
        + "\(place.file):\(place.line)"
    case .doubled(let values, let first, let more):
      "the run with \(values) is there already, at \(first.file):\(first.line)"
        + (more == 0 ? "" : ", and \(more) further \(Self.runs(more)) of this file too")
    case .noRuns: "no result of svctui sweep -o json is in this file"
    case .missingShard(let shard, let runs):
      "shard \(shard) is missing, with \(runs) \(Self.runs(runs)): run it with --shard \(shard)"
    case .missingRuns(let shard, let missing, let total, let first):
      "shard \(shard) lacks \(missing) of its \(total) \(Self.runs(total)), the first with "
        + "\(first): run it again with --shard \(shard)"
    case .nothing: "there are no results of svctui sweep -o json"
    }
  }

  private static func runs(_ count: Int) -> String { count == 1 ? "run" : "runs" }
  private static func quoted(_ text: String) -> String { text.isEmpty ? "nothing" : text }
}
