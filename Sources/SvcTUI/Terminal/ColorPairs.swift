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
  private let depth: ColorDepth
  /// By role and emphasis.
  private var pens: [Pen?]
  /// The pairs made so far, by number.
  private var numbers: [SIMD2<Int32>: Int32] = [:]

  private static let emphases = 32

  /// Pairs are numbered from 1 on, so a new theme makes those of the old one anew.
  init(theme: Theme, depth: ColorDepth) {
    self.theme = depth == .monochrome ? EmbeddedThemes.monochrome : theme
    self.depth = depth
    pens = Array(repeating: nil, count: Role.allCases.count * Self.emphases)
  }

  /// How to draw `style`.
  mutating func pen(for style: Style) -> Pen {
    let index = Int(style.role.rawValue) * Self.emphases + Int(style.emphasis.rawValue)
    if let pen = pens[index] { return pen }
    let look = theme.look(style, depth)
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
    let colors = SIMD2(Self.number(look.foreground), Self.number(look.background))
    guard depth != .monochrome, colors != SIMD2(-1, -1) else { return 0 }
    if let number = numbers[colors] { return number }
    let number = Int32(numbers.count + 1)
    guard init_extended_pair(number, colors.x, colors.y) == OK else { return 0 }
    numbers[colors] = number
    return number
  }

  /// ncurses' number of a colour; on terminals with all colours the first eight numbers are
  /// the palette's.
  private static func number(_ ink: Ink?) -> Int32 {
    switch ink {
    case nil: -1
    case .index(let index): Int32(index)
    case .rgb(let color): color.value == 0 ? 0 : max(8, Int32(color.value))
    }
  }
}
