import FoundationEssentials

/// All rows of a run: shown as a table, kept as JSON.
struct Report: Codable {
  var isQuick: Bool
  var processors: Int
  var rows: [Row] = []

  /// Writes the table.
  var table: String {
    let heads = ["BENCHMARK", "SIZE", "FIGURE", "PEER", "ITS FIGURE", "RATIO", "GOAL", "MET"]
    let lines = [heads] + rows.map(Self.cells)
    let widths = heads.indices.map { column in lines.map { $0[column].count }.max() ?? 0 }
    return lines.map { Self.line($0, widths) }.joined()
  }

  /// Replaces the file at `path`.
  func write(to path: String) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
    try encoder.encode(self).write(to: URL(filePath: path))
  }

  private static func cells(_ row: Row) -> [String] {
    [
      row.benchmark, row.size, "\(Row.text(row.figure)) \(row.unit)", row.peer ?? "",
      row.peerFigure.map { "\(Row.text($0)) \(row.unit)" } ?? "",
      row.ratio.map(Row.text) ?? "", row.goal ?? "",
      row.isMet.map { $0 ? "yes" : "NO" } ?? "",
    ]
  }

  private static func line(_ cells: [String], _ widths: [Int]) -> String {
    var line = ""
    for (cell, width) in zip(cells, widths) {
      line += cell + String(repeating: " ", count: width - cell.count + 2)
    }
    while line.last == " " { line.removeLast() }
    return line + "\n"
  }
}
