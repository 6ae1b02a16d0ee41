import ClusterState
import Testing

@testable import Console

@Suite struct KeymapTests {
  @Test func `every key means one thing on every screen`() {
    for binding in Keymap.bindings {
      let rivals = Keymap.bindings.filter { other in
        other.name != binding.name && other.scope.meets(binding.scope)
          && other.keys.contains(where: binding.keys.contains)
      }
      #expect(rivals.map(\.name) == [], "\(binding.name)")
    }
    #expect(Keymap.bindings.allSatisfy { !$0.keys.isEmpty || !$0.command.isEmpty })
  }

  @Test(arguments: Keymap.bindings.map(\.title.english))
  func `every binding has a help text and a title that fits the footer`(title: String) throws {
    let binding = try #require(Keymap.bindings.first { $0.title.english == title })
    #expect(binding.help.english.count > 3 && binding.help.english.first?.isUppercase == true)
    #expect(!binding.help.hasSuffix("."))
    #expect((2...12).contains(title.count))
  }

  @Test func `every binding has a name of its own that a file can hold`() {
    let names = Keymap.bindings.map(\.name)
    #expect(Set(names).count == names.count)
    let isPlain = names.allSatisfy { name in name.allSatisfy { $0.isLetter || $0 == "-" } }
    #expect(isPlain, "\(names)")
  }

  @Test func `no two bindings stand at one place of the footer`() {
    let hints = Keymap.bindings.compactMap(\.hint)
    #expect(Set(hints).count == hints.count)
  }

  /// The table of keys as the documentation has it, as far as the keys are bound.
  private static let table: [(keys: String, action: Action)] = [
    ("j Down", .move(1)), ("k Up", .move(-1)), ("g", .moveToStart), ("G", .moveToEnd),
    ("Ctrl-F PgDn", .page(1)), ("Ctrl-B PgUp", .page(-1)), ("Tab", .nextPane),
    ("Shift-Tab", .previousPane), ("Enter", .enter), ("Esc", .back), ("q", .goBack),
    ("Ctrl-C", .quit), (":", .openCommand), ("/", .openFilter), ("? F1", .help), ("m F2", .menu),
    ("0", .allNamespaces), ("y", .open(.yaml)), ("d", .open(.description)), ("w", .explain),
    ("t", .openSend), (".", .repeatSend),
    ("Ctrl-T", .toggleStream), ("Ctrl-K", .kill), ("Ctrl-D", .openDelete), ("s", .openScale),
    ("M", .openMode), ("u", .undo), ("Ctrl-R", .redo), ("p", .togglePause), (">", .step),
    ("+", .faster), ("=", .normalSpeed), ("_", .slower), ("Y", .copyName),
    ("<", .stepBack), ("T", .showTimeline), ("F", .openFork), ("C", .compare), ("b", .openBookmark),
    ("N", .sort(["NAME", "POD", "CLIENT"])), ("A", .sort(["AGE"])),
    ("S", .sort(["STATE", "STATUS", "READY", "ENDPOINTS", "SERVICE OK"])),
    ("P", .sort(["NAMESPACE"])), ("O", .sortByChosenColumn), ("Ctrl-W", .toggleWide),
    ("Space", .toggleMark), ("Ctrl-Space", .markRange), ("Ctrl-\\", .clearMarks),
    ("Shift-Left", .chooseColumn(-1)), ("Shift-Right", .chooseColumn(1)),
    ("x", .openPolicies), ("e", .open(.edit)), ("r", .restart), ("c", .toggleCordon),
    ("D", .drain), ("Ctrl-Z", .toggleFaults),
    ("h Left", .moveSideways(-1)), ("l Right", .moveSideways(1)), ("Ctrl-L", .repaint),
    ("Ctrl-A", .room(.showAliases)), ("[", .revisit(-1)), ("]", .revisit(1)),
    ("-", .revisitLast), ("n", .findNext(1)), ("1 2 3 4 5 6 7 8 9", .showNamespace(nil)),
    ("R", .rules(.open(nil))), ("v", .rules(.changes)), ("f", .rules(.family)),
    ("}", .rules(.walk(1))), ("{", .rules(.walk(-1))),
    ("Ctrl-S", .saveTable), ("Ctrl-E", .toggleHeader), ("Ctrl-G", .toggleCrumbs),
  ]

  @Test func `every bound key means what the table of keys says`() throws {
    var known: Set<Key> = [.home, .end]
    for row in Self.table {
      for key in try Key.parse(row.keys) {
        known.insert(key)
        #expect(KeyTable.standard.binding(for: key)?.action == row.action, "\(key.text)")
      }
    }
    #expect(Set(Keymap.bindings.flatMap(\.keys)).subtracting(known) == [])
  }

  @Test(
    arguments: [
      ("q", .quit), ("quit", .quit), ("undo", .undo), ("redo", .redo), ("pause", .togglePause),
      ("step", .step), ("send", .openSend), ("stream", .toggleStream), ("delete", .openDelete),
      ("scale", .openScale), ("mode", .openMode), ("delete pod", .kill), ("copy", .copyName),
      ("suspend", .suspend), ("lint", .lint), ("timeline", .showTimeline), ("fork", .openFork),
      ("bookmark", .openBookmark), ("compare", .compare), ("back", .stepBack),
      ("streams", .show(.streams)), ("connections", .show(.connections)),
      ("conn", .show(.connections)), ("conntrack", .show(.connections)),
      ("behave", .openBehavior), ("wide", .toggleWide), ("mark", .toggleMark),
      ("mark range", .markRange),
      ("svc", .show(.services)), ("services", .show(.services)), ("overview", .showOverview),
      ("ep", .show(.endpoints)), ("eps", .show(.slices)), ("endpointslices", .show(.slices)),
      ("ing", .show(.ingresses)), ("zones", .show(.zones)), ("namespaces", .show(.namespaces)),
      ("events", .show(.events)), ("xray", .showTree(nil)), ("tree", .showTree(nil)),
      ("xray ing", .showTree(.routes)), ("xray svc", .showTree(.services)),
      ("xray deploy", .showTree(.workloads)), ("faults", .toggleFaults),
      ("edit", .open(.edit)), ("restart", .restart), ("cordon", .toggleCordon),
      ("drain", .drain), ("policies", .openPolicies),
      ("traffic", .showCharts), ("charts", .showCharts), ("map", .showMap),
      ("topology", .showMap), ("matrix", .showMatrix), ("dns", .showNames),
      ("unmark", .clearMarks), ("sort", .sortByChosenColumn),
    ] as [(String, Action)]
  )
  func `a command without more to it does what its key does`(line: String, action: Action) throws {
    #expect(try AppCommand.parse(line, namespace: "default") == .action(action))
  }

  @Test func `the command that help shows beside a key does what the key does`() throws {
    for binding in Keymap.bindings where !binding.command.isEmpty {
      let command = try AppCommand.parse(binding.command, namespace: "default")
      guard case .action(let action) = command else { continue }
      #expect(action == binding.action, "\(binding.command)")
    }
  }

  @Test func `what cannot be done says why and is not done`() throws {
    var person = Person(isReadOnly: true)
    let opened = person.simulation
    for keys in ["Ctrl-D", "s", "M", "Tab Ctrl-K"] {
      try person.press(keys)
      #expect(person.sees("the session is read-only"), "\(keys)")
      #expect(person.state.popup == nil)
    }
    for line in ["mode nftables", "delete service shop/web", "scale deploy shop/web --replicas=1"] {
      try person.press(":")
      person.type(line)
      try person.press("Enter")
      #expect(person.sees("the session is read-only"), "\(line)")
      try person.press("Esc")
    }
    #expect(person.simulation == opened)
    try person.press("Esc t Enter")
    #expect(person.simulation.ledger.outcomes.total == 1_000)
  }

  @Test func `keys that need something selected ask for it`() throws {
    var person = Person()
    for (keys, reason) in [
      ("Ctrl-K", "select one of the endpoints first: Enter"), ("u", "nothing to undo"),
      ("Ctrl-R", "nothing to redo"), (">", "nothing is planned"), (".", "nothing was sent yet"),
      ("/ nothing Enter t", "select a Service first"), ("Ctrl-T", "select a Service first"),
      ("y", "select an object first"), ("Ctrl-D", "select a Service, a pod or a workload first"),
    ] {
      try person.press(keys)
      #expect(person.sees(reason), "\(keys)")
    }
  }
}
