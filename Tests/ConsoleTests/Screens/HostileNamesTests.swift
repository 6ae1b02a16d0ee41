import ClusterState
import Console
import Testing
import VisitSupport

@Suite struct HostileNamesTests {
  /// What a terminal must never get: control characters, and what reorders or hides text.
  private static func isHarmful(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0..<0x20, 0x7F..<0xA0, 0x200B, 0x200E, 0x200F, 0x202A...0x202E, 0x2060...0x206F, 0xFEFF,
      0xE0000...0xE007F:
      true
    default: false
    }
  }

  private func expectHarmless(_ frame: Frame, _ context: String) {
    let harmful = frame.cells.filter { cell in
      !cell.isContinuation
        && [cell.base, cell.firstMark, cell.secondMark].contains { $0 != 0 && Self.isHarmful($0) }
    }
    #expect(harmful.isEmpty, "\(context)")
    expectWholeRows(frame)
  }

  @Test(arguments: [200, 140, 80, 60, 40])
  func `no screen passes on what a name could order`(columns: Int) throws {
    var person = Person(HostileDocument.make(), size: Size(columns: columns, rows: 30))
    for keys in [
      "", "Tab j j", "Shift-Tab t", "Enter", ":pods Enter G", "Ctrl-D", "Esc y", "Esc q m",
      "Esc :delete Space pod Space", "Esc / Esc :workloads Enter", "q ?",
    ] {
      try person.press(keys)
      expectHarmless(person.frame, "\(columns) columns after \(keys)")
    }
  }

  @Test func `every Service can be selected, sent to, killed and undone`() throws {
    var person = Person(HostileDocument.make())
    let opened = person.simulation
    try person.press("g")
    for _ in person.simulation.cluster.services.ids {
      try person.press("t Enter Tab Ctrl-K Esc")
      expectHarmless(person.frame, "\(person.state.selectedService?.name.prefix(20) ?? "")")
      try person.press("Shift-Tab Esc Esc j")
    }
    while person.state.timeline.undoable != nil { try person.press("u") }
    #expect(person.simulation == opened)
  }

  @Test func `frames of tables stay straight whatever the names`() throws {
    var person = Person(HostileDocument.make(), size: Size(columns: 120, rows: 40))
    try person.press("g")
    let plain = Person(size: Size(columns: 120, rows: 40)).frame
    let hostile = person.frame
    for row in 0..<40 {
      for column in 0..<120 where plain[column, row].base == Symbols.unicode.vertical.value {
        #expect(hostile[column, row].base == plain[column, row].base, "\(column),\(row)")
      }
    }
  }

  @Test func `pasted and typed text is data, whatever it holds`() throws {
    for keys in ["/", ":", "t", "Tab Ctrl-D"] {
      var person = Person()
      try person.press(keys)
      person.press(.paste("\u{1B}[2J\u{202E}x\ny\u{301}"))
      person.type("e\u{301}\u{302}a\u{1F1F0}")
      person.press(.character("\u{1F1F7}"))
      person.press(.character("\u{301}"))
      person.press(.left)
      person.press(.character("b"))
      expectHarmless(person.frame, keys)
      try person.press("Backspace Backspace Right End Home Delete Ctrl-W Ctrl-K Ctrl-U")
      expectHarmless(person.frame, keys)
    }
  }
}
