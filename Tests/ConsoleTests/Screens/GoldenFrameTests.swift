import ClusterState
import Console
import Testing
import VisitSupport

@Suite struct GoldenFrameTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var name: String
    var columns = 120
    var rows = 40
    var keys = ""
    var isReadOnly = false

    var testDescription: String { name }
  }

  static let cases: [Case] = [
    Case(name: "overview-140x40", columns: 140),
    Case(name: "tabs-services-60x20", columns: 60, rows: 20),
    Case(name: "tabs-events-60x20", columns: 60, rows: 20, keys: "Shift-Tab"),
    Case(name: "smallest-40x10", columns: 40, rows: 10),
    Case(name: "too-small-39x9", columns: 39, rows: 9),
    Case(name: "sent", keys: "t Enter"),
    Case(name: "streaming", keys: "Ctrl-T wait:4000ms"),
    Case(name: "killed", keys: "t Enter Tab Ctrl-K wait:500ms"),
    Case(name: "killed-and-sent", keys: "Tab Ctrl-K . wait:2000ms t Enter"),
    Case(name: "undone", keys: "t Enter Tab Ctrl-K u"),
    Case(name: "menu-read-only", keys: "F2 Down Down Down", isReadOnly: true),
    Case(name: "delete-service-40x10", columns: 40, rows: 10, keys: "Ctrl-D"),
    Case(name: "filter", columns: 80, rows: 24, keys: "/ db"),
    Case(name: "filter-without-match", columns: 80, rows: 24, keys: "/ nothing Enter"),
    Case(name: "service-without-endpoints", keys: "/ empty Enter t Enter"),
    Case(name: "external-name", keys: "G"),
    Case(name: "headless", keys: "/ db Enter Tab"),
    Case(name: "pods-of-a-node", columns: 100, rows: 24, keys: ":nodes Enter Enter"),
    Case(name: "paused", columns: 80, rows: 24, keys: "p + +"),
    Case(name: "timeline-entered", keys: EveryScreen.history + "T Left Enter"),
    Case(name: "connections-none", columns: 80, rows: 24, keys: "p :conntrack Enter"),
    Case(
      name: "connection-stale",
      columns: 80,
      rows: 24,
      keys: EveryScreen.keepAlive + ":conn Enter /stale Enter w"
    ),
    Case(name: "traffic-dialog-refused", columns: 80, rows: 24, keys: "p t Up Right Down 0 Enter"),
    Case(name: "traffic-dialog-60x16", columns: 60, rows: 16, keys: "p t Up Right Up Up Up Up"),
    Case(name: "sorted", keys: ":sort Space cluster-ip Enter O O / !name:^p Enter"),
    Case(name: "wide", columns: 200, rows: 40, keys: "Ctrl-W"),
    Case(name: "namespace", columns: 80, rows: 24, keys: ":ns Space shop Enter"),
    Case(
      name: "charts-60x20",
      columns: 60,
      rows: 20,
      keys: EveryScreen.losing + ":charts Enter Tab Tab"
    ),
    Case(name: "map-40x10", columns: 40, rows: 10, keys: ":map Enter j j"),
  ]

  @Test(arguments: EveryScreen.all)
  func `every screen looks as it was recorded`(screen: EveryScreen) throws {
    try expectFrames(try screen.frames(), named: screen.name)
  }

  @Test(arguments: cases)
  func `the screen looks as it was recorded`(case: Case) throws {
    var person = Person(
      size: Size(columns: `case`.columns, rows: `case`.rows),
      isReadOnly: `case`.isReadOnly
    )
    try person.press(`case`.keys)
    try expectFrame(person.frame, named: `case`.name)
  }

  @Test(arguments: [140, 80, 60])
  func `hostile names look as they were recorded`(columns: Int) throws {
    var person = Person(
      HostileDocument.make(),
      size: Size(columns: columns, rows: columns == 60 ? 20 : 40)
    )
    try person.press("j j")
    try expectFrame(person.frame, named: "hostile-\(columns)")
  }

  @Test func `an empty document is a screen too`() throws {
    let person = Person(LoadedDocument(), size: Size(columns: 120, rows: 24))
    try expectFrame(person.frame, named: "empty-document")
  }

  @Test(.enabled(if: !FrameFile.isRecording))
  func `every recorded frame belongs to a test`() {
    let others = ["hostile-140", "hostile-80", "hostile-60", "empty-document"]
    let screens = EveryScreen.all.map(\.name)
    #expect(FrameFile.names == (Self.cases.map(\.name) + screens + others).sorted())
  }

  @Test func `ASCII symbols leave nothing but ASCII`() throws {
    var person = Person(HostileDocument.make(), size: Size(columns: 120, rows: 40))
    person.symbols = .ascii
    try person.press("t Enter Tab ?")
    #expect(person.frame.text.utf8.allSatisfy { $0 == 0x0A || (0x20..<0x7F).contains($0) })
  }
}
