import Console
import Foundation
import Glibc
import PseudoTerminal
import Testing

@testable import SvcTUI

/// The program on terminals of all kinds, recorded, replayed, and in words.
@Suite(.serialized) struct RoomTests {
  private static let types = [
    "xterm-256color", "tmux-256color", "screen", "linux", "vt100", "st-256color", "foot",
    "xterm-kitty", "xterm-mono",
  ]

  /// Types that terminfo knows here; the others are skipped aloud.
  private static func isKnown(_ type: String) -> Bool {
    let initial = type.prefix(1)
    return ["/lib/terminfo", "/usr/share/terminfo", "/etc/terminfo"].contains {
      FileManager.default.fileExists(atPath: "\($0)/\(initial)/\(type)")
    }
  }

  /// Waits for the first frame and stops the clock, so that the screen comes to rest.
  private func rest(_ harness: PTYHarness) {
    #expect(harness.wait(for: "Endpoints"))
    harness.type("p")
    #expect(harness.wait(for: "paused"))
    harness.settle()
  }

  @Test(arguments: types)
  func `on every terminal the first frame comes, a key works and all is given back`(
    type: String
  ) throws {
    guard Self.isKnown(type) else {
      print("skipped: terminfo has no \(type) here; the package ncurses-term may have it")
      return
    }
    let harness = try PTYHarness([BuiltProgram.path], environment: ["TERM": type])
    rest(harness)
    harness.type("?")
    #expect(harness.wait(for: "HERE"))
    harness.type("q")
    harness.settle()
    harness.type("\u{3}")
    #expect(harness.ending() == .exited(0))
    harness.settle()
    #expect(harness.isRestored)
    let text = String(decoding: harness.output, as: UTF8.self)
    let hasColour = text.contains("\u{1B}[36m") || text.contains("\u{1B}[38;5;")
    #expect(hasColour == !["vt100", "xterm-mono"].contains(type))
  }

  @Test func `a plain locale gets plain characters`() throws {
    let harness = try PTYHarness([BuiltProgram.path], environment: ["LC_ALL": "C"])
    #expect(harness.wait(for: "Endpoints"))
    harness.type("\u{3}")
    #expect(harness.ending() == .exited(0))
    harness.settle()
    #expect(harness.output.allSatisfy { $0 < 0x80 } && harness.isRestored)
  }

  @Test(.enabled(if: isKnown("xterm-direct"), "terminfo has no xterm-direct"))
  func `colours are exact where the terminal says it has all of them`() throws {
    let harness = try PTYHarness([BuiltProgram.path], environment: ["COLORTERM": "truecolor"])
    rest(harness)
    // The title's #87d7ff.
    #expect(String(decoding: harness.output, as: UTF8.self).contains("135:215:255"))
    harness.type("\u{3}")
    #expect(harness.ending() == .exited(0))
  }

  @Test func `without a mouse the terminal keeps it`() throws {
    for (arguments, asks) in [(["--no-mouse"], false), ([], true)] {
      let harness = try PTYHarness([BuiltProgram.path, "explore"] + arguments)
      rest(harness)
      let text = String(decoding: harness.output, as: UTF8.self)
      #expect(text.contains("\u{1B}[?1002h") == asks && text.contains("\u{1B}[?2004h"))
      harness.type("\u{3}")
      #expect(harness.ending() == .exited(0))
    }
  }

  @Test func `of many sizes only the last ones are drawn`() throws {
    let harness = try PTYHarness([BuiltProgram.path], size: Size(columns: 120, rows: 40))
    rest(harness)
    let before = harness.output.count
    for step in 0..<100 { harness.resize(Size(columns: 100 + step % 7, rows: 30 + step % 5)) }
    harness.resize(Size(columns: 90, rows: 28))
    harness.settle(quietMilliseconds: 400)
    // A frame of this size is about 5,000 bytes.
    #expect(harness.output.count - before < 60_000)
    harness.type("\u{3}")
    #expect(harness.ending() == .exited(0))
    #expect(harness.isRestored)
  }

  @Test(arguments: [["--text-only"], []])
  func `a screen reader gets lines, the focus last`(arguments: [String]) throws {
    let type = arguments.isEmpty ? "dumb" : "xterm-256color"
    let harness = try PTYHarness(
      [BuiltProgram.path, "explore", "--demo", "shop"] + arguments,
      environment: ["TERM": type]
    )
    #expect(harness.wait(for: "NAME web"))
    harness.settle()
    harness.type("\t\u{B}")
    #expect(harness.wait(for: "deleted (grace"))
    harness.settle()
    harness.type(":pods\r")
    #expect(harness.wait(for: "Row 1 of"))
    harness.type("\u{3}")
    #expect(harness.ending() == .exited(0))
    harness.settle()
    #expect(harness.isRestored)
    #expect(!harness.output.contains(0x1B))
  }

  @Test func `a visit is recorded as it happens and played again`() throws {
    try TemporaryFolder.use { folder in
      let path = folder.path("visit.cast")
      let harness = try PTYHarness([BuiltProgram.path, "explore", "--record", path])
      rest(harness)
      harness.type("m")
      #expect(harness.wait(for: "HERE"))
      harness.settle()
      // What was shown is in the file before the program ends.
      kill(harness.process, SIGKILL)
      #expect(harness.ending() == .killed(SIGKILL))
      let bytes = Array(FileManager.default.contents(atPath: path) ?? Data())
      let cast = try Asciicast(parsing: bytes, file: path)
      #expect(cast.size == Size(columns: 80, rows: 24) && cast.events.count >= 2)
      let replay = try PTYHarness([BuiltProgram.path, "replay", path, "--speed", "50"])
      #expect(replay.wait(for: "HERE"))
      #expect(replay.ending() == .exited(0))
      replay.settle()
      #expect(replay.isRestored)
      let again = try PTYHarness([BuiltProgram.path, "explore", "--record", path])
      #expect(again.ending() == .exited(70))
    }
  }

  @Test func `a replay pauses and is left by q`() throws {
    try TemporaryFolder.use { folder in
      let head = Asciicast.head(size: Size(columns: 80, rows: 24), seconds: 0, title: "x")
      let events: [Asciicast.Event] = [
        .init(microseconds: 0, kind: .output("first")),
        .init(microseconds: 60_000_000, kind: .output("second\u{1B}]0;title\u{7}")),
        .init(microseconds: 120_000_000, kind: .output("third")),
      ]
      let path = try folder.write(
        head + events.map(Asciicast.line).joined(),
        to: "a.cast"
      )
      let harness = try PTYHarness([BuiltProgram.path, "replay", path, "--idle-limit", "100"])
      #expect(harness.wait(for: "first"))
      harness.type(".")
      #expect(harness.wait(for: "second"))
      harness.type("q")
      #expect(harness.ending() == .exited(0))
      harness.settle()
      let text = String(decoding: harness.output, as: UTF8.self)
      #expect(!text.contains("title") && !text.contains("third"))
      #expect(text.hasSuffix("\u{1B}[?1049l") && harness.isRestored)
    }
  }

  @Test func `a scenario is recorded without anybody in front of it`() throws {
    try TemporaryFolder.use { folder in
      let path = folder.path("run.cast")
      let scenario = try folder.write(
        "format 1\ncluster demo:shop\nmode nftables\nwait 1s\nmode ipvs\n",
        to: "x.scenario"
      )
      let result = try BuiltProgram.run(["run", scenario, "--record", path, "--size", "100x30"])
      #expect(result.status == 0)
      let bytes = Array(FileManager.default.contents(atPath: path) ?? Data())
      let cast = try Asciicast(parsing: bytes, file: path)
      #expect(cast.size == Size(columns: 100, rows: 30) && cast.events.count == 5)
      #expect(cast.events.last?.kind == .output(FrameWriter.leaving))
      let again = try BuiltProgram.run(["run", scenario, "--record", path])
      #expect(again.status == 70 && again.errors.contains("there already"))
    }
  }

  @Test func `a configuration that is wrong is told at the start and the rest counts`() throws {
    try TemporaryFolder.use { folder in
      try folder.write("mouse: maybe\nkeys: {help: H}\n", to: "svctui/config.yaml")
      let harness = try PTYHarness(
        [BuiltProgram.path],
        size: Size(columns: 160, rows: 40),
        environment: ["XDG_CONFIG_HOME": folder.root.path(percentEncoded: false).trimmedSlash]
      )
      #expect(harness.wait(for: "config.yaml:1:8: mouse: maybe is neither true nor false"))
      harness.type("H")
      #expect(harness.wait(for: "HERE"))
      harness.type("\u{3}")
      #expect(harness.ending() == .exited(0))
    }
  }
}

extension String {
  fileprivate var trimmedSlash: String { hasSuffix("/") ? String(dropLast()) : self }
}
