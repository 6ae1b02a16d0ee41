import ArgumentParser
import ClusterState
import Console
import Glibc

/// `svctui terminal`: shows what the terminal can do and what its keys are called.
///
/// Hidden, because it says nothing about Services. It is what to run when a key or a colour does
/// not work, and the program the tests of the terminal drive.
struct TerminalCheck: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "terminal",
    abstract: "Show what this terminal can do and what its keys are called.",
    shouldDisplay: false
  )

  /// How to end when `x` is pressed.
  enum Ending: String, CaseIterable, ExpressibleByArgument {
    case trap, failure, exit, overflow
  }

  @Option(help: "How to end on the key x, to test that the terminal is given back.")
  var ending: Ending?

  @Option(help: "auto, always or never.")
  var color = TerminalOptions.ColorChoice.auto

  mutating func run() throws {
    var options = TerminalOptions(environment: TerminalOptions.currentEnvironment())
    options.color = color
    var program = TerminalCheckProgram(ending: ending)
    var terminal: Terminal
    do throws(TerminalError) {
      terminal = try .open(options)
    } catch {
      throw ValidationError(error.text)
    }
    program.symbols = terminal.symbols
    program.depth = terminal.depth
    let end = Self.run(&program, on: &terminal)
    terminal.close()
    throw ExitCode(end)
  }

  private static func run(
    _ program: inout TerminalCheckProgram,
    on terminal: inout Terminal
  ) -> Int32 {
    do throws(TerminalEnd) {
      try RunLoop.run(&program, on: &terminal)
      return 0
    } catch {
      return error.exitCode
    }
  }
}

extension TerminalOptions.ColorChoice: ExpressibleByArgument {}

/// A list to move in, the last keys by name, every role, and a clock that can run.
struct TerminalCheckProgram: TerminalProgram {
  var symbols = Symbols.unicode
  var depth = ColorDepth.many
  private(set) var isFinished = false
  private(set) var microseconds: Int64 = 0
  private var keys: [Key] = []
  private var selected = 0
  private var isPlaying = false
  private var requests: [TerminalRequest] = []
  private let ending: TerminalCheck.Ending?

  private static let keysMax = 100

  init(ending: TerminalCheck.Ending? = nil) { self.ending = ending }

  var millisecondsToNextTick: Int? { isPlaying ? 33 : nil }

  mutating func handle(_ key: Key) {
    keys = (keys + [key]).suffix(Self.keysMax)
    switch key {
    case .character("q"), .control("c"): isFinished = true
    case .character("j"), .down: selected += 1
    case .character("k"), .up: selected = max(0, selected - 1)
    case .character("p"): isPlaying.toggle()
    case .control("z"): requests.append(.suspend)
    case .control("l"): requests.append(.repaint)
    case .character("Y"): requests.append(.copy("svctui"))
    case .character("x"): end()
    default: break
    }
  }

  mutating func tick(elapsedMicroseconds: Int64) { microseconds += elapsedMicroseconds }

  mutating func nextRequest() -> TerminalRequest? {
    requests.isEmpty ? nil : requests.removeFirst()
  }

  private func end() {
    switch ending {
    case .trap:
      let none: [Int] = []
      _ = none[selected]
    case .failure: fatalError("asked to fail")
    case .exit: exit(3)
    case .overflow: _ = Self.descend(selected)
    case nil: break
    }
  }

  /// Calls itself until the stack is used up.
  private static func descend(_ depth: Int) -> Int {
    depth < 0 ? 0 : descend(depth + 1) &+ descend(depth + 2)
  }

  func frame(size: Size) -> Frame {
    var canvas = Canvas(size: size, symbols: symbols)
    let (top, rest) = canvas.bounds.splitTop(1)
    let (left, right) = rest.splitLeft(size.columns / 2)
    canvas.fill(top, Style(.header))
    let facts = "svctui terminal  \(size.columns)x\(size.rows)  colours: \(depth)"
    canvas.put(facts, at: Point(column: 1, row: 0), Style(.header))
    canvas.put(
      "\(microseconds / 1000) ms",
      at: Point(column: size.columns - 12, row: 0),
      width: 11,
      .right,
      Style(.header)
    )
    canvas.inside(left, drawList)
    canvas.inside(right, drawKeys)
    return canvas.frame
  }

  private func drawList(_ canvas: inout Canvas) {
    let title = BoxTitle("Roles", right: "\(Role.allCases.count)")
    let inner = canvas.box(title, border: Style(.borderFocused))
    canvas.inside(inner) { list in
      let count = min(list.size.rows, Role.allCases.count)
      for row in 0..<count {
        let role = Role.allCases[row]
        list.put(role.name, at: Point(column: 1, row: row), width: 20, .left, Style(role))
        list.bar(
          row + 1,
          of: count,
          at: Point(column: 22, row: row),
          width: list.size.columns - 24
        )
      }
      guard count > 0 else { return }
      let row = Rectangle(
        column: 0,
        row: selected % count,
        columns: list.size.columns,
        rows: 1
      )
      list.emphasize(row, .selected)
    }
  }

  private func drawKeys(_ canvas: inout Canvas) {
    let inner = canvas.box(BoxTitle("Keys", right: "q ends"))
    canvas.inside(inner) { list in
      list.put("한글 漢字 e\u{301} \u{202E}\u{7}", at: Point(column: 1, row: 0), Style(.heading))
      list.sparkline([1, 2, 3, 4, 5, 6, 7, 8, 4, 1], at: Point(column: 1, row: 1), width: 10)
      for (row, key) in keys.suffix(max(0, list.size.rows - 2)).enumerated() {
        list.put(key.text, at: Point(column: 1, row: row + 2))
      }
    }
  }
}
