extension ScenarioPlayer.Check {
  /// As `svctui run -o json` and the lines of a sweep have it.
  package var json: JSONTree {
    [
      "actual": .string(actual.english), "expected": .string(expected),
      "line": .integer(Int64(line)),
      "passed": .boolean(passed),
    ]
  }
}

extension Outcomes {
  /// Every verdict with its count, zeros included.
  package var json: JSONTree {
    Verdict.allCases.reduce(JSONTree.object([])) { tree, verdict in
      tree.adding(verdict.name, .integer(Int64(clamping: self[verdict])))
    }
  }
}
