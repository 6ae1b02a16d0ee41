import Yams

/// What a YAML scalar means to kubectl: YAML 1.1's words for true and false, numbers, null.
enum YAMLScalar: Equatable {
  case null
  case bool(Bool)
  /// As JSON writes it.
  case number(String)
  case string(String)

  /// Keys lose the mark that they were plain; the few that are tagged as strings are taken for
  /// plain ones.
  init(_ scalar: YAMLNode.Scalar, isKey: Bool = false) {
    let tag = scalar.tag.rawValue
    let isPlain = scalar.style == .plain && (tag.isEmpty || isKey)
    self =
      isPlain || tag.hasPrefix("tag:yaml.org,2002:") && !tag.hasSuffix(":str")
      ? Self.resolve(scalar.string) : .string(scalar.string)
  }

  private static func resolve(_ text: String) -> YAMLScalar {
    switch text {
    case "", "~", "null", "Null", "NULL": return .null
    case "yes", "Yes", "YES", "true", "True", "TRUE", "on", "On", "ON": return .bool(true)
    case "no", "No", "NO", "false", "False", "FALSE", "off", "Off", "OFF": return .bool(false)
    default: break
    }
    // Nothing else begins with another character, and most scalars do.
    guard let first = text.utf8.first, isDigit(first) || "+-.".utf8.contains(first) else {
      return .string(text)
    }
    return integer(text).map { .number("\($0)") } ?? float(text) ?? .string(text)
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }

  private static func integer(_ text: String) -> Int64? {
    var digits = text.filter { $0 != "_" }[...]
    let isNegative = digits.hasPrefix("-")
    if isNegative || digits.hasPrefix("+") { digits = digits.dropFirst() }
    guard let first = digits.utf8.first, isDigit(first) else { return nil }
    let radixes = [("0x", 16), ("0b", 2), ("0o", 8), ("0", 8)]
    for (prefix, radix) in radixes where digits.hasPrefix(prefix) && digits != "0" {
      let rest = digits.dropFirst(prefix.count)
      guard let start = rest.first, start.isHexDigit, let value = Int64(rest, radix: radix)
      else { continue }
      return isNegative ? -value : value
    }
    guard digits.utf8.allSatisfy(isDigit) else { return nil }
    return Int64(isNegative ? "-\(digits)" : String(digits))
  }

  private static func float(_ text: String) -> YAMLScalar? {
    let plain = text.filter { $0 != "_" }
    guard plain.utf8.allSatisfy({ isDigit($0) || "+-.eE".utf8.contains($0) }),
      plain.utf8.contains(where: isDigit), let value = Double(plain), value.isFinite
    else { return nil }
    return .number("\(value)")
  }
}
