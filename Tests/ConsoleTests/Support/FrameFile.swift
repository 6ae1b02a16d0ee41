import Console
import Foundation
import Testing
import VisitSupport

/// A screen as text that people can read and compare: its rows in quotes, then its styles, for
/// each variant.
///
/// Korean and ASCII variants have only the rows that differ from the English one of that size; of
/// the latter, those that are more than the ASCII counterparts of its signs.
struct FrameFile {
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

  private(set) var text = ""
  /// The English variants there were, to compare others with.
  private var plain: [Size: Frame] = [:]

  mutating func add(_ frame: Frame, _ variant: ScreenVariant) {
    text += "== \(variant)\n"
    if let cursor = frame.cursor { text += "cursor \(cursor.column),\(cursor.row)\n" }
    if let base = plain[variant.size], !variant.isPlain {
      text += "rows that differ\n"
      add(Self.rows(frame), unlike: Self.rows(base, isASCII: variant.isASCII))
      add(Self.styles(frame), unlike: Self.styles(base))
      return
    }
    plain[variant.size] = frame
    addCollapsed(Self.rows(frame))
    text += "styles but plain borders, by row: first-last column, role+emphasis\n"
    for (row, styles) in Self.styles(frame).enumerated() where !styles.isEmpty {
      text += "\(row): \(styles)\n"
    }
  }

  private mutating func add(_ rows: [String], unlike others: [String]) {
    for (row, text) in rows.enumerated() where text != others[row] {
      self.text += "\(row): \(text)\n"
    }
  }

  /// Rows that are equal to the one before are only counted.
  private mutating func addCollapsed(_ rows: [String]) {
    var row = 0
    while row < rows.count {
      let count = rows[row...].prefix { $0 == rows[row] }.count
      text += rows[row] + (count > 1 ? " x\(count)" : "") + "\n"
      row += count
    }
  }

  private static func rows(_ frame: Frame, isASCII: Bool = false) -> [String] {
    frame.rows.map { row in
      guard isASCII else { return "\"\(row)\"" }
      var plain = String.UnicodeScalarView()
      for scalar in row.unicodeScalars {
        plain.append(scalar.isASCII ? scalar : Symbols.ascii.substitute(for: scalar))
      }
      return "\"\(String(plain))\""
    }
  }

  private static func styles(_ frame: Frame) -> [String] {
    frame.styles.map { runs in
      let texts = runs.filter { $0.style != Style(.border) }.map { run in
        "\(run.column)-\(run.column + run.length - 1) \(run.style.name)"
      }
      return texts.joined(separator: ", ")
    }
  }
}

/// Compares a screen at its only size with `Frames/NAME.frame`.
func expectFrame(
  _ frame: Frame,
  named name: String,
  sourceLocation: SourceLocation = #_sourceLocation
) throws {
  let variant = ScreenVariant(frame.size.columns, frame.size.rows)
  try expectFrames([(variant, frame)], named: name, sourceLocation: sourceLocation)
}

/// Whether every row is filled exactly and no wide character is cut in half.
func expectWholeRows(_ frame: Frame, sourceLocation: SourceLocation = #_sourceLocation) {
  #expect(frame.brokenRows == [], sourceLocation: sourceLocation)
}

/// Compares variants of a screen with `Frames/NAME.frame`.
///
/// `SVCTUI_RECORD=1` writes that file instead.
func expectFrames(
  _ frames: [(variant: ScreenVariant, frame: Frame)],
  named name: String,
  sourceLocation: SourceLocation = #_sourceLocation
) throws {
  var file = FrameFile()
  for (variant, frame) in frames {
    #expect(frame.brokenRows == [], sourceLocation: sourceLocation)
    file.add(frame, variant)
  }
  let url = FrameFile.url(name)
  guard !FrameFile.isRecording else {
    try FileManager.default.createDirectory(
      at: FrameFile.folder,
      withIntermediateDirectories: true
    )
    try file.text.write(to: url, atomically: true, encoding: .utf8)
    return
  }
  let recorded = (try? String(contentsOf: url, encoding: .utf8)) ?? ""
  guard file.text != recorded else { return }
  let new = file.text.split(separator: "\n", omittingEmptySubsequences: false)
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
