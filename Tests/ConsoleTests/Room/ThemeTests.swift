import Foundation
import Testing

@testable import Console

@Suite struct ThemeTests {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "themes")

  static let names = [
    "dark", "light", "high-contrast", "deuteranopia", "tritanopia", "monochrome",
  ]

  static func theme(_ name: String) throws -> Theme {
    let bytes = try Data(contentsOf: folder.appending(path: "\(name).yaml"))
    let (theme, problems) = Theme.read(Array(bytes), name: name, file: name)
    #expect(problems == [])
    return theme
  }

  /// Roles that only draw lines and bars, and what cannot be done now.
  private static let graphics: Set<Role> = [
    .border, .borderFocused, .bar, .barExpected, .barBad, .disabled,
  ]

  @Test(arguments: names)
  func `text can be read on its ground, and the rest be seen`(name: String) throws {
    let theme = try Self.theme(name)
    #expect(name != "high-contrast" || theme.leastContrast == 7)
    let emphases: [Emphasis] = [[], .selected, .selectedUnfocused, .bold]
    for role in Role.allCases {
      for emphasis in emphases {
        let (letters, ground) = theme.colors(Style(role, emphasis))
        let contrast = letters.contrast(with: ground)
        let least = Self.graphics.contains(role) ? 3 : theme.leastContrast
        #expect(contrast >= least, "\(name): \(role)\(emphasis.names) has \(contrast)")
      }
    }
  }

  @Test(arguments: names.dropLast())
  func `what is selected looks different in every depth`(name: String) throws {
    let theme = try Self.theme(name)
    for depth in [ColorDepth.eight, .many, .direct] {
      for role in Role.allCases where role != .selection && role != .header {
        let look = theme.look(Style(role, .selected), depth)
        #expect(look != theme.look(role, depth), "\(role) \(depth)")
      }
    }
  }

  @Test func `without colours no colour is asked for`() throws {
    let theme = try Self.theme("monochrome")
    for role in Role.allCases {
      let look = theme.look(Style(role, [.selected, .bold]), .monochrome)
      #expect(look.foreground == nil && look.background == nil && look.isReversed)
    }
  }

  /// Colours as they are seen (Machado, Oliveira and Fernandes, 2009, full severity).
  private static let sights: [(theme: String, matrix: [[Double]])] = [
    (
      "deuteranopia",
      [
        [0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413],
        [-0.011820, 0.042940, 0.968881],
      ]
    ),
    (
      "deuteranopia",
      [
        [0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216],
        [-0.003882, -0.048116, 1.051998],
      ]
    ),
    (
      "tritanopia",
      [
        [1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602],
        [0.004733, 0.691367, 0.303900],
      ]
    ),
  ]

  @Test(arguments: 0..<3)
  func `good, warning and bad are told apart by those the theme is for`(index: Int) throws {
    let (name, matrix) = Self.sights[index]
    let theme = try Self.theme(name)
    func seen(_ role: Role) -> [Double] {
      let color = theme.colors(Style(role)).letters
      let parts = [color.red, color.green, color.blue].map { RGB.linear($0) }
      return matrix.map { row in zip(row, parts).map(*).reduce(0, +) }
    }
    let roles: [Role] = [.good, .warning, .bad]
    for (first, second) in [(0, 1), (0, 2), (1, 2)] {
      let pairs = zip(seen(roles[first]), seen(roles[second]))
      let distance = pairs.map { ($0 - $1) * ($0 - $1) }.reduce(0, +).squareRoot()
      #expect(distance > 0.25, "\(roles[first]) and \(roles[second]): \(distance)")
    }
  }

  @Test(
    arguments: [
      ("roles: {ready: leaf}", "1:16: leaf is none of the colors"),
      ("roles: {redy: bold}", "1:9: redy is no role"),
      ("colors: {a: red}", "1:13: red is no colour"),
      ("colors: {a: '#12345'}", "1:13: #12345 is no colour"),
      ("colors: {a: '#123456 300'}", "1:13: 300 is neither"),
      ("paint: perhaps", "1:8: paint: perhaps is neither"),
      ("contrast: 99", "1:11: contrast: 99 is no number"),
      ("color: {}", "1:1: color is not known here"),
      ("roles: [a]", "1:8: roles are a mapping"),
      ("- x", "1:1: a theme is a mapping"),
    ]
  )
  func `a mistake in a theme is told with its place`(text: String, start: String) {
    let (theme, problems) = Theme.read(Array(text.utf8), name: "own", file: "own.yaml")
    #expect(problems.count == 1)
    #expect(problems.first?.description.hasPrefix("own.yaml:\(start)") == true)
    #expect(theme.name == "own")
  }

  @Test func `colours are reduced to the nearest there are`() {
    #expect(RGB(hexadecimal: "#87d7ff").map(\.nearestOf256) == 117)
    #expect(RGB(hexadecimal: "#808080").map(\.nearestOf256) == 244)
    #expect(RGB(hexadecimal: "#ff0000").map(\.nearestOf8) == 1)
    #expect(RGB(hexadecimal: "#0a0a0a").map(\.nearestOf8) == 0)
    for index in UInt8(16)...255 {
      let color = RGB(of256: index)
      #expect(RGB(of256: color.nearestOf256) == color)
    }
  }

  @Test func `contrast is what WCAG computes`() {
    let (black, white) = (RGB(0, 0, 0), RGB(255, 255, 255))
    #expect(abs(black.contrast(with: white) - 21) < 0.01)
    // The reference pair of the specification's examples: #767676 on white.
    #expect(abs(RGB(0x76, 0x76, 0x76).contrast(with: white) - 4.54) < 0.01)
  }

  @Test func `themes are shown while one moves, and Escape goes back`() throws {
    let themes = try Self.names.map(Self.theme)
    var person = Person { $0.themes = themes }
    try person.press(":themes Enter j")
    #expect(person.state.shownTheme?.name == "light")
    try person.press("G")
    #expect(person.state.shownTheme?.name == "monochrome")
    try person.press("Esc")
    #expect(person.state.shownTheme?.name == "dark")
    try person.press(":themes Enter j j Enter")
    #expect(person.state.shownTheme?.name == "high-contrast")
    try person.press(":theme Space pink Enter")
    #expect(person.sees("there is no theme pink; there are dark, light"))
    try person.press("Esc :theme Space light Enter")
    #expect(person.state.shownTheme?.name == "light")
  }
}
