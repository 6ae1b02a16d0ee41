/// How many colours a terminal has.
package enum ColorDepth: Hashable, Sendable { case monochrome, eight, many }

/// What a terminal is asked to do for a piece of text.
package struct Look: Hashable, Sendable {
  /// A colour's number in the terminal's palette; nil is the terminal's own.
  package var foreground: Int16?
  /// A colour's number for the ground; nil is the terminal's own.
  package var background: Int16?
  /// Heavier or brighter.
  package var isBold = false
  /// Fainter.
  package var isDim = false
  /// With a line below.
  package var isUnderlined = false
  /// Ground and letters exchanged.
  package var isReversed = false

  /// Plain in these colours.
  package init(_ foreground: Int16? = nil, on background: Int16? = nil) {
    self.foreground = foreground
    self.background = background
  }

  fileprivate var bold: Look { with { $0.isBold = true } }
  fileprivate var faint: Look { with { $0.isDim = true } }
  fileprivate var underlined: Look { with { $0.isUnderlined = true } }
  fileprivate var reversed: Look { with { $0.isReversed.toggle() } }

  fileprivate func with(_ change: (inout Look) -> Void) -> Look {
    var copy = self
    change(&copy)
    return copy
  }
}

/// The one table from meaning to looks, per colour depth, on the terminal's own background.
///
/// No meaning hangs on colour alone: words or symbols carry it, and `monochrome` tells the roles
/// apart by attributes where that matters.
package struct Theme: Hashable, Sendable {
  /// How many colours there are to use.
  package let depth: ColorDepth

  /// The dark theme in as many colours as there are.
  package init(_ depth: ColorDepth) { self.depth = depth }

  /// What `style` looks like.
  package func look(_ style: Style) -> Look {
    var look = look(style.role)
    if style.emphasis.contains(.bold) { look = look.bold }
    if style.emphasis.contains(.underline) { look = look.underlined }
    if style.emphasis.contains(.selected) { look = selected(look) }
    if style.emphasis.contains(.selectedUnfocused) { look = selectedUnfocused(look) }
    if style.emphasis.contains(.reverse) { look = look.reversed }
    return look
  }

  /// What a role looks like by itself.
  package func look(_ role: Role) -> Look {
    switch depth {
    case .monochrome: Self.monochrome(role)
    case .eight: Self.eight(role)
    case .many: Self.many(role)
    }
  }

  private func selected(_ look: Look) -> Look {
    switch depth {
    case .monochrome: look.with { ($0.isReversed, $0.isDim) = (true, false) }
    // Eight colours leave no readable pair for every role on a coloured ground.
    case .eight: Look(0, on: 6).with { $0.isBold = look.isBold }
    case .many:
      look.with {
        $0.background = 24
        $0.foreground = look.foreground == nil ? 231 : Self.lightened(look.foreground)
      }
    }
  }

  private func selectedUnfocused(_ look: Look) -> Look {
    switch depth {
    case .monochrome: look.underlined
    case .eight: look.bold.underlined
    case .many: look.with { $0.background = 238 }
    }
  }

  /// Greys that would drown in the selection's background.
  private static func lightened(_ foreground: Int16?) -> Int16? {
    switch foreground {
    case 244, 240: 250
    default: foreground
    }
  }
}

// MARK: - The tables

extension Theme {
  private static func monochrome(_ role: Role) -> Look {
    switch role {
    case .title, .heading, .key, .good, .borderFocused, .marked, .keyword: Look().bold
    case .selection, .header: Look().reversed
    case .selectionUnfocused, .link, .input, .match: Look().underlined
    case .bad, .error, .notReady, .barBad: Look().bold.underlined
    case .warning, .terminating, .starting, .added, .removed: Look().underlined
    case .dim, .disabled, .inputHint, .comment: Look().faint
    case .text, .footer, .border, .ready, .information, .bar, .barExpected, .string, .number:
      Look()
    }
  }

  private static func eight(_ role: Role) -> Look {
    switch role {
    case .text, .footer, .input, .border: Look()
    case .dim, .disabled, .inputHint, .comment: Look().faint
    case .title, .keyword, .information: Look(6)
    case .heading: Look().bold
    case .header: Look(0, on: 6)
    case .key, .borderFocused, .number: Look(6).bold
    case .selection: Look(0, on: 6)
    case .selectionUnfocused: Look().bold.underlined
    case .marked, .match: Look(3).bold
    case .ready, .good, .added, .string: Look(2)
    case .bar: Look(4).bold
    case .barExpected: Look(3)
    case .terminating, .warning: Look(3)
    case .starting: Look(5)
    case .notReady, .bad, .barBad, .removed: Look(1)
    case .error: Look(1).bold
    case .link: Look(6).underlined
    }
  }

  private static func many(_ role: Role) -> Look {
    switch role {
    case .text, .footer, .input: Look()
    case .dim, .inputHint, .comment: Look(244)
    case .disabled, .border: Look(240)
    case .title: Look(117)
    case .heading: Look(252).bold
    case .header: Look(231, on: 24)
    case .key: Look(117).bold
    case .selection: Look(231, on: 24)
    case .selectionUnfocused: Look(nil, on: 238)
    case .marked: Look(215).bold
    case .match: Look(16, on: 221)
    case .borderFocused: Look(74)
    case .ready, .good, .added, .string: Look(114)
    case .notReady, .bad, .barBad, .removed: Look(203)
    case .terminating, .warning: Look(215)
    case .starting: Look(176)
    case .error: Look(203).bold
    case .information, .keyword: Look(110)
    case .bar: Look(74)
    case .barExpected: Look(221)
    case .link: Look(117).underlined
    case .number: Look(180)
    }
  }
}
