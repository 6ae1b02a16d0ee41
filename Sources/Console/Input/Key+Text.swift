/// Why a text is no row of keys.
package enum KeyTextError: Error, Hashable, Sendable {
  /// A quotation mark without its partner, at this place (in characters, from 0).
  case unterminatedQuotation(at: Int)
  /// A word that begins like a key with a modifier and names none.
  case unknownKey(String)
}

extension Key {
  /// The key's name as `parse` reads it: `j`, `Ctrl-T`, `Enter`, `'a b'`.
  package var text: String {
    switch self {
    case .character(let character): Self.text(of: character)
    case .control(" "): "Ctrl-Space"
    case .control(let letter): "Ctrl-\(letter.uppercased())"
    case .alt(" "): "Alt-Space"
    case .alt(let character): "Alt-\(character)"
    case .function(let number): "F\(number)"
    case .mouse(let event):
      "\(event.kind.rawValue)(\(event.point.column),\(event.point.row))"
    case .paste(let text): "Paste\(KeyTokens.quoted(text))"
    case .resize(let size): "Resize(\(size.columns),\(size.rows))"
    default: Self.names[self] ?? ""
    }
  }

  /// The names of keys with a blank between them.
  package static func text(of keys: some Sequence<Key>) -> String {
    keys.map(\.text).joined(separator: " ")
  }

  /// Reads keys separated by blanks, as in `j j Enter Ctrl-T / w e b Enter`.
  ///
  /// A quoted word, or a longer word that is no key's name, types its characters.
  package static func parse(_ text: String) throws(KeyTextError) -> [Key] {
    var keys: [Key] = []
    var tokens = KeyTokens(text)
    while let token = try tokens.next() {
      switch token {
      case .quoted(let text): keys += text.map(typing)
      case .pasted(let text): keys.append(.paste(text))
      case .word(let word): keys += try parse(word: word)
      }
    }
    return keys
  }

  /// The key that types `character`.
  package static func typing(_ character: Character) -> Key {
    switch character {
    case "\n", "\r", "\r\n": .enter
    case "\t": .tab
    default: .character(character)
    }
  }
}

extension Key {
  private static func text(of character: Character) -> String {
    if character == " " { return "Space" }
    let isPlain =
      !character.isWhitespace && character != "'" && character != "\""
      && character.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F }
    return isPlain ? String(character) : KeyTokens.quoted(String(character))
  }

  private static func parse(word: String) throws(KeyTextError) -> [Key] {
    if word.count == 1 { return word.map(Key.character) }
    if let key = keysByName[word] ?? function(word) ?? withArguments(word) { return [key] }
    let parts = word.split(separator: "-", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, let modifier = Modifier(rawValue: parts[0].lowercased()) else {
      return word.map(typing)
    }
    guard let key = modifier.key(with: String(parts[1])) else {
      throw .unknownKey(word)
    }
    return [key]
  }

  private enum Modifier: String {
    case ctrl, shift, alt

    func key(with rest: String) -> Key? {
      if rest.count != 1, rest.lowercased() != "space" {
        return Key.names.first { $0.value.lowercased() == "\(rawValue)-\(rest.lowercased())" }?.key
      }
      let character = rest.count == 1 ? Character(rest) : " "
      return switch self {
      case .ctrl: Self.canControl(character) ? .pressing(controlWith: character) : nil
      case .alt: .alt(character)
      case .shift:
        character.isLetter && character.uppercased().count == 1
          ? .character(Character(character.uppercased())) : nil
      }
    }

    private static func canControl(_ character: Character) -> Bool {
      character.isASCII && (character.isLetter || " [\\]^_".contains(character))
    }
  }

  private static func function(_ word: String) -> Key? {
    guard word.first == "F", let number = Int(word.dropFirst()), (1...63).contains(number),
      "F\(number)" == word
    else { return nil }
    return .function(number)
  }

  /// `Click(3,4)`, `Resize(80,24)` and their like.
  private static func withArguments(_ word: String) -> Key? {
    guard word.last == ")", let open = word.firstIndex(of: "(") else { return nil }
    let numbers = word[word.index(after: open)...].dropLast()
      .split(separator: ",", omittingEmptySubsequences: false).compactMap { Int($0) }
    guard numbers.count == 2 else { return nil }
    let name = String(word[..<open])
    if name == "Resize" { return .resize(Size(columns: numbers[0], rows: numbers[1])) }
    return MouseEvent.Kind(rawValue: name).map {
      .mouse(MouseEvent($0, at: Point(column: numbers[0], row: numbers[1])))
    }
  }

  /// The names printed; `parse` also knows the others in `keysByName`.
  private static let names: [Key: String] = [
    .enter: "Enter", .escape: "Esc", .tab: "Tab", .backTab: "Shift-Tab",
    .backspace: "Backspace", .delete: "Delete", .insert: "Insert",
    .up: "Up", .down: "Down", .left: "Left", .right: "Right",
    .shiftUp: "Shift-Up", .shiftDown: "Shift-Down", .shiftLeft: "Shift-Left",
    .shiftRight: "Shift-Right", .controlUp: "Ctrl-Up", .controlDown: "Ctrl-Down",
    .controlLeft: "Ctrl-Left", .controlRight: "Ctrl-Right",
    .home: "Home", .end: "End", .pageUp: "PgUp", .pageDown: "PgDn", .resumed: "Resumed",
  ]

  private static let keysByName: [String: Key] = {
    var table: [String: Key] = [
      "Space": .character(" "), "Return": .enter, "Escape": .escape, "BackTab": .backTab,
      "PageUp": .pageUp, "PageDown": .pageDown, "Del": .delete, "Ins": .insert,
    ]
    for (key, name) in names { table[name] = key }
    return table
  }()
}
