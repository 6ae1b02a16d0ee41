import Console
import Foundation
import Testing

/// A screen as text that people can read and compare: its rows in quotes, then its styles.
enum FrameFile {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "Frames")

  /// Whether frames are written anew instead of being compared.
  static let isRecording = ProcessInfo.processInfo.environment["SVCTUI_RECORD"] == "1"

  static func url(_ name: String) -> URL { folder.appending(path: "\(name).frame") }

  /// Names of the frames that are there.
  static var names: [String] {
    let files = (try? FileManager.default.contentsOfDirectory(atPath: folder.path())) ?? []
    return files.filter { $0.hasSuffix(".frame") }.map { String($0.dropLast(6)) }.sorted()
  }

  static func text(_ frame: Frame) -> String {
    var lines = ["size \(frame.size.columns)x\(frame.size.rows)"]
    if let cursor = frame.cursor { lines.append("cursor \(cursor.column),\(cursor.row)") }
    lines += frame.rows.map { "\"\($0)\"" }
    lines.append("styles, by row: first-last column, role+emphasis")
    for (row, runs) in frame.styles.enumerated() where !runs.isEmpty {
      let texts = runs.map { run in
        "\(run.column)-\(run.column + run.length - 1) \(run.style.name)"
      }
      lines.append("\(row): " + texts.joined(separator: ", "))
    }
    return lines.joined(separator: "\n") + "\n"
  }
}

/// Compares a screen with `Frames/NAME.frame`; `SVCTUI_RECORD=1` writes that file instead.
func expectFrame(
  _ frame: Frame,
  named name: String,
  sourceLocation: SourceLocation = #_sourceLocation
) throws {
  let text = FrameFile.text(frame)
  let url = FrameFile.url(name)
  guard !FrameFile.isRecording else {
    try FileManager.default.createDirectory(
      at: FrameFile.folder,
      withIntermediateDirectories: true
    )
    try text.write(to: url, atomically: true, encoding: .utf8)
    return
  }
  let recorded = (try? String(contentsOf: url, encoding: .utf8)) ?? ""
  guard text != recorded else { return }
  let new = text.split(separator: "\n", omittingEmptySubsequences: false)
  let old = recorded.split(separator: "\n", omittingEmptySubsequences: false)
  let changes = new.difference(from: old).map { change in
    switch change {
    case .remove(let line, let text, _): "\(line + 1): - \(text)"
    case .insert(let line, let text, _): "\(line + 1): + \(text)"
    }
  }
  Issue.record(
    """
    \(name).frame differs (SVCTUI_RECORD=1 swift test writes it anew):
    \(changes.prefix(40).joined(separator: "\n"))
    """,
    sourceLocation: sourceLocation
  )
}
