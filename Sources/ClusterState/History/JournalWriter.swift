/// Makes the lines of a journal, in their order.
package struct JournalWriter: Sendable {
  private let checksum: JournalChecksum
  private var last: UInt32 = 0

  package init(checksum: @escaping JournalChecksum) { self.checksum = checksum }

  /// The lines that a journal begins with.
  package mutating func beginning(_ head: JournalHead) -> String {
    var text = "\(JournalHead.word) \(JournalHead.format) \(head.version) \(head.digest)"
    text += " \(head.seed)\n"
    text += line(head.began.description, of: .began)
    switch head.source {
    case .files(let paths): for path in paths { text += line(path, of: .document) }
    case .demo(let name): text += line(name, of: .demo)
    case .standardInput(let copy): text += line(copy ?? "", of: .input)
    }
    for option in head.options { text += line(option, of: .option) }
    return text
  }

  /// The line of something that was done.
  package mutating func line(_ instruction: Instruction) -> String {
    line(instruction.description)
  }

  /// The line that ends a visit as it should end.
  package mutating func ending() -> String { line(JournalWord.closed.rawValue) }

  private mutating func line(_ value: String, of word: JournalWord) -> String {
    line("\(word.rawValue) \(JSONTree.string(value).compactText)")
  }

  private mutating func line(_ content: String) -> String {
    // A line break would end the line; no instruction needs one.
    let bytes = content.utf8.map { $0 == 0x0A || $0 == 0x0D ? 0x20 : $0 }
    last = checksum(bytes, last)
    let digits = String(last, radix: 16)
    let padding = String(repeating: "0", count: 8 - digits.count)
    return "\(padding)\(digits) \(String(decoding: bytes, as: UTF8.self))\n"
  }
}

/// What lines of the head begin with.
enum JournalWord: String {
  case began = "@began"
  case document = "@document"
  case demo = "@demo"
  case input = "@input"
  case option = "@option"
  case closed = "@closed"
}
