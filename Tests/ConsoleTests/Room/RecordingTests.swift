import ClusterState
import Foundation
import Testing
import VisitSupport

@testable import Console

/// A terminal that knows just the sequences a frame is written with.
struct TinyTerminal {
  private(set) var size: Size
  private(set) var cells: [String]
  private(set) var looks: [String]
  private var point = Point.zero
  private var look = ""

  init(size: Size) {
    self.size = size
    cells = Array(repeating: " ", count: size.columns * size.rows)
    looks = Array(repeating: "\u{1B}[0m", count: size.columns * size.rows)
  }

  var rows: [String] {
    (0..<size.rows).map { cells[$0 * size.columns..<($0 + 1) * size.columns].joined() }
  }

  mutating func take(_ text: String) {
    var rest = Substring(text)
    while let scalar = rest.unicodeScalars.first {
      if scalar == "\u{1B}" {
        let end = rest.dropFirst(2).firstIndex { $0.isLetter } ?? rest.startIndex
        control(rest[...end])
        rest = rest[rest.index(after: end)...]
      } else {
        rest = rest.dropFirst(put(rest[rest.startIndex]))
      }
    }
  }

  private mutating func put(_ character: Character) -> Int {
    let index = point.row * size.columns + point.column
    cells[index] = String(character)
    looks[index] = look
    let width = TextWidth.cells(of: String(character))
    if width == 2 { (cells[index + 1], looks[index + 1]) = ("", look) }
    point.column += max(1, width)
    return 1
  }

  private mutating func control(_ sequence: Substring) {
    let numbers = sequence.dropFirst(2).dropLast().split(separator: ";").compactMap { Int($0) }
    switch sequence.last {
    case "H": point = Point(column: numbers[1] - 1, row: numbers[0] - 1)
    case "J": self = TinyTerminal(size: size)
    case "m": look = String(sequence)
    default: break
    }
  }
}

@Suite struct RecordingTests {
  private let theme = Theme(name: "plain")

  @Test func `differences of frames lead from each to the next`() throws {
    var person = Person(HostileDocument.make(), size: Size(columns: 100, rows: 30))
    var writer = FrameWriter(theme: try ThemeTests.theme("dark"), depth: .direct)
    var terminal = TinyTerminal(size: person.frame.size)
    for keys in ["", "j", "Tab", "t", "Enter", "?", "Esc", ":pods Enter", "j j Space", "Esc", "m"] {
      try person.press(keys)
      terminal.take(writer.write(person.frame))
      #expect(terminal.rows == person.frame.rows, "after \(keys)")
      var afresh = TinyTerminal(size: person.frame.size)
      var other = FrameWriter(theme: try ThemeTests.theme("dark"), depth: .direct)
      afresh.take(other.write(person.frame))
      #expect(terminal.looks == afresh.looks, "after \(keys)")
    }
  }

  @Test func `a frame that is shown already costs nothing and a moved selection little`() throws {
    var person = Person()
    var writer = FrameWriter(theme: theme, depth: .many)
    #expect(writer.write(person.frame).utf8.count > 1_000)
    #expect(writer.write(person.frame) == "")
    try person.press("k")
    #expect(writer.write(person.frame).utf8.count < 3_000)
  }

  @Test func `what is written as a cast is read back`() throws {
    let events: [Asciicast.Event] = [
      .init(microseconds: 0, kind: .output("a\u{1B}[1m\"\\\r\n\t한\u{7F}")),
      .init(microseconds: 1_250_001, kind: .resize(Size(columns: 100, rows: 30))),
      .init(microseconds: 61_000_000, kind: .output("b")),
    ]
    let head = Asciicast.head(size: Size(columns: 80, rows: 24), seconds: 5, title: "a \"b\"")
    let text = head + events.map(Asciicast.line).joined()
    let cast = try Asciicast(parsing: Array(text.utf8), file: "x.cast")
    #expect(cast.size == Size(columns: 80, rows: 24))
    #expect(cast.events == events)
    for line in text.split(separator: "\n") {
      _ = try JSONSerialization.jsonObject(with: Data(line.utf8))
    }
    // A program that was killed leaves half a line.
    let cut = Array(text.utf8.dropLast(4))
    #expect(try Asciicast(parsing: cut, file: "x.cast").events == Array(events.dropLast()))
  }

  @Test(
    arguments: [
      ("", "x.cast:1:1: this is no asciicast v2"),
      ("{\"version\": 1, \"width\": 80, \"height\": 24}\n", "x.cast:1:1: this is no asciicast v2"),
      ("{\"version\": 2, \"width\": 0, \"height\": 24}\n", "x.cast:1:1: this is no asciicast v2"),
      (head + "[0.1, \"o\"]\n", "x.cast:2:1: an event is"),
      (head + "[1, \"o\", \"a\"]\n[0.5, \"o\", \"b\"]\n", "x.cast:3:1: the time of an event"),
      (head + "[1, \"r\", \"big\"]\n", "x.cast:2:1: a size is COLUMNSxROWS"),
      (head + "nonsense\n", "x.cast:2:1: an event is"),
    ]
  )
  func `a file that is no cast says why`(text: String, message: String) {
    do throws(SettingsFailure) {
      _ = try Asciicast(parsing: Array(text.utf8), file: "x.cast")
      Issue.record("it was taken")
    } catch {
      #expect(error.problem.description.hasPrefix(message))
    }
  }

  private static let head = "{\"version\": 2, \"width\": 80, \"height\": 24}\n"

  @Test(
    arguments: [
      ("a\u{1B}[1;31mb\u{1B}[0m", "a\u{1B}[1;31mb\u{1B}[0m"),
      ("\u{1B}]52;c;c2VjcmV0\u{7}x", "x"), ("\u{1B}]0;title\u{1B}\\x", "x"),
      ("\u{1B}P+q544e\u{1B}\\x", "x"), ("\u{1B}[6nx", "x"), ("\u{1B}[?1000hx", "x"),
      ("\u{1B}[?25lx", "\u{1B}[?25lx"), ("\u{9B}6nx", "6nx"), ("\u{7}\u{5}x", "x"),
      ("\u{1B}[>cx", "x"), ("\u{1B}(0x", "x"), ("한\r\n", "한\r\n"), ("\u{1B}[2J", "\u{1B}[2J"),
    ]
  )
  func `a player shows what draws and nothing else`(text: String, shown: String) {
    var filter = CastFilter()
    #expect(String(decoding: filter.take(text), as: UTF8.self) == shown)
    // Wherever the text is cut.
    var piecewise = CastFilter()
    let pieces = text.unicodeScalars.flatMap { piecewise.take(String($0)) }
    #expect(String(decoding: pieces, as: UTF8.self) == shown)
  }

  @Test func `a picture has every row in its columns and no sign that XML forbids`() throws {
    let person = Person(HostileDocument.make(), size: Size(columns: 90, rows: 24))
    let theme = try ThemeTests.theme("light")
    let svg = person.frame.svg(theme: theme, title: "a < b & c")
    #expect(svg.hasPrefix("<svg xmlns=") && svg.hasSuffix("</svg>\n"))
    #expect(svg.contains("<title>a &lt; b &amp; c</title>"))
    #expect(svg.contains("fill=\"#ffffff\""))
    let parser = XMLCheck()
    #expect(parser.isWellFormed(svg))
    #expect(svg.unicodeScalars.allSatisfy { $0.value >= 0x20 || $0 == "\n" })
    let again = person.frame.svg(theme: theme, title: "a < b & c")
    #expect(again == svg)
  }
}

extension RecordingTests {
  /// A picture of one row of signs, without its head.
  private func shapes(_ signs: String) -> [Substring] {
    var canvas = Canvas(
      size: Size(columns: TextWidth.cells(of: signs), rows: 1),
      symbols: .unicode,
      language: .english
    )
    canvas.put(signs, at: .zero, Style(.border))
    return canvas.frame.svg(theme: theme, title: "x").split(separator: "\n").dropFirst(3).dropLast()
  }

  @Test func `lines and bars reach the edges of their cells and join`() {
    #expect(
      shapes("─│┐").map(String.init) == [Self.line("M10 19h8.4M22.6 10v18M26.8 19h4.2M31 19v9")]
    )
    #expect(shapes("───").map(String.init) == [Self.line("M10 19h25.2")])
    #expect(shapes("╭").map(String.init) == [Self.line("M14.2 28V23.2Q14.2 19 18.4 19")])
    let bars = shapes("██▄▌")
    #expect(bars.count == 1 && bars[0].contains("M10 10h16.8v18h-16.8zM26.8 19h8.4v9h-8.4z"))
    #expect(bars[0].contains("M35.2 10h4.2v18h-4.2z"))
    // A shade is an area of its own, as it lets the ground through.
    #expect(shapes("█░").count == 2 && shapes("█░")[1].contains("fill-opacity=\"0.25\""))
    #expect(shapes("\u{2840}")[0].contains("M11.2 24.8h1.8v1.8h-1.8z"))
  }

  @Test func `letters of two cells begin where their cells do`() {
    let runs = shapes("a한글b")
    #expect(runs.count == 3)
    #expect(runs[1].contains("x=\"18.4\"") && runs[1].contains("textLength=\"33.6\""))
    #expect(runs[2].contains("x=\"52\""))
  }

  private static func line(_ path: String) -> String {
    "<path d=\"\(path)\" fill=\"none\" stroke=\"#ffffff\"/>"
  }
}

/// Whether tags are closed in their order; enough for what is written here.
struct XMLCheck {
  func isWellFormed(_ text: String) -> Bool {
    var open: [Substring] = []
    for part in text.split(separator: "<").dropFirst(text.hasPrefix("<") ? 0 : 1) {
      guard let end = part.firstIndex(of: ">") else { return false }
      let tag = part[..<end]
      let name = tag.prefix { $0 != " " && $0 != "/" }
      if tag.hasPrefix("/") {
        guard open.popLast() == tag.dropFirst() else { return false }
      } else if !tag.hasSuffix("/") {
        open.append(name)
      }
      guard !part[end...].dropFirst().contains(">") else { return false }
    }
    return open.isEmpty
  }
}
