/// A sign that fills its cell to the edge and joins its neighbours: of a box, a bar or a chart.
///
/// Fonts of pages draw these with gaps, as lines there are higher than letters; a picture draws
/// them itself, in tenths of its unit.
enum CellShape: Hashable {
  /// A line a unit wide, or two.
  case line(isHeavy: Bool)
  /// An area, so many hundredths of its colour.
  case area(Int)

  static let (width, height) = (84, 180)
  private static let (centre, middle) = (42, 90)
  private static let radius = 42

  init?(_ base: UInt32) {
    switch base {
    case 0x2501, 0x2503: self = .line(isHeavy: true)
    case _ where Self.arms[base] != nil || base == 0x250A: self = .line(isHeavy: false)
    case 0x2591, 0x2592, 0x2593: self = .area(25 * Int(base - 0x2590))
    case 0x2580...0x258F, 0x2801...0x28FF: self = .area(100)
    default: return nil
    }
  }

  /// Where the lines of a sign lead.
  private struct Arms: OptionSet {
    let rawValue: Int
    static let left = Arms(rawValue: 1)
    static let right = Arms(rawValue: 2)
    static let up = Arms(rawValue: 4)
    static let down = Arms(rawValue: 8)
    static let across: Arms = [.left, .right]
    static let along: Arms = [.up, .down]
  }

  private static let arms: [UInt32: Arms] = [
    0x2500: .across, 0x2501: .across, 0x2502: .along, 0x2503: .along,
    0x250C: [.right, .down], 0x2510: [.left, .down], 0x2514: [.right, .up], 0x2518: [.left, .up],
    0x251C: [.along, .right], 0x2524: [.along, .left], 0x252C: [.across, .down],
    0x2534: [.across, .up], 0x253C: [.across, .along],
    0x256D: [.right, .down], 0x256E: [.left, .down], 0x256F: [.left, .up], 0x2570: [.right, .up],
  ]

  /// Whether several beside each other are one that is as much wider.
  static func isExtensible(_ base: UInt32) -> Bool {
    [0x2500, 0x2501].contains(base) || (0x2580...0x2588).contains(base)
      || (0x2591...0x2593).contains(base)
  }

  /// The path of `count` such signs from the upper left corner on.
  static func path(_ base: UInt32, x: Int, y: Int, count: Int) -> String {
    let wide = width * count
    switch base {
    case 0x250A:
      return [20, 65, 110, 155].map { "M\(t(x + centre)) \(t(y + $0 - 12))v2.4" }.joined()
    case 0x256D...0x2570: return corner(arms[base] ?? [], x, y)
    case 0x2580: return rectangle(x, y, wide, height / 2)
    case 0x2581...0x2588:
      let part = height * Int(base - 0x2580) / 8
      return rectangle(x, y + height - part, wide, part)
    case 0x2589...0x258F: return rectangle(x, y, width * Int(0x2590 - base) / 8, height)
    case 0x2591...0x2593: return rectangle(x, y, wide, height)
    case 0x2801...0x28FF: return dots(UInt8(base - 0x2800), x, y)
    default: return lines(arms[base] ?? [], x, y, wide)
    }
  }

  private static func lines(_ arms: Arms, _ x: Int, _ y: Int, _ wide: Int) -> String {
    var path = ""
    if !arms.isDisjoint(with: .across) {
      let start = arms.contains(.left) ? x : x + centre
      let end = arms.contains(.right) ? x + wide : x + centre
      path += "M\(t(start)) \(t(y + middle))h\(t(end - start))"
    }
    if !arms.isDisjoint(with: .along) {
      let start = arms.contains(.up) ? y : y + middle
      let end = arms.contains(.down) ? y + height : y + middle
      path += "M\(t(x + centre)) \(t(start))v\(t(end - start))"
    }
    return path
  }

  /// From the upper or lower edge round to the left or right one.
  private static func corner(_ arms: Arms, _ x: Int, _ y: Int) -> String {
    let (edgeX, edgeY) = (arms.contains(.left) ? x : x + width, arms.contains(.up) ? y : y + height)
    let bend = y + middle + (arms.contains(.up) ? -radius : radius)
    let (midX, midY) = (t(x + centre), t(y + middle))
    return "M\(midX) \(t(edgeY))V\(t(bend))Q\(midX) \(midY) \(t(edgeX)) \(midY)"
  }

  private static func rectangle(_ x: Int, _ y: Int, _ wide: Int, _ high: Int) -> String {
    "M\(t(x)) \(t(y))h\(t(wide))v\(t(high))h\(t(-wide))z"
  }

  /// Unicode's order: three rows on the left, three on the right, then the lowest row.
  private static func dots(_ bits: UInt8, _ x: Int, _ y: Int) -> String {
    let places = [(0, 0), (0, 1), (0, 2), (1, 0), (1, 1), (1, 2), (0, 3), (1, 3)]
    let side = 18
    return places.enumerated().filter { bits >> $0.offset & 1 == 1 }.map { _, place in
      let left = x + 21 + 42 * place.0 - side / 2
      let top = y + 22 + 45 * place.1 - side / 2
      return rectangle(left, top, side, side)
    }.joined()
  }

  /// A number of tenths as SVG writes it.
  static func t(_ number: Int) -> String {
    guard number >= 0 else { return "-\(t(-number))" }
    return number % 10 == 0 ? "\(number / 10)" : "\(number / 10).\(number % 10)"
  }
}
