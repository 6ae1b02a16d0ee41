import ClusterState
import Console
import Testing

@Suite struct GoldenFrameTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var name: String
    var columns = 120
    var rows = 40
    var keys = ""
    var isASCII = false
    var isReadOnly = false

    var testDescription: String { name }
  }

  /// A stream, a kill after a bookmark, and the same in another mode in a branch of its own.
  private static let history = """
    p Ctrl-T p wait:2000ms b Enter Tab Ctrl-K wait:3000ms p :rewind Space to Space mark-1 Enter \
    F Enter M p wait:1500ms Ctrl-K wait:1500ms p\u{20}
    """

  /// Requests on connections that stay, beside others, and a pod killed under them.
  private static let keepAlive = """
    p :stream Space 90/s Space from Space node/node-a Space to Space svc/shop/web:80 Space \
    --requests-per-connection=1000 Space --connections=1 Space --clients=6 Space --name=kept \
    Enter :stream Space 20/s Space from Space outside Space to Space node/node-b:30080 Enter \
    p wait:2000ms :behave Space app=web Space --on-sigterm=ignore Enter \
    Tab j Ctrl-K wait:3000ms p\u{20}
    """

  /// Nobody serves the Service any more.
  private static let emptied = """
    :scale Space deploy Space shop/web Space --replicas=0 Enter wait:40000ms p\u{20}
    """

  /// A pod is killed under a stream while the rules still lead to it.
  private static let losing = "Ctrl-T wait:2000ms Tab Ctrl-K wait:4000ms "

  static let cases: [Case] = [
    Case(name: "overview-140x40", columns: 140),
    Case(name: "overview-120x40"),
    Case(name: "overview-200x60", columns: 200, rows: 60),
    Case(name: "overview-80x24", columns: 80, rows: 24),
    Case(name: "tabs-services-60x20", columns: 60, rows: 20),
    Case(name: "tabs-events-60x20", columns: 60, rows: 20, keys: "Shift-Tab"),
    Case(name: "smallest-40x10", columns: 40, rows: 10),
    Case(name: "too-small-39x9", columns: 39, rows: 9),
    Case(name: "ascii", columns: 80, rows: 24, keys: "t Enter wait:1500ms", isASCII: true),
    Case(name: "sent", keys: "t Enter"),
    Case(name: "streaming", keys: "Ctrl-T wait:4000ms"),
    Case(name: "killed", keys: "t Enter Tab Ctrl-K wait:500ms"),
    Case(name: "killed-and-sent", keys: "Tab Ctrl-K . wait:2000ms t Enter"),
    Case(name: "undone", keys: "t Enter Tab Ctrl-K u"),
    Case(name: "help", keys: "?"),
    Case(name: "menu", keys: "m j j"),
    Case(name: "menu-read-only", keys: "F2 Down Down Down", isReadOnly: true),
    Case(name: "menu-80x24", columns: 80, rows: 24, keys: "m PgDn PgDn PgDn"),
    Case(name: "send-dialog", keys: "t"),
    Case(name: "send-dialog-refused", columns: 80, rows: 24, keys: "t 0 Enter"),
    Case(name: "scale-dialog", keys: "s"),
    Case(name: "delete-dialog-refused", keys: "Tab Ctrl-D - 5 Enter"),
    Case(name: "delete-service-40x10", columns: 40, rows: 10, keys: "Ctrl-D"),
    Case(name: "command-prompt", columns: 80, rows: 24, keys: ": s"),
    Case(name: "command-refused", columns: 80, rows: 24, keys: ": dance Enter"),
    Case(name: "filter", columns: 80, rows: 24, keys: "/ db"),
    Case(name: "filter-without-match", columns: 80, rows: 24, keys: "/ nothing Enter"),
    Case(name: "service-without-endpoints", keys: "/ empty Enter t Enter"),
    Case(name: "external-name", keys: "G"),
    Case(name: "headless", keys: "/ db Enter Tab"),
    Case(name: "pods", columns: 100, rows: 24, keys: ":pods Enter"),
    Case(name: "nodes", columns: 100, rows: 24, keys: ":nodes Enter"),
    Case(name: "workloads", columns: 100, rows: 24, keys: ":deploy Enter"),
    Case(name: "ignored", columns: 100, rows: 24, keys: ":ignored Enter"),
    Case(name: "pods-of-a-node", columns: 100, rows: 24, keys: ":nodes Enter Enter"),
    Case(name: "source", columns: 80, rows: 24, keys: "y j j"),
    Case(name: "lint", columns: 100, rows: 40, keys: ":lint Enter"),
    Case(name: "why-without-endpoints", columns: 100, rows: 24, keys: "/ empty Enter w"),
    Case(name: "quit-question", columns: 80, rows: 24, keys: "q"),
    Case(name: "paused", columns: 80, rows: 24, keys: "p + +"),
    Case(name: "timeline", keys: history + "T"),
    Case(name: "timeline-80x24", columns: 80, rows: 24, keys: history + "T k k"),
    Case(name: "timeline-200x60", columns: 200, rows: 60, keys: history + "T Left Enter"),
    Case(name: "timeline-ascii", columns: 80, rows: 24, keys: history + "T Tab", isASCII: true),
    Case(name: "bookmark-dialog", columns: 80, rows: 24, keys: "wait:500ms b no Space good Enter"),
    Case(name: "fork-dialog", columns: 80, rows: 24, keys: history + "T k k F"),
    Case(name: "comparison", keys: history + "C"),
    Case(name: "comparison-80x24", columns: 80, rows: 24, keys: history + "C j j"),
    Case(name: "comparison-200x60", columns: 200, rows: 60, keys: history + "C G"),
    Case(name: "delays", keys: "p :delays Enter j j j j"),
    Case(
      name: "delays-80x24",
      columns: 80,
      rows: 24,
      keys: "p :delay Space minSyncPeriod Space 10s Space --node=node-b Enter :delays Enter"
    ),
    Case(
      name: "delay-dialog-refused",
      columns: 80,
      rows: 24,
      keys: "p :delays Enter j Enter - 5 s Enter"
    ),
    Case(name: "connections", keys: keepAlive + ":connections Enter"),
    Case(name: "connections-80x24", columns: 80, rows: 24, keys: keepAlive + ":conn Enter"),
    Case(name: "connections-none", columns: 80, rows: 24, keys: "p :conntrack Enter"),
    Case(
      name: "connection-stale",
      columns: 80,
      rows: 24,
      keys: keepAlive + ":conn Enter /stale Enter w"
    ),
    Case(name: "traffic-dialog", keys: "p t Up Right Down Down Down 2 0"),
    Case(name: "traffic-dialog-80x24", columns: 80, rows: 24, keys: "p t Up Left Left Down"),
    Case(name: "traffic-dialog-refused", columns: 80, rows: 24, keys: "p t Up Right Down 0 Enter"),
    Case(name: "traffic-dialog-60x16", columns: 60, rows: 16, keys: "p t Up Right Up Up Up Up"),
    Case(name: "losses", keys: losing),
    Case(name: "losses-80x24", columns: 80, rows: 24, keys: losing + "u Ctrl-R"),
    Case(name: "losses-200x60", columns: 200, rows: 60, keys: losing + "p"),
    Case(name: "behavior-dialog", keys: "p Tab :behave Enter Tab 4"),
    Case(
      name: "behavior-dialog-80x24",
      columns: 80,
      rows: 24,
      keys: "p :deploy Enter :behave Enter Tab 0"
    ),
    Case(name: "streams", keys: keepAlive + ":streams Enter"),
    Case(name: "streams-80x24", columns: 80, rows: 24, keys: keepAlive + ":streams Enter"),
    Case(name: "stream-stop", columns: 80, rows: 24, keys: keepAlive + ":streams Enter Ctrl-D"),
    Case(name: "sorted", keys: ":sort Space cluster-ip Enter O O / !name:^p Enter"),
    Case(name: "filter-refused", columns: 80, rows: 24, keys: "/ 'web('"),
    Case(name: "marked", keys: ":pods Enter O Space Space j Space"),
    Case(
      name: "delete-marked",
      columns: 80,
      rows: 24,
      keys: ":pods Enter Space j Ctrl-Space Ctrl-D"
    ),
    Case(name: "wide", columns: 200, rows: 40, keys: "Ctrl-W"),
    Case(name: "namespace", columns: 80, rows: 24, keys: ":ns Space shop Enter"),
    Case(name: "charts", keys: losing + "p :traffic Enter"),
    Case(name: "charts-80x24", columns: 80, rows: 24, keys: losing + "p :traffic Enter Tab"),
    Case(
      name: "charts-clients",
      keys: keepAlive + ":traffic Enter Shift-Tab Right"
    ),
    Case(
      name: "charts-ascii",
      columns: 80,
      rows: 24,
      keys: losing + "p :charts Enter",
      isASCII: true
    ),
    Case(name: "charts-60x20", columns: 60, rows: 20, keys: losing + "p :charts Enter Tab Tab"),
    Case(name: "map", keys: "Ctrl-T wait:2000ms :map Enter wait:1500ms p j"),
    Case(name: "map-80x24", columns: 80, rows: 24, keys: losing + ":map Enter wait:1000ms p"),
    Case(
      name: "map-ascii",
      columns: 80,
      rows: 24,
      keys: "Ctrl-T :topology Enter wait:2000ms p",
      isASCII: true
    ),
    Case(name: "map-40x10", columns: 40, rows: 10, keys: ":map Enter j j"),
    Case(name: "matrix", keys: emptied + ":matrix Enter Right"),
    Case(name: "matrix-80x24", columns: 80, rows: 24, keys: ":matrix Space all Enter j Right"),
    Case(
      name: "matrix-ascii",
      columns: 80,
      rows: 24,
      keys: emptied + ":matrix Enter",
      isASCII: true
    ),
    Case(name: "names", keys: ":dns Enter j"),
    Case(name: "names-80x24", columns: 80, rows: 24, keys: "/ shop/db Enter :dns Enter"),
    Case(name: "names-ascii", columns: 80, rows: 24, keys: ":dns Enter", isASCII: true),
    Case(name: "name-typed", columns: 80, rows: 24, keys: ":dns Space pay.shop Enter"),
    Case(name: "why-outcome", keys: losing + "p Tab j w"),
  ]

  @Test(arguments: cases)
  func `the screen looks as it was recorded`(case: Case) throws {
    var person = Person(
      size: Size(columns: `case`.columns, rows: `case`.rows),
      isReadOnly: `case`.isReadOnly
    )
    person.symbols = `case`.isASCII ? .ascii : .unicode
    try person.press(`case`.keys)
    expectWholeRows(person.frame)
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
    let objects = ObjectFrameTests.names
    #expect(FrameFile.names == (Self.cases.map(\.name) + objects + others).sorted())
  }

  @Test func `ASCII symbols leave nothing but ASCII`() throws {
    var person = Person(HostileDocument.make(), size: Size(columns: 120, rows: 40))
    person.symbols = .ascii
    try person.press("t Enter Tab ?")
    #expect(person.frame.text.utf8.allSatisfy { $0 == 0x0A || (0x20..<0x7F).contains($0) })
  }
}

/// Whether every row is filled exactly and no wide character is cut in half.
func expectWholeRows(_ frame: Frame, sourceLocation: SourceLocation = #_sourceLocation) {
  #expect(
    frame.cells.count == frame.size.columns * frame.size.rows,
    sourceLocation: sourceLocation
  )
  for row in 0..<frame.size.rows {
    let widths = frame.row(row).map { Int($0.width) }
    var column = 0
    while column < widths.count {
      let width = widths[column]
      let isWhole =
        width == 1 || width == 2 && column + 1 < widths.count && widths[column + 1] == 0
      guard isWhole else {
        Issue.record("row \(row) breaks at column \(column)", sourceLocation: sourceLocation)
        return
      }
      column += width
    }
  }
}
