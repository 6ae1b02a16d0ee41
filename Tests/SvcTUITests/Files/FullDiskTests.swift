import Console
import Foundation
import Glibc
import PseudoTerminal
import Testing

/// The disk is full: each file says so, the former one stays, and the visit goes on.
@Suite(.serialized) struct FullDiskTests {
  private static let scenario = """
    format 1
    cluster demo:shop
    expect used = 0 of service shop/web
    """

  @Test(arguments: ["--junit", "--csv"])
  func `a report that cannot be written leaves the former one`(option: String) throws {
    try TemporaryFolder.use { folder in
      let scenario = try folder.write(Self.scenario, to: "one.scenario")
      let report = try folder.write("former", to: "report")
      let words = ["run", scenario, option, report]
      let limited = try BuiltProgram.run(words + ["-o", "text"], fileBlocksMax: 0)
      #expect(limited.status != 0)
      #expect(FileManager.default.contents(atPath: report) == Data("former".utf8))
      #expect(access(report + ".part", F_OK) != 0)
      let full = try BuiltProgram.run(["run", scenario, option, "/dev/full"])
      #expect(full.status == 70)
      #expect(full.errors.contains("/dev/full cannot be written: No space left on device"))
    }
  }

  @Test func `a visit goes on without journal, saved screen and recording`() throws {
    let state = TestState()
    let recording = "\(state.path)/visit.cast"
    let terminal = try PTYHarness(
      ["/bin/sh"] + BuiltProgram.limited(["--demo", "shop"], 0),
      size: .init(columns: 200, rows: 40),
      environment: ["XDG_STATE_HOME": state.path]
    )
    #expect(terminal.wait(for: "Services"))
    terminal.type(":scale deployment web -n shop --replicas=5\r")
    #expect(terminal.wait(for: "nothing is journalled in \(state.path)/svctui: File too large"))
    terminal.type(":save\r")
    #expect(terminal.wait(for: "cannot be written: File too large"))
    terminal.type(":record \(recording)\r")
    #expect(terminal.wait(for: "\(recording) cannot be written: File too large"))
    terminal.type(":scale deployment web -n shop --replicas=4\r")
    #expect(terminal.wait(for: "scaled from 5 to 4"))
    terminal.type("\u{3}")
    #expect(terminal.ending() == .exited(0))
    #expect(state.files.filter { $0.hasSuffix(".journal") } == [])
    unlink(recording)
    rmdir("\(state.path)/svctui/screens")
  }
}
