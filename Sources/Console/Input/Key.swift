/// What the terminal said: a key, the mouse, pasted text, or a change of the window.
package enum Key: Hashable, Sendable {
  case character(Character)
  /// Control with a lower-case letter, a blank, or one of `\ ] ^ _`.
  case control(Character)
  case alt(Character)
  case enter, escape, tab, backTab, backspace, delete, insert
  case up, down, left, right
  case shiftUp, shiftDown, shiftLeft, shiftRight
  case controlUp, controlDown, controlLeft, controlRight
  case home, end, pageUp, pageDown
  case function(Int)
  case mouse(MouseEvent)
  /// Text that came in one piece; it is data, never keys.
  case paste(String)
  case resize(Size)
  /// The program goes on after it was stopped; the screen is already repainted.
  case resumed

  /// Control with `letter` as the terminal sends it: Control-I is Tab, Control-M is Enter.
  package static func pressing(controlWith letter: Character) -> Key {
    switch letter.lowercased() {
    case "i": .tab
    case "m", "j": .enter
    case "h": .backspace
    case "[": .escape
    case let lowered: .control(Character(lowered))
    }
  }
}

/// What the mouse did and where.
package struct MouseEvent: Hashable, Sendable {
  /// What it did.
  package enum Kind: String, CaseIterable, Hashable, Sendable {
    case click = "Click"
    case doubleClick = "DoubleClick"
    case rightClick = "RightClick"
    case wheelUp = "WheelUp"
    case wheelDown = "WheelDown"
    case drag = "Drag"
    case release = "Release"
  }

  /// What it did.
  package var kind: Kind
  /// The cell it was over.
  package var point: Point

  /// `kind` at `point`.
  package init(_ kind: Kind, at point: Point) {
    self.kind = kind
    self.point = point
  }
}
