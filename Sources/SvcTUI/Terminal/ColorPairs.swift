import CNcurses
import Console

/// Styles as ncurses wants them: attributes and a numbered pair of colours, made when first used.
struct ColorPairs {
  /// Attributes and pair of one style.
  struct Pen {
    var attributes: attr_t
    var pair: Int32
  }

  private let theme: Theme
  /// By role and emphasis.
  private var pens: [Pen?]
  /// The pairs made so far, the first of them with number 1.
  private var pairs: [SIMD2<Int16>] = []

  private static let emphases = 32

  init(theme: Theme) {
    self.theme = theme
    pens = Array(repeating: nil, count: Role.allCases.count * Self.emphases)
  }

  /// How to draw `style`.
  mutating func pen(for style: Style) -> Pen {
    let index = Int(style.role.rawValue) * Self.emphases + Int(style.emphasis.rawValue)
    if let pen = pens[index] { return pen }
    let look = theme.look(style)
    var attributes: attr_t = 0
    if look.isBold { attributes |= svctui_attribute_bold }
    if look.isDim { attributes |= svctui_attribute_dim }
    if look.isUnderlined { attributes |= svctui_attribute_underline }
    if look.isReversed { attributes |= svctui_attribute_reverse }
    let pen = Pen(attributes: attributes, pair: pair(for: look))
    pens[index] = pen
    return pen
  }

  private mutating func pair(for look: Look) -> Int32 {
    let colors = SIMD2(look.foreground ?? -1, look.background ?? -1)
    guard theme.depth != .monochrome, colors != SIMD2(-1, -1) else { return 0 }
    if let index = pairs.firstIndex(of: colors) { return Int32(index + 1) }
    let number = Int32(pairs.count + 1)
    guard init_extended_pair(number, Int32(colors.x), Int32(colors.y)) == OK else { return 0 }
    pairs.append(colors)
    return number
  }
}
