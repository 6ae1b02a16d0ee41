package import ClusterState
package import Console

/// What somebody does who presses everything.
package enum RandomInput: Sendable {
  case key(Key)
  /// A whole command, typed after Esc.
  case line(String)
  case wait(milliseconds: Int64)
}

extension RandomInput: CustomStringConvertible {
  package var description: String {
    switch self {
    case .key(.resize(let size)): "resize \(size.columns)x\(size.rows)"
    case .key(.paste(let text)): "paste \(text.debugDescription)"
    case .key(.mouse(let event)):
      "\(event.kind.rawValue) \(event.point.column),\(event.point.row)"
    case .key(let key): key.text
    case .line(let line): ":\(line)"
    case .wait(let milliseconds): "wait:\(milliseconds)ms"
    }
  }

  private static let words = [
    "a", "w", "5", "0", " ", "-", "e\u{301}", "\u{301}", "한", "😀", "\u{202E}", "\u{1B}", "/", ":",
    "👩‍👩‍👧‍👦", "\u{E0041}", "\u{0}", "\u{FE0F}", ".", "=", "(", "*",
  ]
  /// What the editing keys of a line are not bound to outside of one.
  private static let editing: [Key] = [
    .left, .right, .home, .end, .delete, .backspace, .control("a"), .control("u"), .tab,
  ]
  private static let others: [Key] = [
    .alt("x"), .function(9), .insert, .resumed, .shiftUp, .controlLeft, .escape,
  ]
  private static let bound = Keymap.bindings.flatMap(\.keys)

  /// The next thing that is done.
  package static func next(_ generator: inout SeededGenerator) -> RandomInput {
    switch generator.next(below: 25) {
    case 0: return .line(RandomLines.next(&generator))
    case 1...5: return .wait(milliseconds: 50)
    default: return .key(key(&generator))
    }
  }

  private static func key(_ generator: inout SeededGenerator) -> Key {
    switch generator.next(below: 24) {
    case 0: return .resize(size(&generator))
    case 1, 2: return .mouse(mouseEvent(&generator))
    case 3: return .paste(any(words, &generator) + "x\n" + any(words, &generator))
    case 4, 5: return .typing(any(words, &generator).first ?? "x")
    case 6: return any(editing, &generator)
    case 7: return any(others, &generator)
    case 8: return .enter
    default: return any(bound, &generator)
    }
  }

  private static func size(_ generator: inout SeededGenerator) -> Size {
    // Large screens take their time and are seldom.
    let isLarge = generator.next(below: 20) == 0
    return Size(
      columns: Int(generator.next(below: isLarge ? 501 : 170)),
      rows: Int(generator.next(below: isLarge ? 151 : 60))
    )
  }

  private static func mouseEvent(_ generator: inout SeededGenerator) -> MouseEvent {
    let point = Point(
      column: Int(generator.next(below: 150)),
      row: Int(generator.next(below: 45))
    )
    return MouseEvent(any(MouseEvent.Kind.allCases, &generator), at: point)
  }

  static func any<Element>(_ all: [Element], _ generator: inout SeededGenerator) -> Element {
    all[Int(generator.next(below: UInt64(all.count)))]
  }
}
