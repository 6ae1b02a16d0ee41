/// How many colours a terminal has: none, eight, 256, or all of them.
package enum ColorDepth: Hashable, Sendable { case monochrome, eight, many, direct }

/// A colour as a terminal is told it.
package enum Ink: Hashable, Sendable {
  /// A colour's number in the terminal's palette.
  case index(UInt8)
  case rgb(RGB)
}

/// What a terminal is asked to do for a piece of text.
package struct Look: Hashable, Sendable {
  /// The letters; `nil` is the terminal's own colour.
  package var foreground: Ink?
  /// The ground; `nil` is the terminal's own.
  package var background: Ink?
  /// Heavier or brighter.
  package var isBold = false
  /// Fainter.
  package var isDim = false
  /// With a line below.
  package var isUnderlined = false
  /// Ground and letters exchanged.
  package var isReversed = false
}

/// What the roles look like: a file of `themes`, or one of the person's own.
///
/// No meaning hangs on colour alone: words or symbols carry it, and the theme `monochrome` tells
/// the roles apart by attributes where that matters.
package struct Theme: Hashable, Sendable {
  /// What it is called in the configuration.
  package var name: String
  /// One line on what it is for.
  package var title = ""
  /// The ground that its colours were chosen for.
  package var ground = RGB(0, 0, 0)
  /// Letters of no role.
  package var letters = RGB(255, 255, 255)
  /// Whether it brings its ground along; otherwise the terminal's own stays.
  package var paintsGround = false
  /// The contrast that text has at least.
  package var leastContrast = 4.5
  /// By the number of the role.
  var looks = [ThemeLook](repeating: ThemeLook(), count: Role.allCases.count)
  /// What is different where there are eight colours only.
  var eightLooks = [ThemeLook?](repeating: nil, count: Role.allCases.count)
  /// The selected row: with a ground of its own, roles keep their letters on it as far as they can
  /// be read.
  var selected = ThemeLook(isReversed: true)
  var selectedUnfocused = ThemeLook(isUnderlined: true)
  var eightSelected: ThemeLook?
  var eightSelectedUnfocused: ThemeLook?

  /// A theme without colours.
  package init(name: String) { self.name = name }
}

/// What a theme's file says of a role.
struct ThemeLook: Hashable, Sendable {
  var foreground: ThemeColor?
  var background: ThemeColor?
  var isBold = false
  var isDim = false
  var isUnderlined = false
  var isReversed = false
}

/// A colour in its three forms.
struct ThemeColor: Hashable, Sendable {
  var rgb: RGB
  /// Its number among 256.
  var many: UInt8
  /// Its number among eight.
  var eight: UInt8

  /// The nearest numbers stand for what is not said.
  init(_ rgb: RGB, many: UInt8? = nil, eight: UInt8? = nil) {
    self.rgb = rgb
    self.many = many ?? rgb.nearestOf256
    self.eight = eight ?? rgb.nearestOf8
  }

  func ink(_ depth: ColorDepth) -> Ink? {
    switch depth {
    case .monochrome: nil
    case .eight: .index(eight)
    case .many: .index(many)
    case .direct: .rgb(rgb)
    }
  }
}

extension Theme {
  /// What `style` looks like in so many colours.
  package func look(_ style: Style, _ depth: ColorDepth) -> Look {
    var look = themeLook(style.role, depth)
    if style.emphasis.contains(.bold) { look.isBold = true }
    if style.emphasis.contains(.underline) { look.isUnderlined = true }
    if style.emphasis.contains(.selected) {
      lay(depth == .eight ? eightSelected ?? selected : selected, over: &look, depth)
    }
    if style.emphasis.contains(.selectedUnfocused) {
      let cover = depth == .eight ? eightSelectedUnfocused ?? selectedUnfocused : selectedUnfocused
      lay(cover, over: &look, depth)
    }
    if style.emphasis.contains(.reverse) { look.isReversed.toggle() }
    return shown(look, depth)
  }

  /// What a role looks like by itself.
  package func look(_ role: Role, _ depth: ColorDepth) -> Look { look(Style(role), depth) }

  /// The colours of `style` where all colours are there, those of no role included.
  package func colors(_ style: Style) -> (letters: RGB, ground: RGB) {
    let look = look(style, .direct)
    var letters = letters
    var ground = ground
    if case .rgb(let color)? = look.foreground { letters = color }
    if case .rgb(let color)? = look.background { ground = color }
    return look.isReversed ? (ground, letters) : (letters, ground)
  }

  private func themeLook(_ role: Role, _ depth: ColorDepth) -> ThemeLook {
    let index = Int(role.rawValue)
    return depth == .eight ? eightLooks[index] ?? looks[index] : looks[index]
  }

  private func lay(_ cover: ThemeLook, over look: inout ThemeLook, _ depth: ColorDepth) {
    look.isBold = look.isBold || cover.isBold
    look.isUnderlined = look.isUnderlined || cover.isUnderlined
    if cover.isReversed { (look.isReversed, look.isDim) = (true, false) }
    guard let background = cover.background else { return }
    look.isReversed = false
    look.isDim = false
    look.background = background
    guard depth != .eight, let own = look.foreground, let others = cover.foreground else {
      // Eight colours leave no readable pair for every role on a coloured ground.
      look.foreground = cover.foreground ?? look.foreground
      return
    }
    let letters = own.rgb.legible(
      on: background.rgb,
      contrast: leastContrast,
      towards: others.rgb
    )
    if letters != own.rgb { look.foreground = ThemeColor(letters) }
  }

  private func shown(_ look: ThemeLook, _ depth: ColorDepth) -> Look {
    var shown = Look(
      foreground: look.foreground?.ink(depth),
      background: look.background?.ink(depth)
    )
    shown.isBold = look.isBold
    shown.isDim = look.isDim
    shown.isUnderlined = look.isUnderlined
    shown.isReversed = look.isReversed
    guard paintsGround else { return shown }
    shown.foreground = shown.foreground ?? ThemeColor(letters).ink(depth)
    shown.background = shown.background ?? ThemeColor(ground).ink(depth)
    return shown
  }
}
