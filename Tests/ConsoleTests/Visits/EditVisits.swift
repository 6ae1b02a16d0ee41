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
    leave(&visit, draft, change(draft.text))
  }

  private func leave(_ visit: inout Visit, _ draft: EditDraft, _ end: EditEnd) {
    visit.person.reduce(.edited(draft, end))
    visit.person.press(.resumed)
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
    try edit(&visit) {
      .text($0.replacing("sessionAffinity: None", with: "sessionAffinity: Magic"))
    }
    guard case .edit(let draft)? = visit.person.effects.last else {
      Issue.record("the editor opens again")
      return
    }
    #expect(draft.isSecondTry && draft.text.contains("sessionAffinity: Magic"))
    #expect(draft.text.contains("Unsupported value: \"Magic\""))
    leave(&visit, draft, .text(draft.text))
    try visit.play("=> edit given up: nothing is changed")
  }

  @Test func `an editor that is not there is told`() throws {
    var visit = Visit()
    try edit(&visit) { _ in .failed("the editor vi was not found") }
    try visit.play("=> the editor vi was not found")
  }
}
