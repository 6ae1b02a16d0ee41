/// Prints JSON as kubectl does: four blanks a level, `"key": value`, empty lists as `[]`.
package struct JSONPrinter {
  /// Without blanks and line breaks.
  package let isCompact: Bool
  /// What has been printed so far and not been taken away.
  package private(set) var bytes: [UInt8] = []

  package init(isCompact: Bool = false) {
    self.isCompact = isCompact
  }

  /// Prints `tree`, whose first line is already indented by `depth` levels.
  package mutating func write(_ tree: JSONTree, depth: Int = 0) {
    switch tree {
    case .null: text("null")
    case .boolean(let value): text(value ? "true" : "false")
    case .integer(let value): text(String(value))
    case .number(let value): text(String(value))
    case .string(let value): quoted(value)
    case .array(let elements): array(elements, depth: depth)
    case .object(let members): object(members, depth: depth)
    }
  }

  /// The text of `tree` with a line break at its end.
  package static func text(of tree: JSONTree) -> [UInt8] {
    var printer = JSONPrinter()
    printer.write(tree)
    printer.text("\n")
    return printer.bytes
  }

  /// Prints `string` as it is.
  package mutating func text(_ string: String) {
    var string = string
    string.withUTF8 { bytes.append(contentsOf: $0) }
  }

  /// Begins a line indented by `depth` levels; nothing in compact form.
  package mutating func newLine(depth: Int) {
    guard !isCompact else { return }
    bytes.append(UInt8(ascii: "\n"))
    bytes.append(contentsOf: repeatElement(UInt8(ascii: " "), count: 4 * depth))
  }

  /// Forgets what was printed and keeps its memory for what comes.
  package mutating func removeAll() {
    bytes.removeAll(keepingCapacity: true)
  }
}

extension JSONPrinter {
  private mutating func array(_ elements: [JSONTree], depth: Int) {
    guard !elements.isEmpty else { return text("[]") }
    bytes.append(UInt8(ascii: "["))
    for (index, element) in elements.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      newLine(depth: depth + 1)
      write(element, depth: depth + 1)
    }
    newLine(depth: depth)
    bytes.append(UInt8(ascii: "]"))
  }

  private mutating func object(_ members: [JSONTree.Member], depth: Int) {
    guard !members.isEmpty else { return text("{}") }
    bytes.append(UInt8(ascii: "{"))
    for (index, member) in members.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      newLine(depth: depth + 1)
      quoted(member.key)
      bytes.append(UInt8(ascii: ":"))
      if !isCompact { bytes.append(UInt8(ascii: " ")) }
      write(member.value, depth: depth + 1)
    }
    newLine(depth: depth)
    bytes.append(UInt8(ascii: "}"))
  }

  private mutating func quoted(_ string: String) {
    var string = string
    bytes.append(UInt8(ascii: "\""))
    string.withUTF8 { characters in
      if characters.contains(where: Self.isEscaped) {
        escaped(characters)
      } else {
        bytes.append(contentsOf: characters)
      }
    }
    bytes.append(UInt8(ascii: "\""))
  }

  private static func isEscaped(_ character: UInt8) -> Bool {
    switch character {
    case ..<0x20, UInt8(ascii: "\""), UInt8(ascii: "\\"): true
    // Go's encoder, which kubectl prints through, keeps its output safe within HTML.
    case UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "&"), separatorLead: true
    default: false
    }
  }

  /// How the ends of lines begin that only JavaScript knows, U+2028 and U+2029: Go escapes them.
  private static let separatorLead: UInt8 = 0xE2

  private mutating func escaped(_ characters: UnsafeBufferPointer<UInt8>) {
    var rest = characters[...]
    while let character = rest.popFirst() {
      guard character == Self.separatorLead, rest.count >= 2, rest[rest.startIndex] == 0x80,
        [0xA8, 0xA9].contains(rest[rest.startIndex + 1])
      else {
        escaped(character)
        continue
      }
      text(rest[rest.startIndex + 1] == 0xA8 ? "\\u2028" : "\\u2029")
      rest = rest.dropFirst(2)
    }
  }

  private mutating func escaped(_ character: UInt8) {
    guard Self.isEscaped(character), character != Self.separatorLead else {
      return bytes.append(character)
    }
    switch character {
    case UInt8(ascii: "\""): text("\\\"")
    case UInt8(ascii: "\\"): text("\\\\")
    case UInt8(ascii: "\n"): text("\\n")
    case UInt8(ascii: "\r"): text("\\r")
    case UInt8(ascii: "\t"): text("\\t")
    case 0x08: text("\\b")
    case 0x0C: text("\\f")
    default:
      let digits = String(character, radix: 16)
      text("\\u00" + (digits.utf8.count == 1 ? "0" : "") + digits)
    }
  }
}

extension JSONTree {
  /// The value as JSON on one line.
  package var compactText: String {
    var printer = JSONPrinter(isCompact: true)
    printer.write(self)
    return String(decoding: printer.bytes, as: UTF8.self)
  }
}
