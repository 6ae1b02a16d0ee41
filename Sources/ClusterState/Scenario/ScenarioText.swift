/// The bytes of a scenario file as lines of text, or why they are none.
struct ScenarioText {
  /// Without line ends.
  private(set) var lines: [Substring] = []

  /// Checks encoding and limits first, so that whoever reads the lines meets text only.
  init(_ bytes: [UInt8], file: String) throws(ScenarioError) {
    func fail(_ line: Int, _ column: Int, _ message: String) -> ScenarioError {
      let place = TextPlace(file: file, line: line, column: column)
      return ScenarioError(problems: [ScenarioError.Problem(place: place, message: message)])
    }
    guard bytes.count <= Scenario.bytesMax else {
      throw fail(1, 1, "the file has more than \(Scenario.bytesMax >> 20) MiB")
    }
    let mark: [UInt8] = [0xef, 0xbb, 0xbf]
    let content = bytes.starts(with: mark) ? bytes.dropFirst(mark.count) : bytes[...]
    var number = 0
    for line in content.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
      number += 1
      guard number <= Scenario.linesMax else {
        throw fail(number, 1, "the file has more than \(Scenario.linesMax) lines")
      }
      guard let text = String(validating: line, as: UTF8.self) else {
        throw fail(number, Self.damage(in: line), "this is not UTF-8")
      }
      let trimmed = text.hasSuffix("\r") ? text.dropLast() : text[...]
      guard trimmed.utf8.count <= Scenario.lineLengthMax else {
        throw fail(
          number,
          Scenario.lineLengthMax,
          "the line has more than \(Scenario.lineLengthMax) bytes"
        )
      }
      lines.append(trimmed)
    }
  }

  /// The column, in characters, of the first byte that is no UTF-8.
  private static func damage(in line: ArraySlice<UInt8>) -> Int {
    // The longest beginning that is text; adding bytes never repairs what stands before them.
    var (low, high) = (0, line.count)
    while low < high {
      let middle = (low + high + 1) / 2
      let isText = (0..<4).contains { cut in
        cut <= middle && String(validating: line.prefix(middle - cut), as: UTF8.self) != nil
      }
      if isText { low = middle } else { high = middle - 1 }
    }
    let text = (0..<4).lazy.compactMap { cut in
      String(validating: line.prefix(max(0, low - cut)), as: UTF8.self)
    }.first
    return (text ?? "").count + 1
  }
}
