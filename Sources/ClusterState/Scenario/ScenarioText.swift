/// The bytes of a scenario file as lines of text, or why they are none.
struct ScenarioText {
  /// A line without its end, or where and why it is no text.
  private(set) var lines: [Result<Substring, SyntaxFailure>] = []

  /// Throws if the whole file is beyond its limits.
  init(_ bytes: [UInt8], file: String) throws(ScenarioError) {
    func fail(_ line: Int, _ message: String) -> ScenarioError {
      let place = TextPlace(file: file, line: line, column: 1)
      return ScenarioError(problems: [ScenarioError.Problem(place: place, message: message)])
    }
    guard bytes.count <= Scenario.bytesMax else {
      throw fail(1, "the file has more than \(Scenario.bytesMax >> 20) MiB")
    }
    let mark: [UInt8] = [0xef, 0xbb, 0xbf]
    let content = bytes.starts(with: mark) ? bytes.dropFirst(mark.count) : bytes[...]
    for line in content.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
      guard lines.count < Scenario.linesMax else {
        throw fail(lines.count + 1, "the file has more than \(Scenario.linesMax) lines")
      }
      lines.append(Result { () throws(SyntaxFailure) in try Self.text(of: line) })
    }
  }

  private static func text(of line: ArraySlice<UInt8>) throws(SyntaxFailure) -> Substring {
    guard line.count <= Scenario.lineLengthMax else {
      throw SyntaxFailure(
        Scenario.lineLengthMax,
        .tooMany(what: "bytes in one line", most: Scenario.lineLengthMax)
      )
    }
    guard let text = String(validating: line, as: UTF8.self) else {
      throw SyntaxFailure(damage(in: line), .notText)
    }
    return text.hasSuffix("\r") ? text.dropLast() : text[...]
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
