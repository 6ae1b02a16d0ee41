import Console
import PseudoTerminal

/// From a key to the last byte of the answer on a real terminal, ours beside other programs'.
enum KeyBenchmark {
  /// A program with the keys that do the same in each.
  struct Subject {
    var name: String
    var command: [String]
    var keys = ["j", "k"]
    var repaint = "\u{C}"
    /// Typed first.
    var preparation: [String] = []
  }

  struct Figures {
    var milliseconds: Double
    var bytes: Double
    var repaintMilliseconds: Double
  }

  static func run(_ plan: Plan, _ report: inout Report) throws {
    let peers = try peerFigures(plan)
    try addOwn(&report, plan, "demo", [], most: 1, peers)
    for size in plan.sizes where size.pods == plan.sizes.last?.pods {
      try size.prepare()
      try addOwn(&report, plan, size.name, [size.path], most: 2, peers)
    }
  }

  private static func addOwn(
    _ report: inout Report,
    _ plan: Plan,
    _ size: String,
    _ arguments: [String],
    most: Double,
    _ peers: [(name: String, figures: Figures)]
  ) throws {
    var own = Subject(name: "svctui", command: [Programs.svctui] + arguments)
    // Paused, so that nothing but the key makes it write.
    own.preparation = ["p", ":pods\r"]
    add(&report, size, try figures(own, plan), peers, most: most)
    own.preparation = ["p"]
    // Here the other panes follow the selection and are written too.
    let overview = try figures(own, plan)
    report.rows += [
      Row("key: another Service", size, overview.milliseconds, "ms", .atMost(most)),
      Row("key: another Service, bytes", size, overview.bytes, "bytes"),
      Row("key: full overview", size, overview.repaintMilliseconds, "ms", .atMost(4)),
    ]
  }

  private static func peerFigures(_ plan: Plan) throws -> [(name: String, figures: Figures)] {
    let subjects = [
      Subject(name: "less", command: ["less", FrameBenchmark.demo], repaint: "r"),
      Subject(name: "vim -u NONE", command: ["vim", "-n", "-u", "NONE", FrameBenchmark.demo]),
      Subject(name: "htop", command: ["htop", "-d", "100"], keys: ["\u{1B}OB", "\u{1B}OA"]),
    ]
    return try subjects.compactMap { subject in
      guard let program = Programs.find(subject.command[0]) else { return nil }
      var subject = subject
      subject.command[0] = program
      return (subject.name, try figures(subject, plan))
    }
  }

  private static func figures(_ subject: Subject, _ plan: Plan) throws -> Figures {
    let terminal = try PTYHarness(subject.command, size: FrameBenchmark.screen)
    // Our clock moves every tenth of a second until it is paused.
    _ = terminal.firstScreen(bytesMin: 1_000, quietMilliseconds: 60)
    for keys in subject.preparation { _ = terminal.answer(to: keys) }
    // The first answers warm everything up.
    for key in subject.keys { _ = terminal.answer(to: key) }
    let answers = (0..<plan.runs(41)).map { run in
      terminal.answer(to: subject.keys[run % subject.keys.count])
    }
    let repaints = (0..<plan.runs(15)).map { _ in terminal.answer(to: subject.repaint) }
    return Figures(
      milliseconds: Median.of(answers.map { Double($0.nanoseconds) / 1_000_000 }),
      bytes: Median.of(answers.map { Double($0.bytes) }),
      repaintMilliseconds: Median.of(repaints.map { Double($0.nanoseconds) / 1_000_000 })
    )
  }

  private static func add(
    _ report: inout Report,
    _ size: String,
    _ own: Figures,
    _ peers: [(name: String, figures: Figures)],
    most: Double
  ) {
    let names = ["key: selection moves", "key: bytes written", "key: full repaint"]
    report.rows += [
      Row(names[0], size, own.milliseconds, "ms", .atMost(most)),
      Row(names[1], size, own.bytes, "bytes", .atMost(400)),
      Row(names[2], size, own.repaintMilliseconds, "ms", .atMost(4)),
    ]
    for (name, peer) in peers {
      report.rows += [
        Row(names[0], size, own.milliseconds, "ms", against: name, peer.milliseconds),
        Row(names[1], size, own.bytes, "bytes", against: name, peer.bytes),
        Row(
          names[2],
          size,
          own.repaintMilliseconds,
          "ms",
          against: name,
          peer.repaintMilliseconds
        ),
      ]
    }
  }
}
