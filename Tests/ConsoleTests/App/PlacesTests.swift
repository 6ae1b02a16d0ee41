import ClusterState
import Testing

@testable import Console

/// Going back and forth among what was seen, and keys about the screen itself.
@Suite struct PlacesTests {
  private var person = Person()

  @Test mutating func `brackets go through the screens that were shown, minus to the last`() throws
  {
    try person.press("[")
    #expect(person.sees("no screen was shown before"))
    person.run("pods")
    person.run("nodes")
    try person.press("[")
    #expect(person.state.screen == .list(.pods))
    try person.press("[")
    #expect(person.state.screen == .overview)
    try person.press("] ]")
    #expect(person.state.screen == .list(.nodes))
    try person.press("-")
    #expect(person.state.screen == .list(.pods))
    try person.press("-")
    #expect(person.state.screen == .list(.nodes))
    try person.press("]")
    #expect(person.sees("this is the last screen that was shown"))
  }

  @Test mutating func `digits show the namespaces that the list gives them to`() throws {
    person.run("namespaces")
    let number = try #require(person.state.numberedNamespaces.firstIndex(of: "shop")) + 1
    #expect(person.frame.text.contains("\(number)    shop"))
    try person.press("Esc \(number)")
    #expect(person.state.namespace == "shop")
    try person.press("0 9")
    #expect(person.state.namespace == nil)
    #expect(person.state.screen == .list(.namespaces))
  }

  @Test mutating func `words are found in a text, round its end, and marked`() throws {
    try person.press("y / line69 Enter")
    guard case .text(let text) = person.state.screen else {
      Issue.record("a text is shown")
      return
    }
    #expect(text.search == "line69" && text.offset > 0)
    #expect(person.sees("line69"))
    try person.press("/ Ctrl-U line1 Enter")
    guard case .text(let first) = person.state.screen else { return }
    try person.press("n n N")
    guard case .text(let second) = person.state.screen else { return }
    #expect(try #require(second.found) == #require(first.found) + 1)
    try person.press("/ Ctrl-U nowhere Enter")
    #expect(person.sees("nowhere is not in this text"))
  }

  @Test mutating func `a list is saved as CSV as it is shown, a text as it stands`() throws {
    person.run("nodes")
    try person.press("Ctrl-S")
    guard case .save(let saved)? = person.effects.last else {
      Issue.record("something is saved")
      return
    }
    #expect(saved.name == "nodes" && saved.kind == "csv")
    #expect(saved.text.hasPrefix("NAME,") && saved.text.split(separator: "\r\n").count == 4)
    person.run("sd")
    guard case .save(let screen)? = person.effects.last else { return }
    #expect(screen.kind == "txt" && screen.text.contains("node-a"))
  }

  @Test mutating func `the first line tells the way, counts, or is not there`() throws {
    person.run("pods")
    #expect(person.frame.text.contains("Overview \u{2192} Pods"))
    try person.press("Ctrl-G")
    #expect(person.frame.text.contains("3 nodes"))
    try person.press("Ctrl-E")
    #expect(!person.frame.text.contains("svctui") && person.sees("Pods"))
  }

  @Test mutating func `an unknown key is told of each time, what help is for once`() throws {
    try person.press("Z")
    #expect(person.sees("Z means nothing here; ? shows the keys"))
    try person.press("Z")
    #expect(person.sees("Z means nothing here") && !person.sees("? shows the keys"))
  }

  @Test mutating func `who comes first is told what to press until a key is pressed`() throws {
    person.welcome()
    #expect(person.sees("? tells of this screen and its keys"))
    try person.press("j")
    #expect(!person.sees("? tells of this screen and its keys"))
  }

  @Test mutating func `about tells what is simulated`() {
    person.run("about")
    #expect(person.sees("A flight simulator for Kubernetes Services") && person.sees("seed 7"))
  }
}
