/// Words with places: `{1}` is where the first part stands, `{2|을|를}` also says which of two
/// particles follows it.
enum Template {
  /// The words with their places filled; a place without a part stays as it is written.
  static func filled(_ template: String, _ part: (Int) -> String?) -> String {
    guard template.utf8.contains(UInt8(ascii: "{")) else { return template }
    var text = ""
    var rest = template[...]
    while let start = rest.firstIndex(of: "{") {
      text += rest[..<start]
      rest = rest[start...]
      guard let end = rest.firstIndex(of: "}"),
        let filling = filling(rest[rest.index(after: start)..<end], part)
      else {
        text += "{"
        rest = rest.dropFirst()
        continue
      }
      text += filling
      rest = rest[rest.index(after: end)...]
    }
    return text + rest
  }

  private static func filling(_ place: Substring, _ part: (Int) -> String?) -> String? {
    let pieces = place.split(separator: "|", omittingEmptySubsequences: false)
    guard let number = Int(pieces[0]), let text = part(number - 1) else { return nil }
    guard pieces.count == 3 else { return pieces.count == 1 ? text : nil }
    return text + KoreanParticle.choose(after: text, closed: pieces[1], open: pieces[2])
  }

  /// The words with all places moved up by so many.
  static func renumbered(_ template: String, after count: Int) -> String {
    guard count > 0 else { return template }
    return filled(template) { "{\($0 + 1 + count)}" }
  }
}
