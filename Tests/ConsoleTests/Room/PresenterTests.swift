import ClusterState
import Testing

@testable import Console

@Suite struct PresenterTests {
  @Test func `a killed pod is spoken of in one sentence, with its key`() throws {
    var person = Person()
    try person.press(":present Enter Tab")
    let pod = try #require(person.state.selectedPod)
    try person.press("Ctrl-K")
    #expect(person.state.presentation.caption.english == "\(pod.name) was killed.")
    person.wait(milliseconds: 50)
    #expect(
      person.state.presentation.caption.english
        == "\(pod.name) was killed; its 2 Services now have 2 of 3 endpoints."
    )
    #expect(person.sees(person.state.presentation.caption.english))
    #expect(person.state.presentation.pressed.map(\.key) == ["Tab", "Ctrl-K"])
    #expect(person.sees(" Ctrl-K kill"))
    try person.press("u")
    #expect(person.state.presentation.caption.english.hasPrefix("undone: "))
  }

  @Test func `Services of one pod are counted where they changed alike`() {
    let pod = ObjectName(namespace: "a", name: "web-2")
    func changed(_ name: String, _ ready: Int) -> Event.Kind {
      .endpointsChanged(ObjectName(namespace: "a", name: name), ready: ready, total: 3)
    }
    let deleted = Event.Kind.podDeleted(pod, graceSeconds: 30)
    #expect(
      CaptionText.text([deleted, changed("x", 2), changed("y", 2)])?.english
        == "web-2 was killed; its 2 Services now have 2 of 3 endpoints."
    )
    #expect(
      CaptionText.text([deleted, changed("x", 2), changed("y", 1)])?.english
        == "web-2 was killed; its 2 Services have fewer endpoints now."
    )
    #expect(
      CaptionText.text([deleted, deleted, changed("x", 1)])?.english
        == "2 pods were killed; Service a/x now has 1 of 3 endpoints."
    )
    #expect(
      CaptionText.text([changed("x", 1)])?.english == "Service a/x now has 1 of 3 endpoints ready."
    )
    #expect(CaptionText.text([])?.english == nil)
  }

  @Test func `charts leave room for what is spoken of`() throws {
    var person = Person()
    try person.press("Ctrl-T wait:2000ms :present Enter :traffic Enter")
    let caption = ScreenLayout(person.state).captionBar.rows
    let boxes = Set("╭╮╰╯│".unicodeScalars)
    for row in caption {
      #expect(person.frame.rows[row].unicodeScalars.allSatisfy { !boxes.contains($0) })
    }
    #expect(person.frame.rows[caption.lowerBound - 1].contains("╰"))
  }

  @Test func `rows stand apart where all of them fit, and are clicked there`() throws {
    var person = Person()
    try person.press(":present Enter g")
    let layout = ScreenLayout(person.state)
    let place = layout.place(.services)
    let rows = person.frame.rows[place.rows]
    let names = person.simulation.cluster.services.count
    #expect(2 * names - 1 > place.size.rows - 3 || rows.count { $0.contains("ClusterIP") } > 0)
    person = Person(size: Size(columns: 140, rows: 60))
    try person.press(":present Enter g")
    let tall = ScreenLayout(person.state).place(.services)
    let second = Point(column: tall.origin.column + 4, row: tall.origin.row + 4)
    person.press(.mouse(MouseEvent(.click, at: second)))
    #expect(person.state.list(.pane(.services)).index == 1)
    let between = Point(column: second.column, row: second.row + 1)
    person.press(.mouse(MouseEvent(.click, at: between)))
    #expect(person.state.list(.pane(.services)).index == 1)
  }

  @Test func `a remote control steps and takes back`() throws {
    var person = Person()
    try person.press("p :present Enter Tab Ctrl-K")
    let killed = person.simulation
    try person.press("PgDn")
    #expect(person.simulation.now > killed.now)
    try person.press("PgUp")
    #expect(person.simulation == killed)
    try person.press("PgUp")
    #expect(person.state.timeline.undoable == nil)
  }

  @Test func `a remote control plays a scenario and goes back in it`() throws {
    let text = "format 1\ncluster demo:shop\nmode nftables\ndelete service shop/web\nwait 1s\n"
    let scenario = try ScenarioParser.parse(Array(text.utf8), file: "x", namespace: "default")
    var person = Person()
    person.offer(scenario)
    try person.press(":present Enter")
    let opened = person.simulation
    try person.press("PgDn")
    let first = person.simulation
    try person.press("PgDn")
    #expect(person.state.scenario?.position == 2)
    try person.press("PgUp")
    #expect(person.simulation == first && person.state.scenario?.position == 1)
    try person.press("PgUp PgUp")
    #expect(person.simulation == opened && person.state.scenario?.position == 0)
    #expect(person.sees("no line was played yet"))
  }

  @Test(arguments: [(40, 10), (60, 16), (80, 24), (120, 40), (200, 60)])
  func `no size breaks the screen of a presenter`(columns: Int, rows: Int) throws {
    var person = Person(size: Size(columns: columns, rows: rows))
    try person.press(":present Enter Tab Ctrl-K wait:2000ms ? Esc T Esc :pods Enter y")
    expectWholeRows(person.frame)
    #expect(person.frame.size == Size(columns: columns, rows: rows))
  }
}

@Suite struct PlainScreenTests {
  private func person() -> Person {
    Person(size: Size(columns: 160, rows: 40)) {
      $0.configuration.isTextOnly = Setting(true)
    }
  }

  @Test func `the screen is lines of words without boxes and bars`() throws {
    var person = person()
    try person.press("t Enter")
    for keys in ["", "Tab", "Tab", "Tab", "? ", "Esc", ":pods Enter", "T", "Esc t"] {
      try person.press(keys)
      let screen = person.state.plain
      #expect(!screen.lines.isEmpty)
      for line in screen.lines {
        #expect(!line.contains("--") && !line.contains("##") && !line.contains("|"), "\(line)")
        #expect(!line.contains("  "), "\(line)")
      }
    }
  }

  @Test func `the row with the focus is said with its headings`() throws {
    var person = person()
    try person.press("G")
    #expect(person.state.plain.focus.hasPrefix("Row 7 of 7: NAMESPACE shop, NAME "))
    #expect(person.state.plain.focus.contains("TYPE "))
    let place = person.state.plain.place
    try person.press("k")
    #expect(person.state.plain.place == place)
    try person.press("Tab")
    #expect(person.state.plain.place != place)
  }

  @Test func `what happens, what is typed and what is wrong are sentences`() throws {
    var person = person()
    let count = person.simulation.events.count
    try person.press("Tab Ctrl-K")
    #expect(person.state.plainEvents(since: count).contains { $0.contains("deleted (grace") })
    try person.press(":dance")
    #expect(person.state.plainMessage == ":dance")
    try person.press("Enter")
    #expect(person.state.plainMessage.hasPrefix(":dance  column 1: \"dance\" is no command"))
    try person.press("Esc s")
    #expect(person.state.plain.focus.hasPrefix("Field Replicas: "))
  }
}
