extension SweepSummary {
  /// What `svctui merge -o json` prints.
  package var json: JSONTree {
    [
      "apiVersion": .string(svctuiAPIVersion), "measure": .string(measure.name),
      "rows": .array(rows.map(json)),
    ]
  }

  private func json(_ row: Row) -> JSONTree {
    let members = zip(grid.axes, row.values).map { axis, value in
      JSONTree.Member(key: axis.key, value: SweepLine.word(value))
    }
    return JSONTree.object([])
      .adding("high", row.interval.high.map(Self.rounded))
      .adding("low", row.interval.low.map(Self.rounded))
      .adding("mean", Self.rounded(row.interval.mean))
      .adding("runs", .integer(Int64(clamping: row.runs)))
      .adding("values", JSONTree(members: members))
  }

  /// Six decimals are more than chance leaves sure.
  private static func rounded(_ value: Double) -> JSONTree {
    .number((value * 1_000_000).rounded() / 1_000_000)
  }
}
