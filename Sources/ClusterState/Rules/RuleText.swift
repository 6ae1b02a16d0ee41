/// The text of rules, gathered in one buffer.
struct RuleText {
  private(set) var bytes: [UInt8] = []

  mutating func reserve(_ count: Int) { bytes.reserveCapacity(count) }

  @inline(__always)
  mutating func add(_ text: StaticString) {
    text.withUTF8Buffer { bytes.append(contentsOf: $0) }
  }

  @inline(__always)
  mutating func add(_ text: String) {
    var text = text
    text.withUTF8 { bytes.append(contentsOf: $0) }
  }

  mutating func add(_ number: Int) { add(String(number)) }

  mutating func add(_ address: IPAddress) { add(address.description) }

  /// `0x00004000`.
  mutating func addMark(_ mark: UInt32) {
    let digits = String(mark, radix: 16)
    add("0x")
    for _ in digits.utf8.count..<8 { add("0") }
    add(digits)
  }

  /// One line of its own; whatever would end the line is left out.
  mutating func addComment(_ text: String) {
    add("# ")
    bytes.append(contentsOf: text.utf8.filter { $0 >= 0x20 && $0 != 0x7f })
    add("\n")
  }
}
