/// Tells code from comments and texts, well enough for the rules of this folder.
struct CodeScanner {
  private enum State: Equatable {
    case code, lineComment, blockComment
    case text(quotes: Int, pounds: Int)
  }

  private let bytes: [UInt8]
  private var position = 0
  private var state = State.code
  private var output: [UInt8] = []

  private init(_ text: String) { bytes = Array(text.utf8) }

  /// `text` with blanks in place of comments and of what stands between quotes.
  static func code(of text: String) -> String {
    var scanner = CodeScanner(text)
    scanner.output.reserveCapacity(scanner.bytes.count)
    while scanner.position < scanner.bytes.count { scanner.step() }
    return String(decoding: scanner.output, as: UTF8.self)
  }

  private func isNext(_ word: StaticString) -> Bool {
    guard position + word.utf8CodeUnitCount <= bytes.count else { return false }
    return (0..<word.utf8CodeUnitCount).allSatisfy { bytes[position + $0] == word.utf8Start[$0] }
  }

  private mutating func blank(_ count: Int) {
    for _ in 0..<count where position < bytes.count {
      let byte = bytes[position]
      output.append(byte == UInt8(ascii: "\n") ? byte : UInt8(ascii: " "))
      position += 1
    }
  }

  private mutating func keep() {
    output.append(bytes[position])
    position += 1
  }

  private mutating func step() {
    switch state {
    case .code: code()
    case .lineComment:
      if bytes[position] == UInt8(ascii: "\n") { state = .code }
      blank(1)
    case .blockComment:
      let isEnd = isNext("*/")
      if isEnd { state = .code }
      blank(isEnd ? 2 : 1)
    case .text(let quotes, let pounds): inText(quotes: quotes, pounds: pounds)
    }
  }

  private mutating func code() {
    if isNext("//") {
      state = .lineComment
    } else if isNext("/*") {
      state = .blockComment
    } else if let (quotes, pounds) = openingQuotes() {
      state = .text(quotes: quotes, pounds: pounds)
      blank(quotes + pounds)
    } else {
      keep()
    }
  }

  private func count(of byte: UInt8, from start: Int) -> Int {
    var end = start
    while end < bytes.count, bytes[end] == byte { end += 1 }
    return end - start
  }

  private func openingQuotes() -> (quotes: Int, pounds: Int)? {
    let pounds = count(of: UInt8(ascii: "#"), from: position)
    let quotes = count(of: UInt8(ascii: "\""), from: position + pounds)
    guard quotes > 0 else { return nil }
    return (quotes >= 3 ? 3 : 1, pounds)
  }

  private mutating func inText(quotes: Int, pounds: Int) {
    if pounds == 0, bytes[position] == UInt8(ascii: "\\") { return blank(2) }
    let isEnd =
      count(of: UInt8(ascii: "\""), from: position) >= quotes
      && count(of: UInt8(ascii: "#"), from: position + quotes) >= pounds
    if isEnd { state = .code }
    blank(isEnd ? quotes + pounds : 1)
  }
}
