import ClusterState
import Console
import Foundation
import Glibc
import PseudoTerminal
import Testing

@testable import SvcTUI

/// The program is killed, and its visit is taken up again.
@Suite(.serialized) struct JournalSessionTests {
  private static let offer = "An unfinished visit"

  private static func start(_ state: TestState, _ arguments: [String] = []) throws -> PTYHarness {
    try PTYHarness(
      [BuiltProgram.path] + (arguments.isEmpty ? ["--demo", "shop"] : arguments),
      size: .init(columns: 120, rows: 40),
      environment: ["XDG_STATE_HOME": state.path]
    )
  }

  private static func journals(_ state: TestState) -> [String] {
    state.files.filter { $0.hasSuffix(".journal") }
  }

  private static func text(_ state: TestState, _ name: String) -> String {
    let data = FileManager.default.contents(atPath: "\(state.path)/svctui/\(name)")
    return String(decoding: data ?? Data(), as: UTF8.self)
  }

  /// Ends a visit as a person does.
  private static func leave(_ terminal: PTYHarness) {
    terminal.type("\u{3}")
    #expect(terminal.ending() == .exited(0))
  }

  /// Scales twice and is killed as no program can prevent.
  private static func killedVisit(_ state: TestState, _ arguments: [String] = []) throws {
    let terminal = try start(state, arguments)
    #expect(terminal.wait(for: "Services"))
    terminal.type(":scale deployment web -n shop --replicas=5\r")
    #expect(terminal.wait(for: "scaled from"))
    terminal.type("p:scale deployment web -n shop --replicas=4\r")
    #expect(terminal.wait(for: "scaled from 5 to 4"))
    kill(terminal.process, SIGKILL)
    #expect(terminal.ending() == .killed(SIGKILL))
  }

  @Test func `a killed visit is offered, taken up, and after a clean end offered no more`() throws {
    let state = TestState()
    try Self.killedVisit(state)
    #expect(Self.journals(state).count == 1)
    let second = try Self.start(state)
    #expect(second.wait(for: Self.offer))
    second.type("\r")
    #expect(second.wait(for: "taken up again: 2 commands"))
    second.type(":undo\r")
    #expect(second.wait(for: "undone: scale deployment shop/web --replicas=4"))
    Self.leave(second)
    #expect(state.files.filter { $0.hasSuffix(".taken") }.count == 1)
    let journal = Self.text(state, try #require(Self.journals(state).first))
    #expect(journal.hasSuffix(" @closed\n") && journal.contains(" undo\n"))
    let third = try Self.start(state)
    #expect(third.wait(for: "Services"))
    #expect(!third.wait(for: Self.offer, milliseconds: 500))
    Self.leave(third)
  }

  @Test func `the visit of a scenario is offered again where its cluster is opened`() throws {
    let state = TestState()
    let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().path()
    let scenario = "\(folder)/demo-clusters/scenarios/kill-one-of-three.scenario"
    let first = try Self.start(state, [scenario])
    #expect(first.wait(for: ":next plays line"))
    first.type(":next\r")
    #expect(first.wait(for: "done: "))
    first.type(":mode ipvs\r")
    #expect(first.wait(for: "kube-proxy switched"))
    kill(first.process, SIGKILL)
    #expect(first.ending() == .killed(SIGKILL))
    let second = try Self.start(state, [scenario])
    #expect(second.wait(for: Self.offer))
    second.type("\r")
    #expect(second.wait(for: "taken up again: 2 commands; the scenario is not gone on with"))
    Self.leave(second)
  }

  @Test func `Esc keeps the unfinished visit for later and d throws it away`() throws {
    let state = TestState()
    try Self.killedVisit(state)
    let second = try Self.start(state)
    #expect(second.wait(for: Self.offer))
    second.type("\u{1B}")
    _ = second.wait(for: "\u{0}", milliseconds: 400)
    Self.leave(second)
    let third = try Self.start(state)
    #expect(third.wait(for: Self.offer))
    third.type("d")
    #expect(third.wait(for: "thrown away"))
    Self.leave(third)
    #expect(state.files == [])
  }

  @Test func `a journal cut in the middle of a line is taken up to the last whole one`() throws {
    let state = TestState()
    try Self.killedVisit(state)
    let path = "\(state.path)/svctui/\(Self.journals(state)[0])"
    let text = Self.text(state, Self.journals(state)[0])
    let last = try #require(text.range(of: "--replicas=4"))
    try Data(text[..<last.upperBound].dropLast(3).utf8).write(to: URL(filePath: path))
    let terminal = try Self.start(state)
    #expect(terminal.wait(for: "cut off in the middle of line"))
    terminal.type("\r")
    #expect(terminal.wait(for: "taken up again: 1 command"))
  }

  @Test func `two programs at once write two journals and take one up only once`() throws {
    let state = TestState()
    try Self.killedVisit(state)
    let first = try Self.start(state)
    #expect(first.wait(for: Self.offer))
    let second = try Self.start(state)
    #expect(second.wait(for: "Services"))
    #expect(!second.wait(for: Self.offer, milliseconds: 500))
    second.type(":mode ipvs\r")
    #expect(second.wait(for: "switched"))
    first.type("\r")
    #expect(first.wait(for: "taken up again"))
    #expect(Self.journals(state).count == 2)
    let third = try Self.start(state)
    #expect(third.wait(for: "Services"))
    #expect(!third.wait(for: Self.offer, milliseconds: 500))
  }

  @Test func `a closed terminal leaves a visit that is offered again, with its changed document`()
    throws
  {
    try TemporaryFolder.use { folder in
      let state = TestState()
      let path = try folder.write(CommandTests.cluster, to: "cluster.json")
      let terminal = try Self.start(state, [path])
      #expect(terminal.wait(for: "Services"))
      terminal.type(":mode ipvs\r")
      #expect(terminal.wait(for: "switched"))
      terminal.hangUp()
      #expect(terminal.ending() != .stillRunning)
      let journal = Self.text(state, try #require(Self.journals(state).first))
      let digest = DocumentDigest(ofFiles: [path]).wait(milliseconds: 1_000)
      #expect(journal.hasPrefix("svctui-journal 1 \(Version.tool) \(digest ?? "") "))
      try folder.write(CommandTests.cluster + "\n", to: "cluster.json")
      let again = try Self.start(state, [path, "--mode", "nftables"])
      #expect(again.wait(for: "The document has changed since"))
      let other = try Self.start(state, [path])
      #expect(!other.wait(for: Self.offer, milliseconds: 500))
    }
  }

  @Test func `where nothing can be written the visit goes on and says so once`() throws {
    let state = TestState()
    // A file where the folder should be.
    try Data().write(to: URL(filePath: "\(state.path)/svctui"))
    defer { unlink("\(state.path)/svctui") }
    let terminal = try Self.start(state)
    #expect(terminal.wait(for: "Services"))
    terminal.type(":mode ipvs\r")
    #expect(terminal.wait(for: "nothing is journalled"))
    terminal.type(":mode iptables\r")
    #expect(terminal.wait(for: "switched from ipvs to iptables"))
    Self.leave(terminal)
  }

  @Test func `who only looks leaves nothing behind`() throws {
    let state = TestState()
    let terminal = try Self.start(state)
    #expect(terminal.wait(for: "Services"))
    terminal.type("jjk")
    _ = terminal.wait(for: "\u{0}", milliseconds: 400)
    Self.leave(terminal)
    #expect(state.files == [])
  }
}

/// A visit that takes long to be taken up again.
extension JournalSessionTests {
  /// Leaves a visit with hours of traffic behind.
  private static func longVisit(_ state: TestState) throws {
    let terminal = try start(state)
    #expect(terminal.wait(for: "Services"))
    terminal.type("p:stream 50000/s from pod/shop/client to svc/shop/web:80\r")
    #expect(terminal.wait(for: "stream"))
    kill(terminal.process, SIGKILL)
    #expect(terminal.ending() == .killed(SIGKILL))
    // As if somebody had watched it for half a day: the lines are the journal's own.
    let name = try #require(journals(state).first)
    let path = "\(state.path)/svctui/\(name)"
    let bytes = Array(try #require(FileManager.default.contents(atPath: path)))
    let contents = try JournalReader.read(bytes, checksum: LineChecksum.crc32)
    var writer = JournalWriter(checksum: LineChecksum.crc32)
    var text = writer.beginning(contents.head)
    for entry in contents.entries + [.wait(.seconds(43_200))] { text += writer.line(entry) }
    try Data(text.utf8).write(to: URL(filePath: path))
  }

  @Test func `taking up a long visit shows how far it is, and Esc gives it up for now`() throws {
    let state = TestState()
    try Self.longVisit(state)
    let terminal = try Self.start(state)
    #expect(terminal.wait(for: Self.offer))
    terminal.type("\r")
    // The title of the same box comes first.
    #expect(terminal.wait(for: "Esc gives it up"))
    terminal.type("\u{1B}")
    #expect(terminal.wait(for: "not taken up: the unfinished visit is offered again next time"))
    Self.leave(terminal)
    let second = try Self.start(state)
    #expect(second.wait(for: Self.offer))
    Self.leave(second)
  }
}
