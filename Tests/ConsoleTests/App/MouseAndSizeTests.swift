import ClusterState
import Testing
import VisitSupport

@testable import Console

@Suite struct MouseAndSizeTests {
  var person = Person()

  private mutating func mouse(_ kind: MouseEvent.Kind, _ column: Int, _ row: Int) {
    person.press(.mouse(MouseEvent(kind, at: Point(column: column, row: row))))
  }

  /// Where a text stands on the screen.
  private func place(of text: String, in pane: Pane) throws -> Point {
    let place = ScreenLayout(size: person.state.size).place(pane)
    for row in place.rows {
      let line = Array(person.frame.rows[row])
      for column in place.columns where String(line[column...].prefix(text.count)) == text {
        return Point(column: column, row: row)
      }
    }
    throw NotFound(text: text)
  }

  private struct NotFound: Error {
    var text: String
  }

  @Test mutating func `a click selects the row under it and its pane`() throws {
    let cart = try place(of: "cart", in: .services)
    mouse(.click, cart.column, cart.row)
    #expect(person.state.selectedService?.name == "cart")
    let endpoints = ScreenLayout(size: person.state.size).place(.endpoints)
    mouse(.click, endpoints.origin.column + 2, endpoints.origin.row + 2)
    #expect(person.state.focus == .endpoints)
    #expect(person.state.selectedPod?.name.hasPrefix("cart-") == true)
  }

  @Test mutating func `a click on headings, borders and free space selects nothing else`() {
    let before = person.state.selectedService
    let place = ScreenLayout(size: person.state.size).place(.services)
    for row in [place.rows.lowerBound, place.rows.lowerBound + 1, place.rows.upperBound - 2] {
      mouse(.click, place.columns.lowerBound + 3, row)
    }
    mouse(.click, 0, 0)
    mouse(.click, 139, 39)
    mouse(.click, 5_000, 5_000)
    #expect(person.state.selectedService == before)
  }

  @Test mutating func `a double click goes in and a right click opens the menu`() throws {
    let cart = try place(of: "cart", in: .services)
    mouse(.doubleClick, cart.column, cart.row)
    #expect(person.state.focus == .endpoints)
    mouse(.rightClick, cart.column, cart.row)
    guard case .keys(let list)? = person.state.popup, list.isMenu else {
      Issue.record("the menu is open")
      return
    }
  }

  @Test mutating func `the wheel moves the list under it without taking the focus`() throws {
    try person.press("g Tab")
    let first = person.state.selectedService
    let place = ScreenLayout(size: person.state.size).place(.services)
    mouse(.wheelDown, place.origin.column + 2, place.origin.row + 2)
    #expect(person.state.focus == .endpoints)
    #expect(person.state.selectedService != first)
    mouse(.wheelUp, place.origin.column + 2, place.origin.row + 2)
    #expect(person.state.selectedService == first)
  }

  @Test mutating func `the wheel scrolls a text and a list`() throws {
    try person.press("y")
    mouse(.wheelDown, 5, 5)
    #expect(person.sees("line20") && !person.sees("apiVersion:"))
    try person.press("Esc :pods Enter g")
    let before = person.state.selectedPod
    mouse(.wheelDown, 5, 5)
    #expect(person.state.selectedPod != before)
  }

  @Test mutating func `the mouse does nothing behind a dialog`() throws {
    try person.press("t")
    let before = person.frame
    for kind in MouseEvent.Kind.allCases { mouse(kind, 5, 5) }
    #expect(person.frame == before)
  }

  @Test(arguments: [Size(columns: 140, rows: 40), Size(columns: 200, rows: 60)])
  mutating func `a line between panes is dragged and stays there`(size: Size) throws {
    person = Person(size: size)
    let before = ScreenLayout(person.state)
    let isGrid = before.arrangement == .grid
    for pane in isGrid ? [Pane.services, .traffic] : [.traffic] {
      let edge = before.place(pane).columns.upperBound
      let row = before.place(pane).origin.row + 2
      mouse(.click, edge, row)
      for step in 1...9 { mouse(.drag, edge + step, row) }
      mouse(.release, edge + 9, row)
      mouse(.drag, edge - 20, row)
      let moved = ScreenLayout(person.state).place(pane).columns.upperBound
      #expect(abs(moved - edge - 9) <= 1, "\(pane)")
    }
    let foot = before.place(.traffic).origin.row
    mouse(.click, 10, foot)
    mouse(.drag, 10, foot - 3)
    mouse(.release, 10, foot - 3)
    #expect(abs(ScreenLayout(person.state).place(.traffic).origin.row - foot + 3) <= 1)
    for target in [-50, 900] {
      mouse(.click, 10, ScreenLayout(person.state).place(.traffic).origin.row)
      mouse(.drag, 10, target)
      for pane in Pane.allCases {
        let place = ScreenLayout(person.state).place(pane)
        #expect(place.size.rows >= PaneDividers.least.rows, "\(pane) after \(target)")
        #expect(place.size.columns >= PaneDividers.least.columns)
      }
      mouse(.release, 10, 5)
      expectWholeRows(person.frame)
    }
  }

  @Test mutating func `a click on the footer does what it names`() throws {
    let footer = try #require(person.frame.rows.last)
    let place = try #require(footer.firstRange(of: "m menu") ?? footer.firstRange(of: "? help"))
    let column = footer.distance(from: footer.startIndex, to: place.lowerBound)
    mouse(.click, column + 3, 39)
    guard case .keys? = person.state.popup else {
      Issue.record("the keys are shown")
      return
    }
  }

  @Test mutating func `pasted text is typed into fields and never pressed`() throws {
    let before = person.frame
    person.press(.paste("q\nq\n"))
    #expect(person.frame == before && !person.state.isFinished)
    try person.press(":")
    person.press(.paste("po\nds"))
    #expect(person.state.prompt?.editor.text == "pods")
    try person.press("Esc t")
    person.press(.paste("12"))
    #expect(person.sees("12"))
  }

  @Test mutating func `clicking a tab shows its pane`() throws {
    person = Person(size: Size(columns: 60, rows: 20))
    for (column, pane) in [(20, Pane.endpoints), (35, .traffic), (50, .events), (3, .services)] {
      mouse(.click, column, 1)
      #expect(person.state.focus == pane)
    }
  }

  @Test mutating func `whatever the size, what is selected stays selected and in sight`() throws {
    try person.press("g j j Tab j")
    let service = try #require(person.state.selectedService)
    let pod = person.state.selectedPod
    var generator = SeededGenerator(seed: 3)
    for _ in 0..<60 {
      let size = Size(
        columns: Int(generator.next(below: 220)),
        rows: Int(generator.next(below: 70))
      )
      person.press(.resize(size))
      #expect(person.state.selectedService == service && person.state.selectedPod == pod)
      #expect(person.frame.size == size)
      expectWholeRows(person.frame)
      guard size.columns >= 110, size.rows >= 24 else { continue }
      #expect(person.sees(service.name), "\(size)")
    }
  }

  @Test mutating func `a list scrolls so that its selection is in sight`() throws {
    let many = (1...200).map {
      ShopDocument.service("service-\(1_000 + $0)") { $0.selector = [:] }
    }
    var document = ShopDocument.make()
    document.services += many
    document.simulation = nil
    person = Person(document, size: Size(columns: 120, rows: 30))
    for keys in ["G", "PgUp", "PgUp k", "Ctrl-B", "g", "PgDn j", "Ctrl-F"] {
      try person.press(keys)
      let name = try #require(person.state.selectedService?.name)
      let line = person.frame.rows.first { $0.prefix(60).contains(" \(name) ") }
      #expect(line != nil, "\(name) after \(keys)")
    }
    try person.press("G")
    #expect(person.state.selectedService?.name == "web")
  }

  @Test mutating func `the last event is in sight until one looks at earlier ones`() throws {
    try person.press("Shift-Tab")
    for _ in 0..<30 { person.reduce(.openMode) }
    #expect(person.state.list(.pane(.events)).followsEnd)
    try person.press("k k")
    let selected = person.state.selectedRow
    person.reduce(.openMode)
    #expect(person.state.selectedRow == selected)
    try person.press("G")
    person.reduce(.openMode)
    #expect(person.state.selectedRow == .event(person.simulation.events.count - 1))
  }
}
