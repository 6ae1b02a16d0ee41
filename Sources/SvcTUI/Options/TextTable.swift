import Console

/// A table for standard output: columns as wide as their widest text, names made harmless.
struct TextTable {
  private let rows: [[String]]

  init(_ headings: [String], _ rows: [[String]]) {
    self.rows = ([headings] + rows).map { row in
      row.map { SafeText.make($0, symbols: .unicode) }
    }
  }

  var text: String {
    let widths = (rows.first ?? []).indices.map { column in
      rows.map { TextWidth.cells(of: $0[column]) }.max() ?? 0
    }
    return rows.map { row in
      var line = ""
      for (column, text) in row.enumerated() {
        line += column == row.count - 1 ? text : TextWidth.fit(text, widths[column] + 3)
      }
      return line + "\n"
    }.joined()
  }
}
