import Console
import Testing

/// Somebody who knows no key finds each thing through the menu alone, or through the help alone.
@Suite struct FindVisits {
  /// What to look for, what to do before and after, and what is seen then.
  struct Wish: Sendable, CustomTestStringConvertible {
    var words: String
    var before = ""
    var after: String

    var testDescription: String { words }
  }

  static let wishes = [
    Wish(words: "Kill the pod", before: "Tab", after: "=> deleted (grace 30 s)"),
    Wish(words: "Scale the workload", after: "5 Enter wait:100ms => 5 of 5 ready"),
    Wish(words: "Policies of the Service", after: "e => Cluster [Local]"),
    Wish(words: "Send requests", after: "Enter => 1,000 requests delivered"),
    Wish(words: "Explain what the cursor is on", after: "=> Why"),
    Wish(words: "Take back the last change", before: "M", after: "=> undone: mode nftables"),
  ]

  static let sizes = [Size(columns: 80, rows: 24), Size(columns: 120, rows: 40)]

  @Test(arguments: wishes)
  func `everything is found through m alone`(wish: Wish) throws {
    var visit = Visit(size: Self.sizes[0])
    try visit.play(wish.before)
    try visit.choose(wish.words)
    try visit.play(wish.after)
  }

  @Test(arguments: wishes)
  func `everything is found through ? alone`(wish: Wish) throws {
    var visit = Visit(size: Self.sizes[0])
    try visit.play(wish.before)
    try visit.look(up: wish.words)
    try visit.play(wish.after)
  }

  @Test(arguments: sizes)
  func `quitting is found through m and through ?`(size: Size) throws {
    var visit = Visit(size: size)
    try visit.choose("Quit")
    #expect(visit.person.state.isFinished)
    visit = Visit(size: size)
    try visit.look(up: "Quit")
    #expect(visit.person.state.isFinished)
  }

  @Test func `a key that changes the cluster waits until the help is closed`() throws {
    try Visit.shop(
      """
      Tab ?             => Kill the pod
      Ctrl-K            => Esc closes this first: Ctrl-K changes the cluster
      Esc Ctrl-K        => deleted (grace 30 s)
      """
    )
  }

  @Test func `words are found in the help and in the menu, and Enter does what is found`() throws {
    try Visit.shop(
      """
      ? / matrix        => Who reaches what =/> Kill the pod
      Esc               => Kill the pod
      m                 => What can be done here
      / lint            =/> Kill the pod
      Enter             => Lint: all namespaces
      Esc m / nothing.. => Nothing has these words. Esc shows all.
      """,
      size: Size(columns: 80, rows: 24)
    )
  }

  @Test func `a key that is read in the help works at once`() throws {
    try Visit.shop(
      """
      ?                 => Scale the workload
      T                 => What was done in main
      """
    )
  }
}
