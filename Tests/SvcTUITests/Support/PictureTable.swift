import Foundation
import Testing

/// A line of docs/pictures/pictures.txt: a picture and the words that make it.
struct PictureLine: CustomTestStringConvertible, Sendable {
  var name: String
  var arguments: [String]

  var testDescription: String { name }
  var file: URL { PictureTable.folder.appending(path: "\(name).svg") }
}

/// The pictures of the read-me.
enum PictureTable {
  static let docs = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../../docs").standardizedFileURL
  static let folder = docs.appending(path: "pictures")

  /// Whether files are to be written rather than compared.
  static var isRecording: Bool { ProcessInfo.processInfo.environment["SVCTUI_RECORD"] == "1" }

  static let lines: [PictureLine] = {
    let file = folder.appending(path: "pictures.txt")
    let text = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
    return text.split(separator: "\n").filter { !$0.hasPrefix("#") }.map(line)
  }()

  private static func line(_ text: Substring) -> PictureLine {
    let parts = text.split(separator: "|", maxSplits: 5).map {
      $0.trimmingCharacters(in: .whitespaces)
    }
    precondition(parts.count == 6, "six parts: \(text)")
    return PictureLine(
      name: parts[0],
      arguments: [
        "screen", "-o", "svg", "--demo", parts[1], "--size", parts[2], "--theme", parts[3],
        "--lang", parts[4], "--keys", parts[5],
      ]
    )
  }
}
