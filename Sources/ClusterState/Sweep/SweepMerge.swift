/// Puts results of a sweep together that were made in parts, line by line.
///
/// Nothing comes of it unless every run of the sweep is there exactly once.
package struct SweepMerge: Sendable {
  /// Why results cannot be put together.
  package struct Problem: Hashable, Sendable {
    /// What is wrong.
    package enum Kind: Hashable, Sendable {
      /// The file ends within a line.
      case cutOff
      case noJSON(column: Int, Malformation)
      /// JSON, but no line of a sweep.
      case noRun(member: String)
      /// Values or seed that the sweep itself does not have.
      case stranger
      /// Of another sweep than the first line of all.
      case different(part: String, value: String, first: String, at: TextPlace)
      /// `more` further runs of the same file are there already too.
      case doubled(values: String, first: TextPlace, more: Int)
      /// A file without any run.
      case noRuns
      /// No line of this shard is there.
      case missingShard(SweepShard, runs: Int)
      /// A shard ends before its end, or lacks runs in between.
      case missingRuns(SweepShard, missing: Int, of: Int, first: String)
      /// There is no file with runs at all.
      case nothing
    }

    package var kind: Kind
    package var place: TextPlace?

    /// Whether data cannot be read, and not only does not fit.
    package var isMalformed: Bool {
      switch kind {
      case .cutOff, .noJSON, .noRun, .stranger: true
      default: false
      }
    }
  }

  /// Why nothing could be put together.
  package struct Failure: Error, Sendable {
    /// At most ``SweepMerge/problemsMax``, in the order of files and lines.
    package var problems: [Problem]
    /// Further ones that are not told.
    package var untold: Int
    package var isMalformed: Bool
  }

  /// What was put together.
  package struct Merged: Sendable {
    package var summary: SweepSummary
    /// Lines of files that are no results, such as warnings between them.
    package var passedOver: Int
    package var firstPassedOver: TextPlace?
  }

  /// Problems that are told at once.
  package static let problemsMax = 20
  /// Bytes of one line; a run with the most expectations has fewer.
  package static let lineBytesMax = 16 << 20

  private let measure: SweepMeasure
  private var origin: (value: SweepOrigin, place: TextPlace)?
  private var summary: SweepSummary?
  /// Where every run of the grid was read: the number of the file, from 1, and of the line.
  private var places: [(file: UInt32, line: UInt32)] = []
  private var files: [String] = []
  private var runsOfFile = 0
  private var toldOfFile: Set<String> = []
  /// Which problem says that runs of this file are there twice.
  private var doubledProblem: Int?
  /// Of the finest partition that a line is of; 0 without lines.
  private var shardCount = 0
  private var problems: [Problem] = []
  private var untold = 0
  private var isMalformed = false
  private var passedOver = 0
  private var firstPassedOver: TextPlace?

  package init(_ measure: SweepMeasure) { self.measure = measure }

  /// Lines from here on are those of another file.
  package mutating func begin(file: String) {
    files.append(file)
    runsOfFile = 0
    toldOfFile = []
    doubledProblem = nil
  }

  /// Ends a file; one without a run is a problem.
  package mutating func endFile() {
    if runsOfFile == 0, toldOfFile.isEmpty { note(.noRuns, line: 1) }
  }

  /// Takes a line without its end; `isLast` if the file ends with it, without a line break.
  package mutating func add(_ line: [UInt8], number: Int, isLast: Bool = false) {
    guard let first = line.first else { return }
    guard first == UInt8(ascii: "{") else {
      // Logs of a pod hold what was said beside the results too.
      passedOver += 1
      firstPassedOver = firstPassedOver ?? place(number)
      return
    }
    let tree: JSONTree
    do throws(LoadError) {
      tree = try JSONTree(parsing: line, file: files.last ?? "")
    } catch {
      guard !isLast, case .malformed(let place, let reason) = error else {
        return note(.cutOff, line: number)
      }
      return note(.noJSON(column: place.column, reason), line: number)
    }
    do throws(SweepLine.Mistake) {
      add(try SweepLine(tree), number)
    } catch {
      note(.noRun(member: error.member), line: number)
    }
  }

  private mutating func add(_ line: SweepLine, _ number: Int) {
    guard takes(line, number), let summary, let origin else { return }
    guard let run = summary.grid.run(line.values, seed: line.seed),
      run % line.shard.count == line.shard.index
    else { return note(.stranger, line: number) }
    runsOfFile += 1
    let earlier = places[run]
    guard earlier.file == 0 else {
      let first = TextPlace(file: files[Int(earlier.file) - 1], line: Int(earlier.line), column: 1)
      let values = Self.words(origin.value, line.values, line.seed)
      return noteDoubled(values, first, number)
    }
    places[run] = (UInt32(files.count), UInt32(clamping: number))
    shardCount = max(shardCount, line.shard.count)
    self.summary?.add(run, line.outcomes, passed: line.passed)
  }

  /// Whether a line is of the sweep that the first line is of.
  private mutating func takes(_ line: SweepLine, _ number: Int) -> Bool {
    guard let origin else {
      guard let grid = try? line.origin.grid() else {
        note(.noRun(member: "sweep"), line: number)
        return false
      }
      origin = (line.origin, place(number))
      summary = SweepSummary(grid, measure)
      places = Array(repeating: (0, 0), count: grid.count)
      return true
    }
    guard let difference = line.origin.difference(from: origin.value) else { return true }
    // Said once a file: all its other lines have the same.
    guard toldOfFile.insert(difference.name).inserted else { return false }
    note(
      .different(
        part: difference.name,
        value: difference.own,
        first: difference.other,
        at: origin.place
      ),
      line: number
    )
    return false
  }

  /// Said once a file: whoever names a file twice has many.
  private mutating func noteDoubled(_ values: String, _ first: TextPlace, _ number: Int) {
    if let index = doubledProblem,
      case .doubled(let values, let first, let more) = problems[index].kind
    {
      problems[index].kind = .doubled(values: values, first: first, more: more + 1)
      return
    }
    if problems.count < Self.problemsMax { doubledProblem = problems.count }
    note(.doubled(values: values, first: first, more: 0), line: number)
  }

  private func place(_ line: Int) -> TextPlace {
    TextPlace(file: files.last ?? "", line: line, column: 1)
  }

  private mutating func note(_ kind: Problem.Kind, line: Int?) {
    let problem = Problem(kind: kind, place: line.map(place))
    isMalformed = isMalformed || problem.isMalformed
    if problems.count < Self.problemsMax { problems.append(problem) } else { untold += 1 }
    toldOfFile.insert("")
  }
}

extension SweepMerge {
  /// What all lines together come to; throws all that is wrong.
  package consuming func finish() throws(Failure) -> Merged {
    guard let summary, let origin else {
      if problems.isEmpty { note(.nothing, line: nil) }
      throw failure
    }
    noteMissing(summary.grid, origin.value)
    guard problems.isEmpty else { throw failure }
    return Merged(summary: summary, passedOver: passedOver, firstPassedOver: firstPassedOver)
  }

  private var failure: Failure {
    Failure(problems: problems, untold: untold, isMalformed: isMalformed)
  }

  /// Missing runs, by the shards that most likely lack them.
  private mutating func noteMissing(_ grid: SweepGrid, _ origin: SweepOrigin) {
    // Parts of several partitions may make a whole; if they do not, the finest one says best.
    for index in 0..<shardCount {
      let shard = SweepShard(index: index, count: shardCount)
      let total = shard.runCount(of: grid.count)
      let missing = shard.runs(of: grid.count).filter { places[$0].file == 0 }
      guard let first = missing.first else { continue }
      guard missing.count < total else {
        note(.missingShard(shard, runs: total), line: nil)
        continue
      }
      let values = grid.values(ofRow: grid.row(of: first))
      let words = Self.words(origin, values, grid.seed(of: first))
      note(.missingRuns(shard, missing: missing.count, of: total, first: words), line: nil)
    }
  }

  /// `preStop=5, seed 17`.
  private static func words(_ origin: SweepOrigin, _ values: [String], _ seed: UInt64) -> String {
    (zip(origin.keys, values).map { "\($0)=\($1)" } + ["seed \(seed)"]).joined(separator: ", ")
  }
}
