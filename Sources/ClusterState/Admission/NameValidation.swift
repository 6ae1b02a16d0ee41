/// Forms that names must have; each check gives one message for every rule that is broken.
///
/// Source: apimachinery `pkg/util/validation` and `pkg/api/validate/content`. Messages are the
/// API server's, with the pattern it quotes.
package enum NameValidation {
  /// A label of RFC 1123: `[a-z0-9]([-a-z0-9]*[a-z0-9])?`, up to 63 bytes.
  package static func label(_ value: String) -> [String] {
    var messages = tooLong(value, most: 63)
    if !isLabel(value.utf8[...]) {
      messages.append(
        isSubdomain(value.utf8[...])
          ? "must not contain dots"
          : pattern(
            "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-',"
              + " and must start and end with an alphanumeric character",
            ["my-name", "123-abc"],
            labelPattern
          )
      )
    }
    return messages
  }

  /// Labels of RFC 1123 joined by dots, up to 253 bytes.
  package static func subdomain(_ value: String) -> [String] {
    var messages = tooLong(value, most: 253)
    if !isSubdomain(value.utf8[...]) {
      messages.append(
        pattern(
          "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters,"
            + " '-' or '.', and must start and end with an alphanumeric character",
          ["example.com"],
          subdomainPattern
        )
      )
    }
    return messages
  }

  /// `*.` and a subdomain of RFC 1123, up to 253 bytes (RFC 1034 section 4.3.3).
  package static func wildcardSubdomain(_ value: String) -> [String] {
    var messages = tooLong(value, most: 253)
    if !(value.hasPrefix("*.") && isSubdomain(value.utf8.dropFirst(2))) {
      messages.append(
        pattern(
          "a wildcard DNS-1123 subdomain must start with '*.', followed by a valid DNS subdomain,"
            + " which must consist of lower case alphanumeric characters, '-' or '.' and end with"
            + " an alphanumeric character",
          ["*.example.com"],
          #"\*\."# + subdomainPattern
        )
      )
    }
    return messages
  }

  /// A label of RFC 1035, which begins with a letter, up to 63 bytes.
  package static func label1035(_ value: String) -> [String] {
    var messages = tooLong(value, most: 63)
    if !(isLabel(value.utf8[...]) && !(value.utf8.first.map(isDigit) ?? true)) {
      messages.append(
        pattern(
          "a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with"
            + " an alphabetic character, and end with an alphanumeric character",
          ["my-name", "abc-123"],
          "[a-z]([-a-z0-9]*[a-z0-9])?"
        )
      )
    }
    return messages
  }

  /// A label key: a name of letters, digits, `-`, `_` and `.`, perhaps behind `subdomain/`.
  package static func qualifiedName(_ value: String) -> [String] {
    let rule =
      "must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an"
      + " alphanumeric character"
    let examples = ["MyName", "my.name", "123-abc"]
    let parts = value.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count <= 2 else {
      return [
        "a valid label key " + pattern(rule, examples, keyPattern)
          + " with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')"
      ]
    }
    var messages: [String] = []
    if parts.count == 2 {
      let prefix = String(parts[0])
      messages += (prefix.isEmpty ? [nonEmpty] : subdomain(prefix)).map { "prefix part \($0)" }
    }
    let name = String(parts[parts.count - 1])
    messages += (name.isEmpty ? [nonEmpty] : tooLong(name, most: 63)).map { "name part \($0)" }
    if !isKey(name) { messages.append("name part " + pattern(rule, examples, keyPattern)) }
    return messages
  }

  /// The value of a label: empty, or of the form of a key's name.
  package static func labelValue(_ value: String) -> [String] {
    var messages = tooLong(value, most: 63)
    if !value.isEmpty, !isKey(value) {
      messages.append(
        pattern(
          "a valid label must be an empty string or consist of alphanumeric characters, '-', '_'"
            + " or '.', and must start and end with an alphanumeric character",
          ["MyValue", "my_value", "12345"],
          "(\(keyPattern))?"
        )
      )
    }
    return messages
  }

  /// The name of a port that can be referred to (IANA_SVC_NAME, RFC 6335 in lower case).
  package static func portName(_ value: String) -> [String] {
    var messages = tooLong(value, most: 15, unit: "characters")
    let bytes = value.utf8
    if bytes.isEmpty || !bytes.allSatisfy({ isLowercase($0) || isDigit($0) || $0 == hyphen }) {
      messages.append("must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-)")
    }
    if !bytes.contains(where: isLowercase) {
      messages.append("must contain at least one letter (a-z)")
    }
    if value.contains("--") { messages.append("must not contain consecutive hyphens") }
    if bytes.first == hyphen || bytes.last == hyphen {
      messages.append("must not begin or end with a hyphen")
    }
    return messages
  }

  /// A number from 1 to 65535.
  package static func portNumber(_ value: Int64) -> [String] {
    inclusiveRange(value, 1...65_535)
  }

  /// A number within a range.
  package static func inclusiveRange(_ value: Int64, _ range: ClosedRange<Int64>) -> [String] {
    guard !range.contains(value) else { return [] }
    return ["must be between \(range.lowerBound) and \(range.upperBound), inclusive"]
  }

  /// Digits and a percent sign.
  package static func percent(_ value: String) -> [String] {
    let digits = value.utf8.dropLast()
    guard value.utf8.last == UInt8(ascii: "%"), !digits.isEmpty, digits.allSatisfy(isDigit) else {
      let rule = "a valid percent string must be a numeric string followed by an ending '%'"
      return [pattern(rule, ["1%", "93%"], "[0-9]+%")]
    }
    return []
  }

  /// What a text must be that may be no more than `most` bytes.
  package static func tooLong(_ value: String, most: Int, unit: String = "bytes") -> [String] {
    value.utf8.count > most ? ["must be no more than \(most) \(unit)"] : []
  }

  /// A rule with examples and the pattern that checks it (`validation.RegexError`).
  package static func pattern(_ rule: String, _ examples: [String], _ pattern: String) -> String {
    guard !examples.isEmpty else { return "\(rule) (regex used for validation is '\(pattern)')" }
    let list = examples.map { "'\($0)', " }.joined(separator: " or ")
    return "\(rule) (e.g. \(list)regex used for validation is '\(pattern)')"
  }

  private static let nonEmpty = "must be non-empty"
  private static let labelPattern = "[a-z0-9]([-a-z0-9]*[a-z0-9])?"
  private static let subdomainPattern = labelPattern + #"(\."# + labelPattern + ")*"
  private static let keyPattern = "([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]"
}

extension NameValidation {
  private static let hyphen = UInt8(ascii: "-")

  private static func isDigit(_ byte: UInt8) -> Bool { (48...57).contains(byte) }

  private static func isLowercase(_ byte: UInt8) -> Bool { (97...122).contains(byte) }

  private static func isAlphanumeric(_ byte: UInt8) -> Bool {
    isDigit(byte) || isLowercase(byte | 0x20)
  }

  private static func isLabel(_ bytes: Substring.UTF8View) -> Bool {
    guard let first = bytes.first, let last = bytes.last else { return false }
    return first != hyphen && last != hyphen
      && bytes.allSatisfy { isLowercase($0) || isDigit($0) || $0 == hyphen }
  }

  private static func isSubdomain(_ bytes: Substring.UTF8View) -> Bool {
    bytes.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
      .allSatisfy(isLabel)
  }

  private static func isKey(_ value: String) -> Bool {
    guard let first = value.utf8.first, let last = value.utf8.last else { return false }
    return isAlphanumeric(first) && isAlphanumeric(last)
      && value.utf8.allSatisfy { isAlphanumeric($0) || "-_.".utf8.contains($0) }
  }
}

/// Which names objects of a kind may have (apimachinery, `ValidateNameFunc`).
package struct NameRule: Sendable {
  private let check: @Sendable (String) -> [String]

  /// A rule of one's own.
  package init(_ check: @escaping @Sendable (String) -> [String]) { self.check = check }

  /// Most kinds.
  package static let subdomain = NameRule(NameValidation.subdomain)
  /// Namespaces, and Services since their names may begin with a digit (KEP-5311).
  package static let label = NameRule(NameValidation.label)
  /// All that may stand in the path of a request (`path.ValidatePathSegmentName`).
  package static let pathSegment = NameRule { name in
    if name == "." || name == ".." { return ["may not be '\(name)'"] }
    return ["/", "%"].filter(name.contains).map { "may not contain '\($0)'" }
  }
  /// Services before.
  package static let label1035 = NameRule(NameValidation.label1035)

  /// What is wrong with a name, or with what is put in front of a generated one: that may end
  /// with a hyphen.
  package func messages(for name: String, isPrefix: Bool = false) -> [String] {
    guard isPrefix, name.utf8.count > 1, name.hasSuffix("-") else { return check(name) }
    return check(name.dropLast(2) + "a")
  }
}
