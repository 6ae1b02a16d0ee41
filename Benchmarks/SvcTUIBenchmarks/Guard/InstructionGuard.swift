import FoundationEssentials
import Glibc

/// Counts the instructions of hot loops and holds them against those that were recorded.
///
/// Counts are the same on a busy machine and on an idle one, so that a loop that became slower is
/// seen where times say nothing.
enum InstructionGuard {
  /// What was recorded: a line for each loop, its name and how many instructions it takes.
  static let path = "Benchmarks/instructions.tsv"
  /// How much more a loop may take, or less before it is to be recorded again.
  private static let tolerance = 0.1

  enum Failure: Error, CustomStringConvertible {
    case notInstalled(String)
    case unreadable(String)
    case changed([String])

    var description: String {
      switch self {
      case .notInstalled(let program): "\(program) is not installed: it is needed for counting"
      case .unreadable(let text): "valgrind printed no count: \(text)"
      case .changed(let names):
        "not as recorded: \(names.joined(separator: ", ")); "
          + "if that is as it should be, record it with --record"
      }
    }
  }

  /// Prints a table; throws if a loop is not as it was recorded.
  static func run(records: Bool) throws {
    let command = try countingCommand()
    // Chance in hashing would be chance in counting.
    setenv("SWIFT_DETERMINISTIC_HASHING", "1", 1)
    let recorded = records ? [:] : try read()
    var lines: [String] = []
    var changed: [String] = []
    for loop in HotLoop.all {
      let count = try instructions(of: loop, command)
      lines.append("\(loop.name)\t\(count)")
      let before = recorded[loop.name]
      let change = before.map { Double(count) / Double($0) - 1 }
      let isKept = records || change.map { abs($0) <= tolerance } == true
      if !isKept { changed.append(loop.name) }
      let percent = change.map { "\(Row.text($0 * 100)) %" } ?? "recorded"
      print(loop.name, count, "instructions", percent, isKept ? "" : "NO", separator: "\t")
    }
    if records {
      try Data((lines.joined(separator: "\n") + "\n").utf8).write(to: URL(filePath: path))
    }
    if !changed.isEmpty { throw Failure.changed(changed) }
  }

  /// Instructions of one turn of the loop: what a longer run needs more than a shorter one.
  private static func instructions(of loop: HotLoop, _ command: [String]) throws -> Int {
    let counts = try [loop.times, 2 * loop.times].map { times in
      let output = try ChildProcess.run(command + ["--child", "hot", loop.name, "\(times)"]).output
      guard let line = output.split(separator: "\n").first(where: { $0.contains("Collected :") }),
        let count = line.split(separator: " ").last.flatMap({ Int($0) })
      else { throw Failure.unreadable(output) }
      return count
    }
    return (counts[1] - counts[0]) / loop.times
  }

  /// This program under valgrind.
  private static func countingCommand() throws -> [String] {
    func find(_ name: String) throws -> String {
      guard let path = Programs.find(name) else { throw Failure.notInstalled(name) }
      return path
    }
    // Debian's valgrind does not read what Swift's compiler tells debuggers, and gives up over it.
    mkdir("bench-results", 0o755)
    let stripped = "bench-results/counted"
    _ = try ChildProcess.run([try find("strip"), "-g", "-o", stripped, Programs.own])
    return [
      try find("valgrind"), "--tool=callgrind", "--callgrind-out-file=/dev/null", "--log-fd=1",
      stripped,
    ]
  }

  private static func read() throws -> [String: Int] {
    let text = String(decoding: try Data(contentsOf: URL(filePath: path)), as: UTF8.self)
    var counts: [String: Int] = [:]
    for line in text.split(separator: "\n") {
      let words = line.split(separator: "\t")
      if words.count == 2 { counts[String(words[0])] = Int(words[1]) }
    }
    return counts
  }
}
