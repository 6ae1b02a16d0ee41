import CSimdJSON
import Yams

/// A node of a YAML document; the model has another kind of Node.
typealias YAMLNode = Yams.Node

/// A place in YAML, counted from 1; columns count characters.
struct YAMLMark {
  var line: Int
  var column: Int
}

extension YAMLNode {
  /// Where the node begins.
  var place: YAMLMark? { mark.map { YAMLMark(line: $0.line, column: $0.column) } }
}

/// The text of a YAML file and where its lines begin.
final class YAMLText: Sendable {
  let bytes: [UInt8]
  private let lineStarts: [Int]

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    var starts = [0]
    for (index, byte) in bytes.enumerated() where byte == Byte.newline {
      starts.append(index + 1)
    }
    lineStarts = starts
  }

  /// Offset of the first byte of a line, counted from 1; the end of the file beyond the last.
  func offset(ofLine line: Int) -> Int {
    lineStarts.indices.contains(line - 1) ? lineStarts[line - 1] : bytes.count
  }

  /// Offset of a character; columns count characters.
  func offset(of mark: YAMLMark) -> Int {
    var offset = offset(ofLine: mark.line)
    var column = mark.column - 1
    while column > 0, offset < bytes.count {
      offset += 1
      while offset < bytes.count, bytes[offset] & 0xC0 == 0x80 { offset += 1 }
      column -= 1
    }
    return offset
  }

  /// Offset of the line that ends the document in which `line` stands.
  func documentEnd(after line: Int) -> Int {
    for start in lineStarts.dropFirst(line) {
      let head = bytes[start...].prefix(3)
      if head.elementsEqual("---".utf8) || head.elementsEqual("...".utf8) { return start }
    }
    return bytes.count
  }

  /// The first byte that is not UTF-8.
  var invalidOffset: Int? {
    func isValid(_ range: Range<Int>) -> Bool {
      bytes.withUnsafeBufferPointer { all in
        all.baseAddress.map { svctui_json_is_utf8($0 + range.lowerBound, range.count) } ?? true
      }
    }
    guard !isValid(0..<bytes.count) else { return nil }
    for (index, start) in lineStarts.enumerated() {
      let end = index + 1 < lineStarts.count ? lineStarts[index + 1] : bytes.count
      guard !isValid(start..<end) else { continue }
      // Prefixes that end within a character are invalid too, so the longest valid one counts.
      return (start..<end).last { isValid(start..<$0) } ?? start
    }
    return nil
  }

  /// Aliases that would cost more than any document is worth, found before they are followed.
  ///
  /// A key that holds aliases is compared with its siblings by value, which may take for ever;
  /// and a chain of aliases, each around the one before, is as deep as it is long. Text in
  /// quotes is not told apart: it takes an anchor and an alias besides to be suspected.
  var aliasTrouble: (offset: Int, Malformation)? {
    let aliasesMax = LoadLimit.aliasesMax
    var anchors = 0
    var aliases = 0
    var keyOffset: Int?
    var previous = Byte.newline
    for (index, byte) in bytes.enumerated() {
      defer { previous = byte }
      let isStart =
        Byte.isSpace(previous) || previous == Byte.bracket
        || previous == Byte.brace || previous == Byte.comma
      switch byte {
      case UInt8(ascii: "&") where isStart: anchors += 1
      case UInt8(ascii: "*") where isStart && isName(index + 1):
        aliases += 1
        if endsInColon(index) { keyOffset = keyOffset ?? index }
      case UInt8(ascii: "?")
      where isStart && index + 1 < bytes.count
        && Byte.isSpace(bytes[index + 1]):
        keyOffset = keyOffset ?? index
      case Byte.closeBrace, Byte.closeBracket:
        if isColon(index + 1) { keyOffset = keyOffset ?? index }
      default: break
      }
    }
    guard anchors > 0, aliases > 0 else { return nil }
    if aliases > aliasesMax { return (0, .tooManyAliases) }
    return keyOffset.map { ($0, .aliasAsKey) }
  }

  private func isName(_ index: Int) -> Bool {
    guard index < bytes.count else { return false }
    return !Byte.isSpace(bytes[index]) && !",[]{}*".utf8.contains(bytes[index])
  }

  private func endsInColon(_ start: Int) -> Bool {
    var end = start + 1
    while isName(end), bytes[end] != Byte.colon { end += 1 }
    return isColon(end)
  }

  private func isColon(_ start: Int) -> Bool {
    var index = start
    while index < bytes.count, bytes[index] == 0x20 { index += 1 }
    guard index < bytes.count, bytes[index] == Byte.colon else { return false }
    return index + 1 >= bytes.count || Byte.isSpace(bytes[index + 1])
  }
}

/// From an offset of the JSON that was written back to the place in the YAML it was written from.
final class YAMLPlaces: Sendable {
  private let offsets: [Int]
  private let marks: [YAMLMark]
  private let text: YAMLText
  /// Where the text of objects of the document ends, by the offset at which they begin.
  private let ends: [Int: Int]

  init(_ writer: YAMLWriter, root: YAMLNode, text: YAMLText) {
    offsets = writer.offsets
    marks = writer.marks
    self.text = text
    let documentEnd = text.documentEnd(after: root.place?.line ?? 1)
    var ends: [Int: Int] = [:]
    if let mark = root.place { ends[text.offset(of: mark)] = documentEnd }
    let members = root.mapping.map(Array.init) ?? []
    if let items = members.firstIndex(where: { $0.key.scalar?.string == "items" }) {
      let next = members.dropFirst(items + 1).first?.key.place
      let marks = (members[items].value.sequence.map(Array.init) ?? []).compactMap(\.place)
      let followers = Array(marks.dropFirst()) + (next.map { [$0] } ?? [])
      for (mark, following) in zip(marks, followers) {
        let isSameLine = mark.line == following.line
        ends[text.offset(of: mark)] =
          isSameLine ? text.offset(of: following) : text.offset(ofLine: following.line)
      }
      if next == nil, let last = marks.last { ends[text.offset(of: last)] = documentEnd }
    }
    self.ends = ends
  }

  private func mark(of offset: Int) -> YAMLMark {
    var low = 0
    var high = offsets.count
    while low < high {
      let middle = (low + high) / 2
      if offsets[middle] <= offset { low = middle + 1 } else { high = middle }
    }
    return low > 0 ? marks[low - 1] : YAMLMark(line: 1, column: 1)
  }

  /// Line and column in the YAML.
  func place(of offset: Int) -> (line: Int, column: Int) {
    let mark = mark(of: offset)
    return (mark.line, mark.column)
  }

  /// The place of the object that begins at `offset`.
  func sourcePlace(of offset: Int, file: UInt32) -> SourcePlace? {
    let mark = mark(of: offset)
    let start = text.offset(of: mark)
    let end = ends[start] ?? text.offset(ofLine: mark.line + 1)
    return SourcePlace(
      file: file,
      line: UInt32(clamping: mark.line),
      column: UInt32(clamping: mark.column),
      offset: UInt64(start),
      length: UInt32(clamping: max(0, end - start))
    )
  }
}
