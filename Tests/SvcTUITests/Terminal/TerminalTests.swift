import Console
import Glibc
import PseudoTerminal
import Testing

@testable import SvcTUI

/// Drives the built program on a real terminal; `svctui terminal` is the screen it drives.
@Suite(.serialized) struct TerminalTests {
  private static let leaving = "\u{1B}[?1049l"

  private func start(
    _ arguments: [String] = [],
    environment: [String: String] = [:]
  ) throws -> PTYHarness {
    let harness = try PTYHarness(
      [BuiltProgram.path, "terminal"] + arguments,
      environment: environment
    )
    #expect(harness.wait(for: "Roles"))
    harness.settle()
    #expect(!harness.isRestored)
    return harness
  }

  @Test(arguments: ["q", "\u{3}"])
  func `quitting gives the terminal back`(key: String) throws {
    let harness = try start()
    harness.type(key)
    #expect(harness.settle().contains(Self.leaving))
    #expect(harness.ending() == .exited(0))
    #expect(harness.isRestored)
  }

  @Test(arguments: [SIGTERM, SIGHUP, SIGINT, SIGQUIT])
  func `an ending signal goes through the normal way out`(signal: Int32) throws {
    let harness = try start()
    kill(harness.process, signal)
    #expect(harness.settle().contains(Self.leaving))
    #expect(harness.ending() == .exited(128 + signal))
    #expect(harness.isRestored)
  }

  @Test(arguments: ["trap", "failure", "overflow", "exit"])
  func `a crash gives the terminal back`(ending: String) throws {
    let harness = try start(["--ending", ending])
    harness.type("x")
    let end = harness.ending()
    #expect(harness.settle().contains(Self.leaving))
    #expect(harness.isRestored)
    switch ending {
    case "exit": #expect(end == .exited(3))
    case "overflow": #expect(end == .killed(SIGSEGV))
    default: #expect(end == .killed(SIGILL) || end == .killed(SIGTRAP))
    }
  }

  @Test(arguments: ["", "p"])
  func `a closed terminal ends the program`(keys: String) throws {
    let harness = try start()
    harness.type(keys)
    harness.settle(quietMilliseconds: 20)
    harness.hangUp()
    #expect(harness.ending() == .exited(129))
  }

  @Test func `moving the selection sends few bytes`() throws {
    let harness = try start()
    harness.resize(Size(columns: 200, rows: 60))
    harness.settle()
    harness.type("j")
    #expect(harness.settle().utf8.count < 400)
  }

  @Test func `keys are decoded`() throws {
    let harness = try start()
    let cases = [
      ("\u{1B}[A", "Up"), ("\u{1B}OB", "Down"), ("\u{1B}[1;5B", "Ctrl-Down"), ("\u{1B}", "Esc"),
      ("\u{1B}f", "Alt-f"), ("한", "한"), ("\u{0}", "Ctrl-Space"), ("\u{B}", "Ctrl-K"),
      ("\u{1B}[<64;3;4M", "WheelUp(2,3)"), ("\u{1B}OP", "F1"), ("\u{1B}[Z", "Shift-Tab"),
      ("\u{1B}[200~j q\r\n\u{1B}[201~", "Paste'j q\\n'"), ("\r", "Enter"),
      ("\u{7F}", "Backspace"), ("\u{1B}[5~", "PgUp"), ("\u{1B}[1;2A", "Shift-Up"),
    ]
    for (bytes, name) in cases {
      harness.type(bytes)
      #expect(harness.settle().contains(name))
    }
    // A sequence nobody knows types nothing.
    harness.type("\u{1B}[999;9x")
    #expect(harness.settle() == "")
  }

  @Test func `a double click is told from two clicks`() throws {
    let harness = try start()
    let click = "\u{1B}[<0;3;4M\u{1B}[<0;3;4m"
    harness.type(click + click)
    #expect(harness.settle().contains("DoubleClick(2,3)"))
    harness.type("\u{1B}[<0;9;9M")
    #expect(harness.settle().contains("Click(8,8)"))
  }

  @Test func `a stopped job goes on where it was`() throws {
    // Only a shell with job control can stop a program and let it go on.
    let harness = try PTYHarness(["/bin/bash", "--norc", "--noediting", "-i"])
    harness.type("\(BuiltProgram.path) terminal\n")
    #expect(harness.wait(for: "Roles"))
    harness.type("\u{1A}")
    #expect(harness.wait(for: "Stopped"))
    harness.type("fg\n")
    #expect(harness.wait(for: "Roles"))
    #expect(harness.settle().isEmpty)
    harness.type("q")
    #expect(harness.wait(for: Self.leaving))
    harness.type("echo ended=$?\n")
    #expect(harness.wait(for: "ended=0"))
    harness.type("exit\n")
    #expect(harness.ending() == .exited(0))
  }

  @Test func `a program without a usable terminal says why`() throws {
    for (type, words) in [("nonsense", "does not know"), ("dumb", "cannot move its cursor")] {
      let harness = try PTYHarness(
        [BuiltProgram.path, "terminal"],
        environment: ["TERM": type]
      )
      #expect(harness.ending() == .exited(64))
      #expect(harness.settle().contains(words))
    }
  }

  @Test func `NO_COLOR sends no colour`() throws {
    let harness = try start(environment: ["NO_COLOR": "1"])
    let text = String(decoding: harness.output, as: UTF8.self)
    #expect(!text.contains("\u{1B}[38;5;"))
    #expect(!text.contains("\u{1B}[48;5;"))
  }

  @Test func `the copied text is coded as RFC 4648 says`() {
    for (text, coded) in [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v")] {
      #expect(String(decoding: Terminal.base64(Array(text.utf8)), as: UTF8.self) == coded)
    }
  }
}
