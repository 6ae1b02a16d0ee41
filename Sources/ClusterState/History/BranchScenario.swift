/// A branch as a scenario file: the document it begins with, and the commands at their times.
package enum BranchScenario {
  /// `cluster` is a path or `demo:NAME`; `notes` are comments at the beginning.
  package static func text(_ timeline: Timeline, cluster: String, notes: [String]) -> String {
    var lines = [
      "format 1", "cluster \(ShellText.word(cluster))", "seed \(timeline.opened.settings.seed)",
      "mode \(timeline.opened.settings.mode.rawValue)", "",
    ]
    lines.insert(contentsOf: notes.map(ShellText.comment), at: 1)
    var last = timeline.opened.now
    for step in timeline.past {
      if step.instant > last { lines.append("\(Instruction.wait(step.instant - last))") }
      lines.append("\(step.command)")
      last = step.endsAt
    }
    let rest = timeline.present.now - last
    if rest > .zero { lines.append("\(Instruction.wait(rest))") }
    return lines.map { $0 + "\n" }.joined()
  }
}
