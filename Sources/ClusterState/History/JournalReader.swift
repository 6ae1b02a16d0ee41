/// Reads journals, whole ones and what a crash has left.
package struct JournalReader {
  /// Larger files are no journals of this program's.
  package static let bytesMax = 256 << 20

  private let checksum: JournalChecksum
  private var last: UInt32 = 0
  private var contents: JournalContents
  private var number = 1
  private var sources: [JournalHead.Source] = []

  /// Reads up to the end or to the first line that is not whole.
  package static func read(
    _ bytes: [UInt8],
    checksum: @escaping JournalChecksum
  ) throws(JournalError) -> JournalContents {
    guard bytes.count <= bytesMax else { throw .tooLarge(bytes.count) }
    let end = bytes.firstIndex(of: lineBreak) ?? bytes.endIndex
    let first = String(decoding: bytes[..<end], as: UTF8.self)
    var reader = Self(head: try head(first), checksum)
    var rest = bytes[min(end + 1, bytes.endIndex)...]
    while !rest.isEmpty, reader.contents.damage == nil, !reader.contents.isClosed {
      let end = rest.firstIndex(of: lineBreak) ?? rest.endIndex
      reader.number += 1
      reader.take(rest[..<end], isEnded: end < rest.endIndex)
      rest = rest[min(end + 1, rest.endIndex)...]
    }
    guard let source = reader.source else { throw .headMissing }
    reader.contents.head.source = source
    return reader.contents
  }

  private static let lineBreak = UInt8(ascii: "\n")

  private init(head: JournalHead, _ checksum: @escaping JournalChecksum) {
    self.checksum = checksum
    contents = JournalContents(head: head)
  }

  /// What the first line says; the rest of the head comes after it.
  private static func head(_ line: String) throws(JournalError) -> JournalHead {
    let words = line.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
    guard words.first == JournalHead.word, words.count > 1 else { throw .notAJournal }
    guard words[1] == "\(JournalHead.format)" else { throw .otherFormat(words[1]) }
    guard words.count == 5, words[3].utf8.count == 64, words[3].allSatisfy(\.isHexDigit),
      let seed = UInt64(words[4])
    else { throw .headMissing }
    return JournalHead(
      version: words[2],
      digest: words[3],
      seed: seed,
      began: Timestamp(microseconds: 0),
      source: .files([])
    )
  }

  private mutating func take(_ line: ArraySlice<UInt8>, isEnded: Bool) {
    guard let content = checked(line) else {
      contents.damage = isEnded ? .wrongChecksum(line: number) : .cutOff(line: number)
      return
    }
    if content.hasPrefix("@") {
      takeHead(content)
      return
    }
    do throws(CommandParser.Failure) {
      contents.entries.append(try InstructionParser.parse(content))
      contents.lines.append(number)
    } catch {
      contents.damage = .notUnderstood(line: number, text: content, error)
    }
  }

  /// The content of a line whose check sum is right.
  private mutating func checked(_ line: ArraySlice<UInt8>) -> String? {
    let digits = String(decoding: line.prefix(8), as: UTF8.self)
    guard line.count > 9, line[line.startIndex + 8] == UInt8(ascii: " "),
      digits.utf8.count == 8, let wanted = UInt32(digits, radix: 16),
      digits.allSatisfy({ $0.isHexDigit })
    else { return nil }
    let content = Array(line.dropFirst(9))
    guard checksum(content, last) == wanted else { return nil }
    last = wanted
    return String(decoding: content, as: UTF8.self)
  }

  /// Words that this program does not know come from a later version, and say nothing to it.
  private mutating func takeHead(_ content: String) {
    let parts = content.split(separator: " ", maxSplits: 1).map(String.init)
    let value = parts.count > 1 ? Self.text(parts[1]) : ""
    switch JournalWord(rawValue: parts[0]) {
    case .began:
      contents.head.began = Timestamp(Array(value.utf8)) ?? contents.head.began
    case .document: sources.append(.files([value]))
    case .demo: sources.append(.demo(value))
    case .input: sources.append(.standardInput(copy: value.isEmpty ? nil : value))
    case .option: contents.head.options.append(value)
    case .closed: contents.isClosed = true
    case nil: break
    }
  }

  private static func text(_ quoted: String) -> String {
    let tree = try? JSONTree(objectText: "{\"value\":\(quoted)}", file: "")
    return tree?["value"]?.string ?? ""
  }

  /// What was opened; several documents make one source.
  private var source: JournalHead.Source? {
    let files = sources.flatMap { source -> [String] in
      if case .files(let paths) = source { paths } else { [] }
    }
    return files.isEmpty ? sources.first : .files(files)
  }
}
