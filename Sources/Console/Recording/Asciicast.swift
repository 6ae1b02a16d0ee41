internal import ClusterState

/// A recording of a terminal in the format asciicast v2: a head, then a line for each event.
package struct Asciicast: Sendable {
  /// What happened, and when.
  package struct Event: Hashable, Sendable {
    /// What it was; input and markers play no part.
    package enum Kind: Hashable, Sendable {
      case output(String)
      case resize(Size)
    }

    /// Microseconds since the beginning.
    package var microseconds: Int64
    package var kind: Kind

    package init(microseconds: Int64, kind: Kind) {
      self.microseconds = microseconds
      self.kind = kind
    }
  }

  package var size: Size
  package var events: [Event]

  /// Longer lines are no recordings of screens.
  static let lineBytesMax = 16 << 20

  /// The first line of a file; `seconds` are those of the calendar since 1970, `nil` for a
  /// recording that is the same whenever it is made.
  package static func head(size: Size, seconds: Int64?, title: String) -> String {
    let began = seconds.map { "\"timestamp\": \($0), " } ?? ""
    return """
      {"version": 2, "width": \(size.columns), "height": \(size.rows), \(began)\
      "title": \(quoted(title)), "env": {"TERM": "xterm-256color"}}

      """
  }

  /// A line of a file.
  package static func line(_ event: Event) -> String {
    let digits = String(event.microseconds % 1_000_000 + 1_000_000).dropFirst()
    let time = "\(event.microseconds / 1_000_000).\(digits)"
    switch event.kind {
    case .output(let text): return "[\(time), \"o\", \(quoted(text))]\n"
    case .resize(let size): return "[\(time), \"r\", \"\(size.columns)x\(size.rows)\"]\n"
    }
  }

  /// Text as JSON has it.
  private static func quoted(_ text: String) -> String {
    var made = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": made += "\\\""
      case "\\": made += "\\\\"
      case "\n": made += "\\n"
      case "\r": made += "\\r"
      case "\t": made += "\\t"
      case _ where scalar.value < 0x20 || scalar.value == 0x7F:
        let digits = String(scalar.value + 0x10000, radix: 16).dropFirst()
        made += "\\u\(digits)"
      default: made.unicodeScalars.append(scalar)
      }
    }
    return made + "\""
  }
}

extension Asciicast {
  /// Reads a file; a line that was cut off by a sudden end is left out.
  ///
  /// Input, markers and events of other kinds play no part. Throws what is wrong with its line.
  package init(parsing bytes: [UInt8], file: String) throws(SettingsFailure) {
    var lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
    let isCutOff = lines.last?.isEmpty == false
    if lines.last?.isEmpty == true { lines.removeLast() }
    guard let first = lines.first, let head = Self.tree(first, file),
      head["version"] == .integer(2), let columns = head["width"]?.count,
      let rows = head["height"]?.count
    else { throw Self.failure("this is no asciicast v2: its head is missing", file, 1) }
    size = Size(columns: columns, rows: rows)
    events = []
    for (index, line) in lines.enumerated().dropFirst() where !line.isEmpty {
      guard line.count <= Self.lineBytesMax, let event = Self.tree(line, file),
        case .array(let parts) = event, parts.count == 3, let time = parts[0].seconds,
        case .string(let code) = parts[1], case .string(let data) = parts[2]
      else {
        if isCutOff, index == lines.count - 1 { break }
        throw Self.failure("an event is [seconds, \"o\", \"text\"]", file, index + 1)
      }
      let microseconds = Int64(time * 1_000_000)
      guard microseconds >= events.last?.microseconds ?? 0 else {
        throw Self.failure("the time of an event is before that of the last", file, index + 1)
      }
      switch code {
      case "o": events.append(Event(microseconds: microseconds, kind: .output(data)))
      case "r":
        let parts = data.split(separator: "x").compactMap { Int($0) }
        guard parts.count == 2 else {
          throw Self.failure("a size is COLUMNSxROWS, not \(data)", file, index + 1)
        }
        let size = Size(columns: parts[0], rows: parts[1])
        events.append(Event(microseconds: microseconds, kind: .resize(size)))
      default: break
      }
    }
  }

  private static func tree(_ line: ArraySlice<UInt8>, _ file: String) -> JSONTree? {
    try? JSONTree(parsing: Array(line), file: file)
  }

  private static func failure(_ message: Sentence, _ file: String, _ line: Int) -> SettingsFailure {
    SettingsFailure(
      problem: SettingsProblem(message, file: file, at: SettingsPlace(line: line, column: 1))
    )
  }
}

/// A file that cannot be used at all, with its first mistake.
package struct SettingsFailure: Error, Hashable, Sendable {
  package var problem: SettingsProblem
}

extension JSONTree {
  fileprivate subscript(key: String) -> JSONTree? {
    guard case .object(let members) = self else { return nil }
    return members.first { $0.key == key }?.value
  }

  /// A whole number that a screen may have of columns or rows.
  fileprivate var count: Int? {
    guard case .integer(let number) = self, (1...10_000).contains(number) else { return nil }
    return Int(number)
  }

  fileprivate var seconds: Double? {
    switch self {
    case .integer(let number) where (0...1_000_000_000).contains(number): Double(number)
    case .number(let number) where (0...1_000_000_000).contains(number): number
    default: nil
    }
  }
}
