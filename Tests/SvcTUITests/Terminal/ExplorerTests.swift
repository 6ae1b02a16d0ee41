import Console
import Testing

/// The whole program as a person meets it, in a terminal that other people wrote.
@Suite(.serialized, .enabled(if: TmuxHarness.isThere, "tmux is not installed"))
struct ExplorerTests {
  private static let sizes = [Size(columns: 80, rows: 24), Size(columns: 200, rows: 60)]

  @Test(arguments: sizes)
  func `a demo is opened, played with and left`(size: Size) throws {
    let terminal = try TmuxHarness(size: size)
    try terminal.run("\(BuiltProgram.path) --demo shop")
    #expect(terminal.shows("Services") && terminal.shows("Endpoints"))
    try terminal.press("t")
    #expect(terminal.shows("Send requests to shop/web"))
    try terminal.press("Enter")
    #expect(terminal.shows("1,000"))
    try terminal.press("Tab", "C-k")
    #expect(terminal.shows("deleted (grace"))
    try terminal.press("u")
    #expect(terminal.shows("undone: delete pod"))
    for _ in 0..<2 {
      for step in 1...4 {
        try terminal.resize(Size(columns: 30 * step + 9, rows: 8 * step))
      }
    }
    try terminal.resize(size)
    let rows = terminal.comes { screen in
      screen.split(separator: "\n").first?.contains("svctui") == true
        && screen.contains("Endpoints") && screen.contains("╰")
    }
    #expect(rows, "\(terminal.screen)")
    try terminal.press("q", "q")
    #expect(terminal.shows("Quit svctui?"))
    try terminal.press("Enter")
    #expect(terminal.comes { !$0.contains("Services") && $0.contains(TmuxHarness.prompt) })
    try terminal.run("echo ended=$?")
    #expect(terminal.shows("ended=0"))
  }

  @Test func `a document comes through the pipe and keys from the terminal`() throws {
    try TemporaryFolder.use { folder in
      let path = try folder.write(CommandTests.cluster, to: "cluster.json")
      let terminal = try TmuxHarness(size: Size(columns: 100, rows: 30))
      try terminal.run("cat \(path) | \(BuiltProgram.path) -")
      #expect(terminal.shows("shop") && terminal.shows("3/3") || terminal.shows("web"))
      try terminal.press("t", "Enter")
      #expect(terminal.shows("1,000"))
      try terminal.press("q", "Enter")
      #expect(terminal.comes { !$0.contains("Services") && $0.contains(TmuxHarness.prompt) })
    }
  }
}
