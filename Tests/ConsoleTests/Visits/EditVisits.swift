import Console
import Testing

/// Visits to the person's own editor.
@Suite struct EditVisits {
  /// Presses `e` and gives back what the editor is to make of the text.
  private func edit(_ visit: inout Visit, _ change: (String) -> EditEnd) throws {
    try visit.play("e")
    guard case .edit(let draft)? = visit.person.effects.last else {
      Issue.record("no editor is asked for")
      return
    }
    visit.person.reduce(.edited(draft, change(draft.text)))
  }

  @Test func `an edited Service is applied and can be undone`() throws {
    var visit = Visit()
    try edit(&visit) {
      .text($0.replacing("sessionAffinity: None", with: "sessionAffinity: ClientIP"))
    }
    try visit.play(
      """
                        => shop/web
      x                 => None [ClientIP]
      u                 => [None] ClientIP
      """
    )
  }

  @Test func `a wrong edit opens the editor again with the reason`() throws {
    var visit = Visit()
    try edit(&visit) { .text($0.replacing("type: NodePort", with: "type: Magic")) }
    guard case .edit(let draft)? = visit.person.effects.last else {
      Issue.record("the editor opens again")
      return
    }
    #expect(draft.isSecondTry && draft.text.contains("type: Magic"))
    #expect(draft.text.contains("Unsupported value: \"Magic\""))
    visit.person.reduce(.edited(draft, .text(draft.text)))
    try visit.play("=> edit given up: nothing is changed")
  }

  @Test func `an editor that is not there is told`() throws {
    var visit = Visit()
    try edit(&visit) { _ in .failed("the editor vi was not found") }
    try visit.play("=> the editor vi was not found")
  }
}
