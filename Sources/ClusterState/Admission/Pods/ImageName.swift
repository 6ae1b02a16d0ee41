/// Names of images (github.com/distribution/reference, pkg/util/parsers).
enum ImageName {
  /// The tag of an image: `latest` where there is neither tag nor digest, empty where there is
  /// only a digest; `nil` for a name that cannot be read.
  static func tag(of image: String) -> String? {
    let parts = image.split(separator: "@", maxSplits: 1, omittingEmptySubsequences: false)
    guard let name = parts.first, !name.isEmpty else { return nil }
    let afterSlash = name.lastIndex(of: "/").map(name.index(after:)) ?? name.startIndex
    let colon = name[afterSlash...].lastIndex(of: ":")
    let repository = name[..<(colon ?? name.endIndex)]
    guard isRepository(repository) else { return nil }
    if parts.count == 2, !isDigest(parts[1]) { return nil }
    guard let colon else { return parts.count == 2 ? "" : "latest" }
    let tag = name[name.index(after: colon)...]
    return isTag(tag) ? String(tag) : nil
  }

  /// Components in lower case, perhaps behind the name of a registry.
  private static func isRepository(_ name: Substring) -> Bool {
    var components = name.split(separator: "/", omittingEmptySubsequences: false)
    if components.count > 1, let first = components.first, isRegistry(first) {
      components.removeFirst()
    }
    return components.allSatisfy(isComponent)
  }

  private static func isRegistry(_ name: Substring) -> Bool {
    guard
      name == "localhost" || name.contains(where: { ".:[".contains($0) })
        || name.contains(where: \.isUppercase)
    else { return false }
    return name.utf8.allSatisfy { isAlphanumeric($0) || "-.:[]".utf8.contains($0) }
  }

  /// Letters in lower case and digits, with separators between them.
  private static func isComponent(_ text: Substring) -> Bool {
    guard let first = text.utf8.first, let last = text.utf8.last else { return false }
    let isWord = { (byte: UInt8) in isAlphanumeric(byte) && !(65...90).contains(byte) }
    let isValid = text.utf8.allSatisfy { isWord($0) || "._-".utf8.contains($0) }
    return isValid && isWord(first) && isWord(last) && !text.contains("..")
      && !text.contains("___")
  }

  private static func isTag(_ text: Substring) -> Bool {
    guard let first = text.utf8.first, text.utf8.count <= 128 else { return false }
    return (isAlphanumeric(first) || first == UInt8(ascii: "_"))
      && text.utf8.allSatisfy { isAlphanumeric($0) || "._-".utf8.contains($0) }
  }

  private static func isDigest(_ text: Substring) -> Bool {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    return parts.count == 2 && !parts[0].isEmpty && parts[1].count >= 32
      && parts[1].allSatisfy(\.isHexDigit)
  }

  private static func isAlphanumeric(_ byte: UInt8) -> Bool {
    (48...57).contains(byte) || (97...122).contains(byte | 0x20)
  }
}
